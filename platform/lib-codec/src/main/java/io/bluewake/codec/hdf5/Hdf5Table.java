package io.bluewake.codec.hdf5;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A table in a file: compound rows in one dimension. */
public final class Hdf5Table {
  private static final int MAX_TREE_LEVEL = 8;
  private static final int KEY = 24;

  private final FileBytes file;
  private final String path;
  private final Hdf5Type type;
  private final long rows;
  private final Map<String, Hdf5Attribute> attributes;
  private final Storage storage;
  private final List<MessageReader.Filter> filters;
  private volatile ChunkIndex index;

  /**
   * Where the rows are.
   *
   * @param address chunk index, or first row if {@code chunkRows} is 0
   * @param chunkRows rows of a chunk, 0 if the rows are in one piece
   * @param compact the rows themselves when they are in the header, else null
   */
  record Storage(long address, int chunkRows, byte[] compact) {}

  Hdf5Table(
      FileBytes file,
      String path,
      Hdf5Type type,
      long rows,
      Map<String, Hdf5Attribute> attributes,
      Storage storage,
      List<MessageReader.Filter> filters) {
    this.file = file;
    this.path = path;
    this.type = type;
    this.rows = rows;
    this.attributes = attributes;
    this.storage = storage;
    this.filters = filters;
  }

  /** Absolute path. */
  public String path() {
    return path;
  }

  /** Last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Type of a row. */
  public Hdf5Type type() {
    return type;
  }

  /** Number of rows. */
  public long rows() {
    return rows;
  }

  /** Attributes by name. */
  public Map<String, Hdf5Attribute> attributes() {
    return attributes;
  }

  /** Text of an attribute, or empty. */
  public String text(String attribute) {
    Hdf5Attribute a = attributes.get(attribute);
    return a == null ? "" : a.asText().orElse("");
  }

  FileBytes file() {
    return file;
  }

  Storage storage() {
    return storage;
  }

  List<MessageReader.Filter> filters() {
    return filters;
  }

  /** An error that names this table. */
  public Hdf5Exception error(String problem) {
    return new Hdf5Exception(file.name() + ": " + path + ": " + problem);
  }

  /** Opens the rows for one thread. */
  public RowReader reader() throws IOException {
    return new RowReader(this);
  }

  /** The chunk index, read when it is first needed. */
  ChunkIndex index() throws IOException {
    ChunkIndex i = index;
    if (i == null) {
      i = new ChunkIndex();
      if (storage.address() != ChunkIndex.UNDEFINED) {
        readTree(storage.address(), -1, i);
      }
      long stored = (long) i.count() * storage.chunkRows();
      if (stored < rows) {
        throw error("rows from " + stored + " of " + rows + " are not stored");
      }
      index = i;
    }
    return i;
  }

  private void readTree(long address, int wantedLevel, ChunkIndex out) throws IOException {
    Cursor c = file.cursor(address, 24, path);
    c.expect("TREE");
    int kind = c.u1();
    int level = c.u1();
    int entries = c.u2();
    if (kind != 1 || wantedLevel >= 0 && level != wantedLevel || level > MAX_TREE_LEVEL) {
      throw c.error("chunk tree of kind " + kind + " and level " + level);
    }
    Cursor body = file.cursor(address + 24, entries * (KEY + 8L), path);
    for (int e = 0; e < entries; e++) {
      int size = (int) body.u4();
      int mask = (int) body.u4();
      long offset = body.u8();
      body.skip(8);
      long child = body.u8();
      if (level > 0) {
        readTree(child, level - 1, out);
        continue;
      }
      if (offset != (long) out.count() * storage.chunkRows()) {
        throw body.error("chunk at row " + offset + " is out of order");
      }
      if (size < 0 || size > 2 * TreeReader.MAX_CHUNK) {
        throw body.error("chunk of " + Integer.toUnsignedLong(size) + " bytes");
      }
      file.check(child, size, path);
      out.add(child, size, mask);
    }
  }
}
