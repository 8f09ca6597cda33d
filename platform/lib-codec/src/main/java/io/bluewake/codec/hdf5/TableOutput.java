package io.bluewake.codec.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table being written: rows are collected into chunks, which are compressed and stored as they
 * fill. Memory is one chunk and 16 bytes per stored chunk.
 *
 * <p>A row is written by {@link #begin()}, stores into {@link #bytes()} from the returned position,
 * and {@link #end()}. Everything not stored is zero.
 */
public final class TableOutput {
  /** Rows that PyTables assumes when it chooses the size of a chunk. */
  private static final long EXPECTED_ROWS = 10_000;

  private static final int FIRST_ROWS = 16;

  private final Hdf5Writer file;
  private final String path;
  private final Hdf5Type type;
  private final int rowSize;
  private final int chunkRows;
  private final ChunkIndex index = new ChunkIndex();
  private final List<Hdf5Attribute> attributes = new ArrayList<>();
  private byte[] chunk;
  private int inChunk;
  private long rows;

  TableOutput(Hdf5Writer file, String path, Hdf5Type type) {
    this.file = file;
    this.path = path;
    this.type = type;
    rowSize = type.size();
    chunkRows = chunkRows(rowSize);
    chunk = new byte[Math.min(chunkRows, FIRST_ROWS) * rowSize];
  }

  /** Rows per chunk: 64 to 256 KiB of data, more for larger tables, as PyTables chooses. */
  static int chunkRows(int rowSize) {
    double megabytes = Math.max(1, EXPECTED_ROWS * (double) rowSize / (1 << 20));
    int zone = Math.min(2, (int) Math.log10(megabytes));
    return (int) Math.max(1, (64L << 10 << zone) / rowSize);
  }

  /** Where it is in the file. */
  public String path() {
    return path;
  }

  /** Type of a row. */
  public Hdf5Type type() {
    return type;
  }

  /** Rows so far. */
  public long rows() {
    return rows;
  }

  /** Attaches an attribute; a later one of the same name replaces it. */
  public void attribute(Hdf5Attribute a) {
    attributes.removeIf(b -> b.name().equals(a.name()));
    attributes.add(a);
  }

  /** Buffer of the current chunk; replaced by {@link #begin()}. */
  public byte[] bytes() {
    return chunk;
  }

  /** Starts a row and returns the position of its first byte in {@link #bytes()}. */
  public int begin() {
    int at = inChunk * rowSize;
    if (at + rowSize > chunk.length) {
      int grown = Math.min(chunkRows, Math.max(inChunk + 1, inChunk * 2));
      chunk = Arrays.copyOf(chunk, grown * rowSize);
    }
    return at;
  }

  /** Ends a row. */
  public void end() throws IOException {
    rows++;
    if (++inChunk == chunkRows) {
      flush();
    }
  }

  /** Appends rows that are already in their stored form. */
  public void append(byte[] source, int offset, int count) throws IOException {
    for (int r = 0; r < count; r++) {
      int at = begin();
      System.arraycopy(source, offset + r * rowSize, chunk, at, rowSize);
      end();
    }
  }

  private void flush() throws IOException {
    if (inChunk > 0) {
      if (chunk.length < chunkRows * rowSize) {
        chunk = Arrays.copyOf(chunk, chunkRows * rowSize);
      }
      file.storeChunk(chunk, chunkRows * rowSize, rowSize, index);
      Arrays.fill(chunk, (byte) 0);
      inChunk = 0;
    }
  }

  /** Stores the last chunk. */
  void finish() throws IOException {
    flush();
    chunk = new byte[0];
  }

  /** Appends chunk index and object header; returns the address of the header. */
  long writeHeader(ByteSink out, long base, Compression compression) throws IOException {
    long tree = index.writeTree(out, base, chunkRows);
    List<ObjectHeader.Message> messages = new ArrayList<>();
    messages.add(
        new ObjectHeader.Message(
            ObjectHeader.DATASPACE,
            new ByteSink().u1(2).u1(1).u1(1).u1(1).u8(rows).u8(ChunkIndex.UNDEFINED)));
    ByteSink datatype = new ByteSink();
    type.encode(datatype);
    messages.add(new ObjectHeader.Message(ObjectHeader.DATATYPE, datatype));
    messages.add(new ObjectHeader.Message(ObjectHeader.FILL_VALUE, new ByteSink().u1(3).u1(0x0B)));
    messages.add(
        new ObjectHeader.Message(
            ObjectHeader.LAYOUT,
            new ByteSink().u1(3).u1(2).u1(2).u8(tree).u4(chunkRows).u4(rowSize)));
    messages.add(new ObjectHeader.Message(ObjectHeader.FILTERS, pipeline(compression)));
    for (Hdf5Attribute a : withPytables()) {
      ByteSink body = new ByteSink();
      a.encode(body);
      messages.add(new ObjectHeader.Message(ObjectHeader.ATTRIBUTE, body));
    }
    long at = base + out.size();
    ObjectHeader.encode(messages, out, path);
    return at;
  }

  private ByteSink pipeline(Compression compression) {
    ByteSink out = new ByteSink();
    switch (compression.codec()) {
      case BLOSC_ZSTD -> {
        out.u1(2).u1(2).u2(Filters.BLOSC).u2(6).u2(1).u2(7).ascii("blosc").u1(0);
        out.u4(2)
            .u4(2)
            .u4(rowSize > Hdf5Writer.MAX_SHUFFLE ? 1 : rowSize)
            .u4((long) chunkRows * rowSize);
        out.u4(compression.level()).u4(1).u4(5);
      }
      case ZLIB -> {
        out.u1(2).u1(3).u2(Filters.SHUFFLE).u2(1).u2(1).u4(rowSize);
        out.u2(Filters.DEFLATE).u2(1).u2(1).u4(compression.level());
      }
      case NONE -> out.u1(2).u1(1);
    }
    return out.u2(Filters.FLETCHER32).u2(0).u2(0);
  }

  /** The attributes with those that PyTables recognises a table by. */
  private List<Hdf5Attribute> withPytables() {
    List<Hdf5Attribute> all = new ArrayList<>();
    all.add(Hdf5Attribute.text("CLASS", "TABLE"));
    all.add(Hdf5Attribute.text("VERSION", "2.7"));
    all.add(Hdf5Attribute.text("TITLE", ""));
    for (int i = 0; i < type.members().size(); i++) {
      Hdf5Type.Member m = type.members().get(i);
      all.add(Hdf5Attribute.text("FIELD_" + i + "_NAME", m.name()));
      Hdf5Type element = m.type().element();
      if (element.kind() == Hdf5Type.Kind.TEXT) {
        all.add(Hdf5Attribute.ascii("FIELD_" + i + "_FILL", ""));
      } else {
        String fill = "FIELD_" + i + "_FILL";
        all.add(new Hdf5Attribute(fill, element, List.of(), false, new byte[element.size()]));
      }
    }
    all.add(Hdf5Attribute.integer("NROWS", rows));
    for (Hdf5Attribute a : attributes) {
      all.removeIf(b -> b.name().equals(a.name()));
      all.add(a);
    }
    return all;
  }
}
