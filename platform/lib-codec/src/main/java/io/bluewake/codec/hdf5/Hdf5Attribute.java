package io.bluewake.codec.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A named value attached to a group or table.
 *
 * @param name its name
 * @param type type of one element
 * @param dims extents, empty for a scalar
 * @param isNull whether it has no value at all (an empty text)
 * @param data the bytes of all elements
 */
public record Hdf5Attribute(
    String name, Hdf5Type type, List<Integer> dims, boolean isNull, byte[] data) {

  /** Text in UTF-8. */
  public static Hdf5Attribute text(String name, String value) {
    return string(name, value, true);
  }

  /** Text in ASCII; what readers take for raw bytes, for example pickles. */
  public static Hdf5Attribute ascii(String name, String value) {
    return string(name, value, false);
  }

  private static Hdf5Attribute string(String name, String value, boolean utf8) {
    byte[] b = value.getBytes(utf8 ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII);
    Hdf5Type type = Hdf5Type.text(Math.max(1, b.length), utf8);
    return new Hdf5Attribute(name, type, List.of(), b.length == 0, b);
  }

  /** Integer of 1, 2, 4 or 8 bytes. */
  public static Hdf5Attribute integer(String name, long value, int size) {
    return new Hdf5Attribute(
        name, Hdf5Type.integer(size, true), List.of(), false, littleEndian(value, size));
  }

  /** Integer of 8 bytes. */
  public static Hdf5Attribute integer(String name, long value) {
    return integer(name, value, 8);
  }

  /** Double precision number. */
  public static Hdf5Attribute real(String name, double value) {
    byte[] b = littleEndian(Double.doubleToLongBits(value), 8);
    return new Hdf5Attribute(name, Hdf5Type.real(8), List.of(), false, b);
  }

  /** A String, Integer, Long or Double, each as its natural type. */
  public static Hdf5Attribute of(String name, Object value) {
    if (value instanceof Double || value instanceof Float) {
      return real(name, ((Number) value).doubleValue());
    }
    if (value instanceof Integer i) {
      return integer(name, i, 4);
    }
    if (value instanceof Number n) {
      return integer(name, n.longValue(), 8);
    }
    return text(name, String.valueOf(value));
  }

  static byte[] littleEndian(long value, int size) {
    byte[] b = new byte[size];
    for (int i = 0; i < size; i++) {
      b[i] = (byte) (value >>> (8 * i));
    }
    return b;
  }

  /** The text, if it is one. */
  public Optional<String> asText() {
    if (type.kind() != Hdf5Type.Kind.TEXT || !dims.isEmpty()) {
      return Optional.empty();
    }
    int n = 0;
    while (n < data.length && data[n] != 0) {
      n++;
    }
    return Optional.of(new String(data, 0, n, StandardCharsets.UTF_8));
  }

  /** The number, if it is a scalar number. */
  public Optional<Number> asNumber() {
    if (isNull || !dims.isEmpty() || data.length != type.size()) {
      return Optional.empty();
    }
    ByteBuffer b =
        ByteBuffer.wrap(data)
            .order(type.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    if (type.kind() == Hdf5Type.Kind.FLOAT && type.size() >= 4) {
      return Optional.of(type.size() == 4 ? (double) b.getFloat(0) : b.getDouble(0));
    }
    if (type.kind() == Hdf5Type.Kind.INTEGER || type.kind() == Hdf5Type.Kind.BITFIELD) {
      return switch (type.size()) {
        case 1 -> Optional.of(type.signed() ? (long) b.get(0) : b.get(0) & 0xFFL);
        case 2 -> Optional.of(type.signed() ? (long) b.getShort(0) : b.getShort(0) & 0xFFFFL);
        case 4 -> Optional.of(type.signed() ? (long) b.getInt(0) : b.getInt(0) & 0xFFFFFFFFL);
        case 8 -> Optional.of(b.getLong(0));
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  /** Text, Long or Double; empty text for anything else. */
  public Object value() {
    Optional<Number> number = asNumber();
    return number.isPresent() ? number.get() : asText().orElse("");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hdf5Attribute a
        && name.equals(a.name)
        && type.equals(a.type)
        && dims.equals(a.dims)
        && isNull == a.isNull
        && Arrays.equals(data, a.data);
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + Arrays.hashCode(data);
  }

  /** Appends the attribute message. */
  void encode(ByteSink out) {
    ByteSink datatype = new ByteSink();
    type.encode(datatype);
    ByteSink space = new ByteSink();
    if (isNull || dims.isEmpty()) {
      space.u1(2).u1(0).u1(0).u1(isNull ? 2 : 0);
    } else {
      space.u1(2).u1(dims.size()).u1(0).u1(1);
      dims.forEach(space::u8);
    }
    byte[] n = name.getBytes(StandardCharsets.UTF_8);
    out.u1(3).u1(0).u2(n.length + 1).u2(datatype.size()).u2(space.size()).u1(1);
    out.raw(n).u1(0).raw(datatype.toArray()).raw(space.toArray());
    if (!isNull) {
      out.raw(data);
    }
  }
}
