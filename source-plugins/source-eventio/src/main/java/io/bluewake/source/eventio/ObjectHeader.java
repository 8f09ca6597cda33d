package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;

/**
 * Header of an EventIO object: three words of 32 bit (type with version and flags, identifier,
 * length) and a fourth with further length bits if the object is extended. Objects at the top level
 * have a synchronization marker in front, which tells the byte order. Reused.
 */
final class ObjectHeader {
  static final int SIZE = 12;
  static final int EXTENSION = 4;
  private static final int EXTENDED = 1 << 17;
  private static final int ONLY_OBJECTS = 1 << 30;
  private static final int LENGTH_BITS = 30;

  int type;
  int version;
  int id;
  boolean onlyObjects;
  boolean bigEndian;
  long length;

  /** Where the header starts in the decompressed file, or in the array for nested objects. */
  long start;

  /** Whether the word about the type announces a fourth word. */
  static boolean isExtended(int typeWord) {
    return (typeWord & EXTENDED) != 0;
  }

  /** Takes the values from the words of the header. */
  void set(int typeWord, int idWord, int lengthWord, int extensionWord) {
    type = typeWord & 0xFFFF;
    version = typeWord >>> 20;
    id = idWord;
    onlyObjects = (lengthWord & ONLY_OBJECTS) != 0;
    length = lengthWord & (1L << LENGTH_BITS) - 1;
    if (isExtended(typeWord)) {
      length |= (extensionWord & 0xFFFL) << LENGTH_BITS;
    }
  }

  /**
   * Reads the header of a nested object and checks that the object is inside its parent.
   *
   * @param in at the header; afterwards at the content
   */
  void read(ByteReader in) throws FormatException {
    start = in.position();
    bigEndian = in.bigEndian();
    int typeWord = in.i32();
    int idWord = in.i32();
    int lengthWord = in.i32();
    set(typeWord, idWord, lengthWord, isExtended(typeWord) ? in.i32() : 0);
    if (length > in.remaining()) {
      throw new FormatException(
          start,
          name() + " is " + length + " bytes long where " + in.remaining() + " bytes are left");
    }
  }

  /** A header of its own with the same values. */
  ObjectHeader copy() {
    ObjectHeader copy = new ObjectHeader();
    copy.type = type;
    copy.version = version;
    copy.id = id;
    copy.onlyObjects = onlyObjects;
    copy.bigEndian = bigEndian;
    copy.length = length;
    copy.start = start;
    return copy;
  }

  /** For messages: number and meaning of the type. */
  String name() {
    return "object " + type + " (" + ObjectTypes.name(type) + ")";
  }
}
