package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;

/** Checks that an object has a version whose layout is known. */
final class Versions {
  private Versions() {}

  static void atMost(ByteReader in, int version, int last) throws FormatException {
    between(in, version, 0, last);
  }

  static void between(ByteReader in, int version, int first, int last) throws FormatException {
    if (version < first || version > last) {
      throw new FormatException(
          in.position(),
          "version " + version + " of the object is unknown, known are " + first + " to " + last);
    }
  }
}
