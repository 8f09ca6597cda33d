package io.bluewake.source.eventio;

import io.bluewake.codec.FormatException;
import io.bluewake.model.EventType;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Goes from one array event to the next and takes what lies between them: showers, calibrations,
 * photo-electrons, histograms. The bytes of events and photo-electrons are kept with the batch.
 */
final class EventFinder {
  private static final EventType[] CALIBRATION_TYPES = {
    EventType.DARK_PEDESTAL, EventType.SKY_PEDESTAL, EventType.SINGLE_PE, EventType.FLATFIELD
  };

  private final ObjectCursor cursor;
  private final ObjectHeader object;
  private final ObjectHeader nested = new ObjectHeader();
  private final SimtelHeader header;
  private final Subarray subarray;
  private final ShowerState shower;
  private final EventCollector collector;
  private final boolean skipCalibrationEvents;
  private final Predicate<EventType> wanted;
  private Optional<Table> showerDistribution = Optional.empty();

  /** Where the bytes of the next event start in those of the batch. */
  private int eventStart;

  private EventBytes carried;
  private byte[] carriedBytes = new byte[0];

  EventFinder(
      ObjectCursor cursor,
      SimtelHeader header,
      Subarray subarray,
      ShowerState shower,
      EventCollector collector,
      boolean skipCalibrationEvents,
      Predicate<EventType> wanted) {
    this.wanted = wanted;
    this.cursor = cursor;
    this.object = cursor.object;
    this.header = header;
    this.subarray = subarray;
    this.shower = shower;
    this.collector = collector;
    this.skipCalibrationEvents = skipCalibrationEvents;
  }

  /** The distribution of all showers, once the file has given it. */
  Optional<Table> showerDistribution() {
    return showerDistribution;
  }

  /** Begins a batch, whose bytes have been cleared. */
  void startBatch() {
    eventStart = 0;
    if (carried == null) {
      collector.forgetPhotoElectrons();
    }
  }

  /** Keeps the bytes of the event last found with the batch. */
  void accepted(RawEvents raw) {
    eventStart = raw.bytes.size;
  }

  /** Takes the event last found and its photo-electrons out of the batch; the next one gets it. */
  void carry(EventBytes event, RawEvents raw) {
    carriedBytes = Arrays.copyOfRange(raw.bytes.data, eventStart, raw.bytes.size);
    carried = event.moved(-eventStart);
    for (int t = 0; t < collector.peFrom.length; t++) {
      if (collector.peFrom[t] >= 0) {
        collector.peFrom[t] -= eventStart;
        collector.peTo[t] -= eventStart;
      }
    }
  }

  /** The next array event that may be delivered, or null at the end. */
  EventBytes next(RawEvents raw) throws IOException {
    if (carried != null) {
      EventBytes event = carried;
      carried = null;
      raw.bytes.ensure(carriedBytes.length);
      System.arraycopy(carriedBytes, 0, raw.bytes.data, 0, carriedBytes.length);
      raw.bytes.size = carriedBytes.length;
      return event;
    }
    while (cursor.next()) {
      switch (object.type) {
        case ObjectTypes.ARRAY_EVENT -> {
          if (shower.hasShower() && !shower.hasEvent()) {
            throw new FormatException(object.start, "no simulated event precedes the array event");
          }
          boolean simulated = shower.hasShower();
          EventType type = simulated ? EventType.SUBARRAY : EventType.OTHER_CALIBRATION;
          if (!simulated && skipCalibrationEvents || !wanted.test(type)) {
            cursor.stream.skip(object.length);
          } else {
            return keep(raw, object, type, simulated);
          }
        }
        case ObjectTypes.CALIBRATION_EVENT -> {
          if (skipCalibrationEvents || !wanted.test(calibrationType())) {
            cursor.stream.skip(object.length);
          } else {
            return calibrationEvent(raw);
          }
        }
        default -> readOther(raw);
      }
    }
    return null;
  }

