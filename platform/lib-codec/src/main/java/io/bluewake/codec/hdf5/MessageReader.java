package io.bluewake.codec.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the bodies of messages: types, extents, attributes, filters. */
final class MessageReader {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_RANK = 32;

  /** Largest value of one element or row, bytes. */
  private static final long MAX_SIZE = 64L << 20;

  private final FileBytes file;

  MessageReader(FileBytes file) {
    this.file = file;
  }

  /**
   * Extents.
   *
   * @param isNull whether there is no value at all
   * @param dims current extents, empty for a scalar
   */
  record Space(boolean isNull, long[] dims) {}

  /**
   * One filter of a pipeline.
   *
   * @param id its number
   * @param parameters its parameters
   */
  record Filter(int id, int[] parameters) {}

  Space space(Cursor c) throws Hdf5Exception {
    int version = c.u1();
    c.version(version, 1, 2, "dataspace");
    int rank = c.u1();
    c.u1();
    int kind = c.u1();
    if (version == 1) {
      c.skip(4);
      kind = rank == 0 ? 0 : 1;
    }
    if (rank > MAX_RANK) {
      throw c.error("rank " + rank);
    }
    long[] dims = new long[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = c.u8();
      if (dims[i] < 0) {
        throw c.error("extent " + Long.toUnsignedString(dims[i]));
      }
    }
    return new Space(kind == 2, dims);
  }

  Hdf5Type type(Cursor c) throws Hdf5Exception {
    return type(c, 0);
  }

  private Hdf5Type type(Cursor c, int depth) throws Hdf5Exception {
    if (depth > MAX_DEPTH) {
      throw c.error("types are nested too deeply");
    }
    int head = c.u1();
    int version = head >>> 4;
    int kind = head & 15;
    int b0 = c.u1();
    int b1 = c.u1();
    c.u1();
    long size = c.u4();
    c.version(version, 1, 3, "datatype");
    if (size <= 0 || size > MAX_SIZE) {
      throw c.error("type of " + size + " bytes");
    }
    int n = (int) size;
    boolean big = (b0 & 1) != 0;
    return switch (kind) {
      case 0 -> {
        c.skip(4);
        Hdf5Type.Kind k = n <= 8 ? Hdf5Type.Kind.INTEGER : Hdf5Type.Kind.OTHER;
        yield atom(k, n, (b0 & 8) != 0, big);
      }
      case 1 -> {
        c.skip(12);
        boolean known = n == 4 || n == 8;
        yield atom(known ? Hdf5Type.Kind.FLOAT : Hdf5Type.Kind.OTHER, n, true, big);
      }
      case 3 -> Hdf5Type.text(n, (b0 >>> 4) == 1);
      case 4 -> {
        c.skip(4);
        yield atom(n <= 8 ? Hdf5Type.Kind.BITFIELD : Hdf5Type.Kind.OTHER, n, false, big);
      }
      case 6 -> compound(c, version, b0 | b1 << 8, n, depth);
      case 8 -> enumeration(c, version, b0 | b1 << 8, n, depth);
      case 9 -> {
        Hdf5Type base = type(c, depth + 1);
        boolean text = (b0 & 15) == 1 && base.size() == 1 && n == 16;
        yield atom(text ? Hdf5Type.Kind.VARIABLE_TEXT : Hdf5Type.Kind.OTHER, n, false, false);
      }
      case 10 -> array(c, version, n, depth);
      case 2 -> other(c, 2, n);
      case 7 -> other(c, 0, n);
      case 5 -> other(c, b0, n);
      default -> throw c.error("type class " + kind + " is unknown");
    };
  }

  private static Hdf5Type atom(Hdf5Type.Kind kind, int size, boolean signed, boolean big) {
    return new Hdf5Type(kind, size, signed, big, false, List.of(), List.of(), List.of());
  }

  private static Hdf5Type other(Cursor c, int skip, int size) throws Hdf5Exception {
    c.skip(skip);
    return atom(Hdf5Type.Kind.OTHER, size, false, false);
  }

  private static void name(Cursor c, int version, List<String> out) throws Hdf5Exception {
    int start = c.position();
    out.add(c.zeroTerminated());
    if (version < 3) {
      c.skip((8 - (c.position() - start) % 8) % 8);
    }
  }

