package io.bluewake.codec.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads superblock, groups and the headers of tables. */
final class TreeReader {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_OBJECTS = 200_000;
  private static final int MAX_TREE_LEVEL = 8;

  /** Largest chunk that is read into memory. */
  static final long MAX_CHUNK = 64L << 20;

  private static final int OLD_ENTRY = 40;

  private final FileBytes file;
  private final HeaderReader headers;
  private final MessageReader messages;
  private final HeapReader heaps;
  private int objects;

  TreeReader(FileBytes file) {
    this.file = file;
    headers = new HeaderReader(file);
    messages = new MessageReader(file);
    heaps = new HeapReader(file);
  }

  Hdf5Group read() throws IOException {
    long root = superblock();
    List<HeaderReader.Message> header = headers.read(root, "root group");
    Hdf5Group group = new Hdf5Group("");
    readGroup(group, header, 0);
    return group;
  }

  private long superblock() throws IOException {
    String object = "superblock";
    Cursor c = file.upTo(0, 128, object);
    if (c.remaining() < 48 || !Hdf5File.isHdf5(c.bytes(8))) {
      throw file.error(0, object, "not an HDF5 file");
    }
    int version = c.u1();
    c.version(version, 0, 3, object);
    long root;
    long end;
    long base;
    if (version < 2) {
      c.skip(4);
      sizes(c, c.u1(), c.u1());
      c.skip(1 + 2 + 2 + 4 + (version == 1 ? 4 : 0));
      base = c.u8();
      c.skip(8);
      end = c.u8();
      c.skip(8 + 8);
      root = c.u8();
    } else {
      sizes(c, c.u1(), c.u1());
      c.skip(1);
      base = c.u8();
      c.skip(8);
      end = c.u8();
      root = c.u8();
      int sum = Checksums.lookup3(c.array(), 0, c.position());
      if ((int) c.u4() != sum) {
        throw file.error(0, object, "checksum does not match");
      }
    }
    if (base != 0) {
      throw file.error(0, object, "user blocks are not supported");
    }
    if (end > file.size() || end < 0) {
      throw file.error(
          file.size(), object, "the file should end at byte " + end + ": it is truncated");
    }
    return root;
  }

  private static void sizes(Cursor c, int offsets, int lengths) throws Hdf5Exception {
    if (offsets != 8 || lengths != 8) {
      throw c.error("addresses of " + offsets + " and " + lengths + " bytes are not supported");
    }
  }

  private void readGroup(Hdf5Group group, List<HeaderReader.Message> header, int depth)
      throws IOException {
    if (depth > MAX_DEPTH) {
      throw new Hdf5Exception(file.name() + ": " + group.path() + ": groups are nested too deeply");
    }
    attributes(header, group.attributes());
    String parent = depth == 0 ? "" : group.path();
    for (Map.Entry<String, Long> link : links(header, group.path()).entrySet()) {
      if (++objects > MAX_OBJECTS) {
        throw new Hdf5Exception(file.name() + ": more than " + MAX_OBJECTS + " objects");
      }
      String path = parent + "/" + link.getKey();
      List<HeaderReader.Message> child = headers.read(link.getValue(), path);
      if (has(child, ObjectHeader.LAYOUT)) {
        Hdf5Table table = table(path, child);
        if (table != null) {
          group.tables().put(link.getKey(), table);
        }
      } else if (has(child, ObjectHeader.SYMBOL_TABLE) || has(child, ObjectHeader.LINK_INFO)) {
        Hdf5Group made = new Hdf5Group(path);
        group.groups().put(link.getKey(), made);
        readGroup(made, child, depth + 1);
      }
    }
  }

  private static boolean has(List<HeaderReader.Message> header, int type) {
    return header.stream().anyMatch(m -> m.type() == type);
  }

  private void attributes(List<HeaderReader.Message> header, Map<String, Hdf5Attribute> out)
      throws IOException {
    for (HeaderReader.Message m : header) {
      if (m.shared()) {
        continue;
      }
      if (m.type() == ObjectHeader.ATTRIBUTE) {
        messages.attribute(m.body()).ifPresent(a -> out.put(a.name(), a));
      } else if (m.type() == ObjectHeader.ATTRIBUTE_INFO) {
        Cursor c = m.body();
        c.u1();
        int flags = c.u1();
        c.skip((flags & 1) != 0 ? 2 : 0);
        for (Cursor body : heaps.objects(c.u8(), c.u8())) {
          messages.attribute(body).ifPresent(a -> out.put(a.name(), a));
        }
      }
    }
  }

  private Map<String, Long> links(List<HeaderReader.Message> header, String path)
      throws IOException {
    Map<String, Long> all = new LinkedHashMap<>();
    for (HeaderReader.Message m : header) {
      Cursor c = m.body();
      switch (m.type()) {
        case ObjectHeader.LINK -> link(c, all);
        case ObjectHeader.LINK_INFO -> {
          c.u1();
          int flags = c.u1();
          c.skip((flags & 1) != 0 ? 8 : 0);
          for (Cursor body : heaps.objects(c.u8(), c.u8())) {
            link(body, all);
          }
        }
        case ObjectHeader.SYMBOL_TABLE -> oldLinks(c.u8(), c.u8(), path, all);
        default -> {
          // Says nothing about links.
        }
      }
    }
    return all;
  }

