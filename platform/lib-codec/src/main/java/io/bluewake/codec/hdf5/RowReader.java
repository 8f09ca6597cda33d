package io.bluewake.codec.hdf5;

import io.bluewake.model.Column;
import io.bluewake.model.Table;
import java.io.IOException;
import java.util.List;
import java.util.zip.DataFormatException;

/**
 * Reads rows of a table. Keeps one chunk in memory, so rows read in order are decoded once. For one
 * thread; close it.
 */
public final class RowReader implements AutoCloseable {
  /** Rows read at once from tables without chunks, bytes. */
  private static final int PIECE = 1 << 20;

  private Hdf5Table table;
  private int rowSize;
  private int chunkRows;
  private ChunkIndex index;
  private final Blosc blosc = Blosc.decoder();
  private byte[] stored = new byte[0];
  private byte[] chunk = new byte[0];
  private byte[] spare = new byte[0];
  private long loaded = -1;

  RowReader(Hdf5Table table) throws IOException {
    switchTo(table);
  }

  /** Goes on with another table and the same buffers. */
  public void switchTo(Hdf5Table next) throws IOException {
    table = next;
    loaded = -1;
    rowSize = table.type().size();
    boolean chunked = table.storage().chunkRows() > 0;
    chunkRows = chunked ? table.storage().chunkRows() : Math.max(1, PIECE / rowSize);
    index = chunked ? table.index() : null;
    if (!chunked) {
      checkPiece();
    }
  }

  /** The table that is read. */
  public Hdf5Table table() {
    return table;
  }

  private void checkPiece() throws IOException {
    byte[] compact = table.storage().compact();
    if (table.rows() > Long.MAX_VALUE / rowSize) {
      throw table.error(table.rows() + " rows are too many");
    }
    long bytes = table.rows() * rowSize;
    if (compact != null) {
      if (compact.length < bytes) {
        throw table.error("needs " + bytes + " bytes, has " + compact.length);
      }
    } else if (bytes > 0) {
      table.file().check(table.storage().address(), bytes, table.path());
    }
  }

  /** Bytes in which the row of the last {@link #seek} is. */
  public byte[] bytes() {
    return chunk;
  }

  /** Makes a row available and returns its first byte in {@link #bytes()}. */
  public int seek(long row) throws IOException {
    if (row < 0 || row >= table.rows()) {
      throw table.error("row " + row + " of " + table.rows());
    }
    long wanted = row / chunkRows;
    if (wanted != loaded) {
      loaded = -1;
      load(wanted);
      loaded = wanted;
    }
    return (int) (row - wanted * chunkRows) * rowSize;
  }

  /**
   * Reads rows into a table.
   *
   * @param members position of each column's member in the type of a row, -1 for none
   */
  public void read(long from, int count, Table out, int outRow, int[] members) throws IOException {
    List<Column> columns = out.schema().columns();
    List<Hdf5Type.Member> all = table.type().members();
    for (int r = 0; r < count; r++) {
      int at = seek(from + r);
      for (int i = 0; i < members.length; i++) {
        if (members[i] >= 0) {
          Hdf5Type.Member m = all.get(members[i]);
          RowCodec.get(chunk, at + m.offset(), m.type(), out, columns.get(i), outRow + r);
        }
      }
    }
  }

  private void load(long wanted) throws IOException {
    int length = chunkRows * rowSize;
    if (index == null) {
      loadPiece(wanted);
      return;
    }
    int k = (int) wanted;
    int size = index.size(k);
    if (stored.length < size) {
      stored = new byte[size];
    }
    table.file().read(index.address(k), stored, size, table.path());
    try {
      unfilter(size, index.filterMask(k), length);
    } catch (DataFormatException e) {
      throw table.file().error(index.address(k), table.path() + ", chunk " + k, e.getMessage());
    }
  }

  private void loadPiece(long wanted) throws IOException {
    long first = wanted * chunkRows;
    int n = (int) Math.min(chunkRows, table.rows() - first) * rowSize;
    if (chunk.length < n) {
      chunk = new byte[n];
    }
    byte[] compact = table.storage().compact();
    if (compact != null) {
      System.arraycopy(compact, (int) (first * rowSize), chunk, 0, n);
    } else {
      table.file().read(table.storage().address() + first * rowSize, chunk, n, table.path());
    }
  }

  /** Undoes the filters from last to first; leaves the chunk in {@link #chunk}. */
  private void unfilter(int size, int mask, int length) throws DataFormatException {
    List<MessageReader.Filter> filters = table.filters();
    byte[] data = stored;
    int n = size;
    for (int i = filters.size() - 1; i >= 0; i--) {
      if ((mask >>> i & 1) != 0) {
        continue;
      }
      MessageReader.Filter f = filters.get(i);
      switch (f.id()) {
        case Filters.FLETCHER32 -> n = verify(data, n);
        case Filters.BLOSC -> {
          ensureChunk(length);
          blosc.decode(data, 0, n, chunk, length);
          data = chunk;
          n = length;
        }
        case Filters.DEFLATE -> {
          ensureChunk(length);
          if (!Blosc.inflate(data, 0, n, chunk, 0, length)) {
            throw new DataFormatException("compressed data are damaged");
          }
          data = chunk;
          n = length;
        }
        case Filters.SHUFFLE -> {
          int element = f.parameters().length > 0 ? f.parameters()[0] : rowSize;
          if (element <= 0 || n != length) {
            throw new DataFormatException("shuffle of " + n + " bytes by " + element);
          }
          if (spare.length < length) {
            spare = new byte[length];
          }
          Shuffle.undoBytes(data, 0, length, element, spare, 0);
          byte[] old = chunk;
          chunk = spare;
          spare = old;
          data = chunk;
        }
        default -> throw new DataFormatException("filter " + f.id() + " is not supported");
      }
    }
    if (n != length) {
      throw new DataFormatException("chunk of " + n + " bytes, expected " + length);
    }
    if (data == stored) {
      ensureChunk(length);
      System.arraycopy(data, 0, chunk, 0, length);
    }
  }

  private static int verify(byte[] data, int n) throws DataFormatException {
    if (n < 4) {
      throw new DataFormatException("no room for the checksum");
    }
    int sum = Checksums.fletcher32(data, 0, n - 4);
    int found = RowCodec.getInt(data, n - 4);
    if (sum != found && byteSwapped(sum) != found) {
      throw new DataFormatException("checksum does not match");
    }
    return n - 4;
  }

  /** Version 1.6.2 of the HDF5 library swapped the bytes of each half of the sum. */
  private static int byteSwapped(int sum) {
    return (sum & 0x00FF00FF) << 8 | (sum & 0xFF00FF00) >>> 8;
  }

  private void ensureChunk(int length) {
    if (chunk.length < length) {
      chunk = new byte[length];
    }
  }

  @Override
  public void close() {
    blosc.close();
  }
}
