package io.bluewake.codec.zfits;

import io.bluewake.codec.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where the blocks of a table are. Taken from the catalogue, pairs of big endian size and offset
 * per tile and column; or, when a writer with too little room has merged tiles in it or it is
 * damaged, found by walking over the heads of tiles and blocks.
 */
final class Catalogue {
  private static final int TILE_HEAD = 16;
  private static final long LARGEST_BLOCK = 1L << 30;
  private static final int MOST_ROWS = 1 << 24;

  private final ZfitsTable table;
  private final int columns;
  private final long heap;
  private final long end;
  private long[] sizes;
  private long[] offsets;
  private int[] rows;
  private int tiles;
  private boolean walked;

  private Catalogue(ZfitsTable table, long heap) {
    this.table = table;
    this.heap = table.dataStart() + heap;
    end = table.dataStart() + table.dataSize();
    columns = table.columns().size();
  }

  static Catalogue read(ZfitsTable table, int tiles, long heap) throws IOException {
    Catalogue made = new Catalogue(table, heap);
    if (isMerged(table.header()) || !made.take(tiles)) {
      made.walk();
    }
    return made;
  }

  /** Whether the writer says that it has merged tiles in the catalogue. */
  static boolean isMerged(FitsHeader header) {
    String shrink = header.text("ZSHRINK");
    return !shrink.isEmpty() && !shrink.equals("1");
  }

  private void allocate(int n) {
    sizes = new long[n * columns];
    offsets = new long[n * columns];
    rows = new int[n];
  }

  /** Takes the catalogue as it is, if it agrees with the tiles and with the number of rows. */
  private boolean take(int n) throws IOException {
    if (n == 0 || columns == 0) {
      allocate(0);
      return table.rows() == 0;
    }
    long bytes = 16L * columns * n;
    if (bytes > table.dataSize() || bytes > 1 << 30) {
      return false;
    }
    ByteBuffer in = ByteBuffer.wrap(new byte[(int) bytes]).order(ByteOrder.BIG_ENDIAN);
    table.file().readFully(table.dataStart(), in.array(), 0, (int) bytes);
    allocate(n);
    long total = 0;
    for (int t = 0; t < n; t++) {
      long first = -1;
      for (int c = 0; c < columns; c++) {
        long size = in.getLong();
        long offset = in.getLong();
        if (size < 0 || size > LARGEST_BLOCK || offset < 0 || offset > end - heap - size) {
          return false;
        }
        sizes[t * columns + c] = size;
        offsets[t * columns + c] = heap + offset;
        if (size > 0 && (first < 0 || offset < first)) {
          first = offset;
        }
      }
      if (first < TILE_HEAD) {
        return false;
      }
      long count = tileRows(heap + first - TILE_HEAD);
      if (count < 0) {
        return false;
      }
      rows[t] = (int) count;
      total += count;
    }
    tiles = n;
    return total == table.rows();
  }

  /** Number of rows in the head of a tile, -1 if there is none. */
  private long tileRows(long at) throws IOException {
    if (at + TILE_HEAD > end) {
      return -1;
    }
    byte[] head = new byte[TILE_HEAD];
    table.file().readFully(at, head, 0, TILE_HEAD);
    if (head[0] != 'T' || head[1] != 'I' || head[2] != 'L' || head[3] != 'E') {
      return -1;
    }
    long count = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xFFFFFFFFL;
    return count == 0 || count > MOST_ROWS ? -1 : count;
  }

  private void walk() throws IOException {
    walked = true;
    tiles = 0;
    allocate(16);
    boolean[] empty = emptyColumns();
    long at = heap;
    long total = 0;
    while (total < table.rows()) {
      long count = tileRows(at);
      if (count < 0) {
        throw new FormatException(
            at, "no tile begins here, after " + total + " of " + table.rows() + " rows");
      }
      if (tiles == rows.length) {
        rows = Arrays.copyOf(rows, tiles * 2);
        sizes = Arrays.copyOf(sizes, tiles * 2 * columns);
        offsets = Arrays.copyOf(offsets, tiles * 2 * columns);
      }
      at = blocks(at + TILE_HEAD, empty);
      rows[tiles++] = (int) count;
      total += count;
    }
    if (total != table.rows()) {
      throw new FormatException(
          at, "the tiles have " + total + " rows where the header says " + table.rows());
    }
  }

  /** Columns without a block in the first tile: a walk cannot see which column a block is of. */
  private boolean[] emptyColumns() throws IOException {
    boolean[] empty = new boolean[columns];
    if (16L * columns > table.dataSize()) {
      return empty;
    }
    ByteBuffer in = ByteBuffer.wrap(new byte[16 * columns]).order(ByteOrder.BIG_ENDIAN);
    table.file().readFully(table.dataStart(), in.array(), 0, 16 * columns);
    for (int c = 0; c < columns; c++) {
      empty[c] = in.getLong(16 * c) == 0;
    }
    return empty;
  }

  private long blocks(long from, boolean[] empty) throws IOException {
    long at = from;
    byte[] head = new byte[8];
    for (int c = 0; c < columns; c++) {
      int entry = tiles * columns + c;
      offsets[entry] = at;
      sizes[entry] = 0;
      if (empty[c]) {
        continue;
      }
      if (at + 8 > end) {
        throw new FormatException(at, "the heap ends before column " + c);
      }
      table.file().readFully(at, head, 0, 8);
      long size = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
      if (size < 10 || size > LARGEST_BLOCK || size > end - at) {
        throw new FormatException(at, "a block of " + size + " bytes");
      }
      sizes[entry] = size;
      at += size;
    }
    return at;
  }

  int tiles() {
    return tiles;
  }

  boolean walked() {
    return walked;
  }

  int rows(int tile) {
    return rows[tile];
  }

  long size(int tile, int column) {
    return sizes[tile * columns + column];
  }

  long offset(int tile, int column) {
    return offsets[tile * columns + column];
  }
}
