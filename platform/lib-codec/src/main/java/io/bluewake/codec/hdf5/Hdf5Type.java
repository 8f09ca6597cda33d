package io.bluewake.codec.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Type of a stored value.
 *
 * @param kind what it is
 * @param size bytes of one value
 * @param signed whether an integer has a sign
 * @param bigEndian byte order of numbers
 * @param utf8 character set of a text
 * @param dims extents of an array, else empty
 * @param base element type of arrays and enumerations, else the type itself is meant and this empty
 * @param members parts of a compound, else empty
 */
public record Hdf5Type(
    Kind kind,
    int size,
    boolean signed,
    boolean bigEndian,
    boolean utf8,
    List<Integer> dims,
    List<Hdf5Type> base,
    List<Member> members) {

  /** What a value is. */
  public enum Kind {
    /** Integer. */
    INTEGER,
    /** IEEE floating point. */
    FLOAT,
    /** Bits; one byte of them is a truth value. */
    BITFIELD,
    /** Text of fixed width, padded with zeros. */
    TEXT,
    /** Text of variable width in the global heap. */
    VARIABLE_TEXT,
    /** Fixed number of values of one type. */
    ARRAY,
    /** Named integers. */
    ENUM,
    /** Named values of several types. */
    COMPOUND,
    /** Anything else; cannot be read. */
    OTHER
  }

  /**
   * One part of a compound.
   *
   * @param name its name
   * @param offset first byte in the compound
   * @param type its type
   */
  public record Member(String name, int offset, Hdf5Type type) {}

  private static Hdf5Type simple(Kind kind, int size, boolean signed) {
    return new Hdf5Type(kind, size, signed, false, false, List.of(), List.of(), List.of());
  }

  /** Little-endian integer. */
  public static Hdf5Type integer(int size, boolean signed) {
    return simple(Kind.INTEGER, size, signed);
  }

  /** Little-endian floating point number of 4 or 8 bytes. */
  public static Hdf5Type real(int size) {
    return simple(Kind.FLOAT, size, true);
  }

  /** Truth value: a bit field of one byte, as PyTables writes it. */
  public static Hdf5Type bool() {
    return simple(Kind.BITFIELD, 1, false);
  }

  /** Text of fixed width in bytes. */
  public static Hdf5Type text(int width, boolean utf8) {
    return new Hdf5Type(Kind.TEXT, width, false, false, utf8, List.of(), List.of(), List.of());
  }

  /** Array of values. */
  public static Hdf5Type array(Hdf5Type element, List<Integer> dims) {
    int n = element.size();
    for (int d : dims) {
      n = Math.multiplyExact(n, d);
    }
    return new Hdf5Type(
        Kind.ARRAY, n, false, false, false, List.copyOf(dims), List.of(element), List.of());
  }

  /** Compound of packed members, in the order of the two lists. */
  public static Hdf5Type compound(List<String> names, List<Hdf5Type> types) {
    List<Member> members = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < names.size(); i++) {
      members.add(new Member(names.get(i), at, types.get(i)));
      at = Math.addExact(at, types.get(i).size());
    }
    return compound(at, members);
  }

  static Hdf5Type compound(int size, List<Member> members) {
    return new Hdf5Type(
        Kind.COMPOUND, size, false, false, false, List.of(), List.of(), List.copyOf(members));
  }

  /** Type of one element: the element type of an array, else this type. */
  public Hdf5Type element() {
    return kind == Kind.ARRAY ? base.get(0) : this;
  }

  /** Number of elements of one value. */
  public int elements() {
    int n = 1;
    for (int d : dims) {
      n *= d;
    }
    return n;
  }

  /** Position of the member with this name, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Short text for users: {@code float64[1855]}. */
  public String describe() {
    return switch (kind) {
      case INTEGER -> (signed ? "int" : "uint") + 8 * size;
      case FLOAT -> "float" + 8 * size;
      case BITFIELD -> "bool";
      case TEXT -> "text" + size;
      case VARIABLE_TEXT -> "text";
      case ARRAY -> base.get(0).describe() + dims;
      case ENUM -> "enum" + 8 * size;
      case COMPOUND -> "compound" + size;
      case OTHER -> "unknown" + size;
    };
  }

  /** Appends the datatype message of this type. */
  void encode(ByteSink out) {
    switch (kind) {
      case INTEGER -> {
        out.u1(0x10).u1((signed ? 8 : 0) | (bigEndian ? 1 : 0)).u2(0).u4(size);
        out.u2(0).u2(8 * size);
      }
      case BITFIELD -> out.u1(0x14).u1(bigEndian ? 1 : 0).u2(0).u4(size).u2(0).u2(8 * size);
      case FLOAT -> encodeFloat(out);
      case TEXT -> out.u1(0x13).u1(utf8 ? 0x10 : 0).u2(0).u4(size);
      case ARRAY -> {
        out.u1(0x3A).u1(0).u2(0).u4(size).u1(dims.size());
        dims.forEach(out::u4);
        base.get(0).encode(out);
      }
      case COMPOUND -> {
        out.u1(0x36).u2(members.size()).u1(0).u4(size);
        for (Member m : members) {
          out.raw(m.name().getBytes(StandardCharsets.UTF_8)).u1(0);
          out.number(m.offset(), offsetWidth(size));
          m.type().encode(out);
        }
      }
      default -> throw new IllegalArgumentException("cannot write values of type " + describe());
    }
  }

  private void encodeFloat(ByteSink out) {
    boolean single = size == 4;
    out.u1(0x11).u1(0x20 | (bigEndian ? 1 : 0)).u1(8 * size - 1).u1(0).u4(size);
    out.u2(0).u2(8 * size);
    out.u1(single ? 23 : 52).u1(single ? 8 : 11).u1(0).u1(single ? 23 : 52);
    out.u4(single ? 127 : 1023);
  }

  /** Bytes of a member offset in version 3 of the message. */
  static int offsetWidth(int compoundSize) {
    int width = 1;
    while (width < 4 && compoundSize >>> (8 * width) != 0) {
      width++;
    }
    return width;
  }
}
