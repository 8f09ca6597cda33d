package io.bluewake.source.eventio;

import io.bluewake.model.EventType;

/**
 * An array event whose bytes are known.
 *
 * @param from its first byte among those of the batch
 * @param to the byte after its last
 * @param id identifier of the object
 * @param bigEndian byte order
 * @param type kind of the event
 * @param simulated whether it belongs to the current shower
 * @param offset byte offset in the file of byte 0 of the batch
 */
record EventBytes(
    int from, int to, int id, boolean bigEndian, EventType type, boolean simulated, long offset) {

  /** The same event after its bytes were moved. */
  EventBytes moved(int by) {
    return new EventBytes(from + by, to + by, id, bigEndian, type, simulated, offset - by);
  }
}