  private Hdf5Type compound(Cursor c, int version, int count, int size, int depth)
      throws Hdf5Exception {
    List<Hdf5Type.Member> members = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      name(c, version, names);
      long offset = version == 3 ? c.number(Hdf5Type.offsetWidth(size)) : c.u4();
      List<Integer> dims = new ArrayList<>();
      if (version == 1) {
        int rank = c.u1();
        c.skip(3 + 4 + 4);
        for (int d = 0; d < 4; d++) {
          long extent = c.u4();
          if (d < rank) {
            dims.add(extent(c, extent));
          }
        }
      }
      Hdf5Type member = type(c, depth + 1);
      if (!dims.isEmpty()) {
        member = checkedArray(c, member, dims);
      }
      if (offset + member.size() > size) {
        throw c.error("member '" + names.get(i) + "' is outside of its compound");
      }
      members.add(new Hdf5Type.Member(names.get(i), (int) offset, member));
    }
    return Hdf5Type.compound(size, members);
  }

  private static int extent(Cursor c, long extent) throws Hdf5Exception {
    if (extent <= 0 || extent > MAX_SIZE) {
      throw c.error("array extent " + extent);
    }
    return (int) extent;
  }

  private static Hdf5Type checkedArray(Cursor c, Hdf5Type element, List<Integer> dims)
      throws Hdf5Exception {
    long n = element.size();
    for (int d : dims) {
      n *= d;
      if (n > MAX_SIZE) {
        throw c.error("array of " + n + " bytes");
      }
    }
    if (element.kind() == Hdf5Type.Kind.ARRAY) {
      List<Integer> all = new ArrayList<>(dims);
      all.addAll(element.dims());
      return Hdf5Type.array(element.element(), all);
    }
    return Hdf5Type.array(element, dims);
  }

  private Hdf5Type array(Cursor c, int version, int size, int depth) throws Hdf5Exception {
    int rank = c.u1();
    c.skip(version < 3 ? 3 : 0);
    if (rank == 0 || rank > MAX_RANK) {
      throw c.error("array of rank " + rank);
    }
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      dims.add(extent(c, c.u4()));
    }
    c.skip(version < 3 ? 4L * rank : 0);
    Hdf5Type made = checkedArray(c, type(c, depth + 1), dims);
    if (made.size() != size) {
      throw c.error("array of " + made.size() + " bytes in a type of " + size);
    }
    return made;
  }

  private Hdf5Type enumeration(Cursor c, int version, int count, int size, int depth)
      throws Hdf5Exception {
    Hdf5Type base = type(c, depth + 1);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      name(c, version, names);
    }
    c.skip((long) count * base.size());
    // Python's h5py stores truth values as an enumeration of these two names.
    boolean truth = size == 1 && names.equals(List.of("FALSE", "TRUE"));
    Hdf5Type.Kind kind = truth ? Hdf5Type.Kind.BITFIELD : Hdf5Type.Kind.INTEGER;
    return atom(kind, base.size(), base.signed() && !truth, base.bigEndian());
  }

  List<Filter> filters(Cursor c) throws Hdf5Exception {
    int version = c.u1();
    c.version(version, 1, 2, "filter pipeline");
    int n = c.u1();
    if (n > MAX_RANK) {
      throw c.error(n + " filters");
    }
    c.skip(version == 1 ? 6 : 0);
    List<Filter> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int id = c.u2();
      int nameLength = version == 1 || id >= 256 ? c.u2() : 0;
      c.u2();
      int count = c.u2();
      c.skip(nameLength);
      if (count > c.remaining() / 4) {
        throw c.error(count + " filter parameters");
      }
      int[] parameters = new int[count];
      for (int p = 0; p < count; p++) {
        parameters[p] = (int) c.u4();
      }
      c.skip(version == 1 && count % 2 != 0 ? 4 : 0);
      all.add(new Filter(id, parameters));
    }
    return all;
  }

  /** The attribute, or nothing if its type is of no use here. */
  Optional<Hdf5Attribute> attribute(Cursor c) throws IOException {
    int version = c.u1();
    c.version(version, 1, 3, "attribute");
    int flags = c.u1();
    int nameSize = c.u2();
    int typeSize = c.u2();
    int spaceSize = c.u2();
    c.skip(version == 3 ? 1 : 0);
    String name = c.text(nameSize);
    pad(c, version, nameSize);
    Cursor typeBody = c.slice(typeSize);
    pad(c, version, typeSize);
    Cursor spaceBody = c.slice(spaceSize);
    pad(c, version, spaceSize);
    if (version > 1 && flags != 0) {
      return Optional.empty();
    }
    Hdf5Type type = type(typeBody);
    Space space = space(spaceBody);
    if (type.kind() == Hdf5Type.Kind.OTHER || type.element().kind() == Hdf5Type.Kind.OTHER) {
      return Optional.empty();
    }
    List<Integer> dims = new ArrayList<>();
    long bytes = type.size();
    for (long d : space.dims()) {
      if (d > MAX_SIZE || d > 0 && bytes > MAX_SIZE / d) {
        throw c.error("attribute '" + name + "' is too large");
      }
      dims.add((int) d);
      bytes *= d;
    }
    if (space.isNull()) {
      return Optional.of(new Hdf5Attribute(name, type, List.of(), true, new byte[0]));
    }
    byte[] data = c.bytes(bytes);
    if (type.kind() == Hdf5Type.Kind.VARIABLE_TEXT) {
      return dims.isEmpty()
          ? Optional.of(Hdf5Attribute.text(name, heapText(data, c)))
          : Optional.empty();
    }
    return Optional.of(new Hdf5Attribute(name, type, dims, false, data));
  }

  private static void pad(Cursor c, int version, int size) throws Hdf5Exception {
    if (version == 1) {
      c.skip(Math.min(c.remaining(), (8 - size % 8) % 8));
    }
  }

  /** A text in a global heap collection. */
  private String heapText(byte[] reference, Cursor from) throws IOException {
    int length = RowCodec.getInt(reference, 0);
    long address = RowCodec.getLong(reference, 4);
    int wanted = RowCodec.getInt(reference, 12);
    if (length == 0 || address == 0) {
      return "";
    }
    Cursor head = file.cursor(address, 16, "global heap");
    head.expect("GCOL");
    head.skip(4);
    long size = head.u8();
    if (size < 16 || size > MAX_SIZE) {
      throw head.error("collection of " + size + " bytes");
    }
    Cursor c = file.cursor(address, size, "global heap").skip(16);
    while (c.remaining() >= 16) {
      int index = c.u2();
      c.skip(6);
      long n = c.u8();
      if (index == wanted && wanted != 0) {
        return c.text(Math.min(n, Integer.toUnsignedLong(length)));
      }
      if (index == 0) {
        break;
      }
      c.skip(n).skip((8 - n % 8) % 8);
    }
    throw from.error("text is missing in the global heap");
  }
}