  private static void link(Cursor c, Map<String, Long> out) throws Hdf5Exception {
    c.version(c.u1(), 1, 1, "link");
    int flags = c.u1();
    int type = (flags & 8) != 0 ? c.u1() : 0;
    c.skip((flags & 4) != 0 ? 8 : 0).skip((flags & 16) != 0 ? 1 : 0);
    long length = c.number(1 << (flags & 3));
    String name = c.text(length);
    if (type == 0) {
      out.put(name, c.u8());
    }
  }

  private void oldLinks(long tree, long heap, String path, Map<String, Long> out)
      throws IOException {
    Cursor h = file.cursor(heap, 32, path);
    h.expect("HEAP");
    h.skip(4);
    long size = h.u8();
    h.skip(8);
    long data = h.u8();
    file.check(data, size, path);
    Cursor names = file.cursor(data, size, path);
    List<long[]> nodes = new ArrayList<>();
    nodes.add(new long[] {tree, -1});
    for (int i = 0; i < nodes.size(); i++) {
      if (i > MAX_OBJECTS) {
        throw new Hdf5Exception(file.name() + ": " + path + ": endless list of links");
      }
      long address = nodes.get(i)[0];
      long level = nodes.get(i)[1];
      if (level == 0) {
        symbols(address, names, path, out);
        continue;
      }
      Cursor c = file.cursor(address, 24, path);
      c.expect("TREE");
      int kind = c.u1();
      int own = c.u1();
      int entries = c.u2();
      if (kind != 0 || level > 0 && own != level - 1 || own > MAX_TREE_LEVEL) {
        throw c.error("group tree of kind " + kind + " and level " + own);
      }
      Cursor body = file.cursor(address + 24, 8 + 16L * entries, path).skip(8);
      for (int e = 0; e < entries; e++) {
        nodes.add(new long[] {body.u8(), own});
        body.skip(8);
      }
    }
  }

  private void symbols(long address, Cursor names, String path, Map<String, Long> out)
      throws IOException {
    Cursor c = file.cursor(address, 8, path);
    c.expect("SNOD");
    c.skip(2);
    int n = c.u2();
    Cursor entries = file.cursor(address + 8, (long) n * OLD_ENTRY, path);
    for (int i = 0; i < n; i++) {
      long name = entries.u8();
      long header = entries.u8();
      long cache = entries.u4();
      entries.skip(20);
      if (name < 0 || name >= names.array().length) {
        throw entries.error("name of a link is outside of the heap");
      }
      int width = names.array().length - (int) name;
      if (cache != 2) {
        out.put(RowCodec.text(names.array(), (int) name, width), header);
      }
    }
  }

  /** The table, or null when the data set is something else. */
  private Hdf5Table table(String path, List<HeaderReader.Message> header) throws IOException {
    Hdf5Type type = null;
    long[] dims = null;
    List<MessageReader.Filter> filters = List.of();
    Cursor layout = null;
    for (HeaderReader.Message m : header) {
      if (m.shared()) {
        continue;
      }
      switch (m.type()) {
        case ObjectHeader.DATATYPE -> type = messages.type(m.body());
        case ObjectHeader.DATASPACE -> dims = messages.space(m.body()).dims();
        case ObjectHeader.FILTERS -> filters = messages.filters(m.body());
        case ObjectHeader.LAYOUT -> layout = m.body();
        default -> {
          // Not needed to read rows.
        }
      }
    }
    if (type == null || type.kind() != Hdf5Type.Kind.COMPOUND || dims == null) {
      return null;
    }
    if (dims.length != 1 || layout == null) {
      return null;
    }
    Map<String, Hdf5Attribute> attributes = new LinkedHashMap<>();
    attributes(header, attributes);
    return new Hdf5Table(file, path, type, dims[0], attributes, storage(layout, type), filters);
  }

  private Hdf5Table.Storage storage(Cursor c, Hdf5Type type) throws Hdf5Exception {
    int version = c.u1();
    c.version(version, 3, 3, "data layout");
    int kind = c.u1();
    switch (kind) {
      case 0 -> {
        int size = c.u2();
        return new Hdf5Table.Storage(0, 0, c.bytes(size));
      }
      case 1 -> {
        return new Hdf5Table.Storage(c.u8(), 0, null);
      }
      case 2 -> {
        int rank = c.u1();
        long address = c.u8();
        long rows = c.u4();
        long element = c.u4();
        if (rank != 2 || element != type.size()) {
          throw c.error("chunks of rank " + rank + " with rows of " + element + " bytes");
        }
        if (rows == 0 || rows * element > MAX_CHUNK) {
          throw c.error("chunks of " + rows + " rows of " + element + " bytes");
        }
        return new Hdf5Table.Storage(address, (int) rows, null);
      }
      default -> throw c.error("data layout " + kind + " is not supported");
    }
  }
}