  private EventType calibrationType() {
    int kind = object.id;
    return kind >= 0 && kind < CALIBRATION_TYPES.length
        ? CALIBRATION_TYPES[kind]
        : EventType.OTHER_CALIBRATION;
  }

  private EventBytes calibrationEvent(RawEvents raw) throws IOException {
    ObjectStream stream = cursor.stream;
    EventType type = calibrationType();
    long end = stream.offset() + object.length;
    stream.nested(nested, object.bigEndian);
    if (nested.type != ObjectTypes.ARRAY_EVENT || stream.offset() + nested.length > end) {
      throw new FormatException(nested.start, "a calibration event without array event");
    }
    EventBytes event = keep(raw, nested, type, false);
    stream.skip(end - stream.offset());
    return event;
  }

  private EventBytes keep(RawEvents raw, ObjectHeader which, EventType type, boolean simulated)
      throws IOException {
    int from = raw.bytes.size;
    long offset = cursor.stream.offset() - from;
    cursor.stream.copy(which.length, raw.bytes);
    return new EventBytes(from, raw.bytes.size, which.id, which.bigEndian, type, simulated, offset);
  }

  private void readOther(RawEvents raw) throws IOException {
    switch (object.type) {
      case ObjectTypes.MC_SHOWER, ObjectTypes.MC_PE_SUMS -> readShower();
      case ObjectTypes.MC_EVENT -> {
        readShower();
        forget(raw);
      }
      case ObjectTypes.TELESCOPE_DATA -> photoElectrons(raw, object.length);
      case ObjectTypes.CALIBRATION_PE -> {
        forget(raw);
        if (skipCalibrationEvents) {
          cursor.stream.skip(object.length);
        } else {
          photoElectrons(raw, object.length);
        }
      }
      case ObjectTypes.CAMERA_MONITORING, ObjectTypes.LASER_CALIBRATION -> {
        cursor.load();
        collector.calibrate(object, cursor.in);
      }
      case ObjectTypes.DISABLED_PIXELS -> readDisabled();
      case ObjectTypes.HISTOGRAMS -> {
        cursor.load();
        showerDistribution =
            ShowerHistogram.read(cursor.in, object.version, collector.observation());
      }
      default -> cursor.leaveOut();
    }
  }

  private void readShower() throws IOException {
    cursor.load();
    shower.read(object, cursor.in);
  }

  private void readDisabled() throws IOException {
    cursor.load();
    header.read(object, cursor.in);
    int index = subarray.indexOf(object.id);
    if (index >= 0) {
      collector.calibrations[index].setDisabled(header.telescopes.get(object.id).disabled);
    }
  }

  private void forget(RawEvents raw) {
    raw.bytes.size = eventStart;
    collector.forgetPhotoElectrons();
  }

  /** Keeps the photo-electrons among the objects in an object; photons are left out. */
  private void photoElectrons(RawEvents raw, long length) throws IOException {
    ObjectStream stream = cursor.stream;
    long end = stream.offset() + length;
    while (stream.offset() < end) {
      stream.nested(nested, object.bigEndian);
      if (stream.offset() + nested.length > end) {
        throw new FormatException(nested.start, nested.name() + " reaches beyond its parent");
      }
      if (nested.type == ObjectTypes.TELESCOPE_DATA) {
        continue; // calibration photo-electrons are one level deeper: go on inside
      }
      int telescope = nested.id % 1000;
      int index = telescope >= 0 ? subarray.indexOf(telescope + 1) : -1;
      if (nested.type == ObjectTypes.PHOTO_ELECTRONS && index >= 0) {
        collector.peFrom[index] = raw.bytes.size;
        collector.peVersion[index] = nested.version;
        stream.copy(nested.length, raw.bytes);
        collector.peTo[index] = raw.bytes.size;
      } else {
        stream.skip(nested.length);
      }
    }
  }
}
