package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.spi.InputException;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What precedes the first event of a file: descriptions of run and telescopes, calibrations. */
final class Preamble {
  private final ObjectCursor cursor;
  private final ShowerState shower;
  final SimtelHeader header = new SimtelHeader();

  /** Calibrations that came before all telescopes were described, as they do in merged files. */
  private final List<Deferred> deferred = new ArrayList<>();

  /** An object kept for later. */
  private record Deferred(ObjectHeader object, byte[] content) {}

  /** Will take showers that precede the first event into a state. */
  Preamble(ObjectCursor cursor, ShowerState shower) {
    this.cursor = cursor;
    this.shower = shower;
  }

  /** Reads up to the first event, or until everything is described. */
  void read() throws IOException {
    ObjectHeader object = cursor.object;
    while (!header.isComplete()) {
      if (!cursor.next()) {
        throw new EOFException(
            object.start == 0 ? "it is empty" : "no run header and telescopes up to the end");
      }
      if (object.type == ObjectTypes.CORSIKA_RUN_HEADER) {
        throw new FormatException(
            object.start, "a CORSIKA IACT file has photons but no telescope events");
      }
      if (SimtelHeader.takes(object.type)) {
        cursor.load();
        header.read(object, cursor.in);
      } else if (startsEvents(object.type)) {
        cursor.putBack();
        break;
      } else {
        readBetween();
      }
    }
    if (header.run == null) {
      throw new FormatException(object.start, "no run header precedes the first event");
    }
  }

  private static boolean startsEvents(int type) {
    return switch (type) {
      case ObjectTypes.ARRAY_EVENT,
          ObjectTypes.CALIBRATION_EVENT,
          ObjectTypes.CALIBRATION_PE,
          ObjectTypes.TELESCOPE_DATA,
          ObjectTypes.HISTOGRAMS ->
          true;
      default -> false;
    };
  }

  /** Objects that should follow the descriptions of the telescopes but may be among them. */
  private void readBetween() throws IOException {
    int type = cursor.object.type;
    if (type == ObjectTypes.CAMERA_MONITORING || type == ObjectTypes.LASER_CALIBRATION) {
      cursor.load();
      deferred.add(new Deferred(cursor.object.copy(), cursor.loaded()));
    } else if (ShowerState.takes(type)) {
      cursor.load();
      shower.read(cursor.object, cursor.in);
    } else {
      cursor.leaveOut();
    }
  }

  /** Hands over the calibrations that were read too early. */
  void calibrate(EventCollector collector, Place place) throws InputException {
    ByteReader in = new ByteReader();
    for (Deferred d : deferred) {
      try {
        in.wrap(d.content, 0, d.content.length, d.object.bigEndian);
        collector.calibrate(d.object, in);
      } catch (FormatException e) {
        throw place.error(d.object.start, d.object.name(), e.getMessage(), e);
      }
    }
    deferred.clear();
  }
}
