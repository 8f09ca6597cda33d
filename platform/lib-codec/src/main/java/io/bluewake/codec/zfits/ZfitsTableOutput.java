package io.bluewake.codec.zfits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A table being written. A row is set column by column and ended by {@link #endRow}; full tiles are
 * compressed and written. The catalogue of the tiles has its place before them: when it is full,
 * the tiles are moved once and the place is doubled.
 */
public final class ZfitsTableOutput {
  private static final int FIRST_TILES = 16;
  private static final int ENTRY = 16;
  private static final byte[] TILE = "TILE".getBytes(StandardCharsets.US_ASCII);

  private final ZfitsOutput file;
  private final long start;
  private final List<OutputColumn> columns;
  private final int rowsPerTile;
  private final FitsCards cards = new FitsCards();
  private final TileBytes tile = new TileBytes();
  private final FitsChecksum heapSum = new FitsChecksum();
  private ByteBuffer catalogue;
  private int reserved = FIRST_TILES;
  private long heap;
  private long rows;
  private int tiles;
  private int rowsInTile;

  ZfitsTableOutput(
      ZfitsOutput file,
      long start,
      String name,
      String message,
      int rowsPerTile,
      List<OutputColumn> columns,
      Map<String, String> facts) {
    this.file = file;
    this.start = start;
    this.columns = List.copyOf(columns);
    this.rowsPerTile = rowsPerTile;
    catalogue = ByteBuffer.allocate(reserved * ENTRY * columns.size());
    cards.text("XTENSION", "BINTABLE").number("BITPIX", 8).number("NAXIS", 2);
    cards.number("NAXIS1", ENTRY * (long) columns.size()).number("NAXIS2", 0);
    cards.number("PCOUNT", 0).number("GCOUNT", 1).number("TFIELDS", columns.size());
    cards.text("EXTNAME", name).text("CHECKSUM", "").text("DATASUM", "");
    cards.plain("ZTABLE", "T").number("ZNAXIS1", 0).number("ZNAXIS2", 0).number("ZPCOUNT", 0);
    cards.number("ZHEAPPTR", 0).number("ZTILELEN", rowsPerTile);
    cards.number("THEAP", 0).text("RAWSUM", "0").plain("ZRATIO", "0.").number("ZSHRINK", 1);
    cards.text("PBFHEAD", message);
    facts.forEach(cards::text);
    describe();
  }

  private void describe() {
    long width = 0;
    for (int i = 0; i < columns.size(); i++) {
      OutputColumn c = columns.get(i);
      String n = Integer.toString(i + 1);
      cards.text("TTYPE" + n, c.name()).text("TFORM" + n, "1QB");
      if (!c.zero().isEmpty()) {
        cards.plain("TZERO" + n, c.zero());
      }
      cards.text("ZFORM" + n, Long.toString(c.most()) + c.type());
      cards.text("ZCTYP" + n, "CTA").text("TPBID" + n, c.field());
      width += c.most() * c.width();
    }
    cards.number("ZNAXIS1", width);
  }

  /** Ends a row. */
  public void endRow() throws IOException {
    rows++;
    rowsInTile++;
    for (OutputColumn c : columns) {
      if (c.rows() != rowsInTile) {
        throw new IllegalStateException("column " + c.name() + " is not set once in each row");
      }
    }
    if (rowsInTile == rowsPerTile) {
      endTile();
    }
  }

  /** Number of rows so far. */
  public long rows() {
    return rows;
  }

  private long dataStart() {
    return start + cards.size();
  }

  private long heapStart() {
    return dataStart() + (long) reserved * ENTRY * columns.size();
  }

  private void endTile() throws IOException {
    if (rowsInTile == 0) {
      return;
    }
    if (tiles == reserved) {
      grow();
    }
    tile.clear();
    tile.room(16).put(TILE).putInt(rowsInTile).putLong(0);
    for (OutputColumn c : columns) {
      int from = tile.size();
      TileBytes values = c.values();
      while (values.size() % 4 != 0) {
        values.room(1).put((byte) 0);
      }
      if (values.size() > 0) {
        file.encoder().encode(values.array(), values.size(), c.scheme(), tile);
      }
      int size = tile.size() - from;
      catalogue.putLong(size).putLong(size == 0 ? 0L : heap + from);
      c.clear();
    }
    ByteBuffer.wrap(tile.array()).order(ByteOrder.LITTLE_ENDIAN).putLong(8, tile.size() - 16L);
    file.write(heapStart() + heap, tile.array(), tile.size());
    heapSum.add(tile.array(), 0, tile.size());
    heap += tile.size();
    tiles++;
    rowsInTile = 0;
  }

  private void grow() throws IOException {
    long more = (long) reserved * ENTRY * columns.size();
    file.move(heapStart(), heap, more);
    reserved *= 2;
    catalogue = ByteBuffer.wrap(Arrays.copyOf(catalogue.array(), 2 * catalogue.capacity()));
    catalogue.position((int) more);
  }

  /**
   * Completes the table.
   *
   * @return where it ends in the file
   */
  long finish() throws IOException {
    endTile();
    int columnCount = columns.size();
    long entries = (long) reserved * ENTRY * columnCount;
    file.write(dataStart(), catalogue.array(), catalogue.capacity());
    long used = (long) tiles * ENTRY * columnCount;
    cards.number("NAXIS2", tiles).number("PCOUNT", entries - used + heap);
    cards.number("ZNAXIS2", rows).number("ZHEAPPTR", entries).number("THEAP", used);
    describe();
    long size = entries + heap;
    byte[] padding =
        new byte[(int) ((FitsHeader.BLOCK - size % FitsHeader.BLOCK) % FitsHeader.BLOCK)];
    file.write(dataStart() + size, padding, padding.length);
    FitsChecksum sum = new FitsChecksum();
    sum.add(catalogue.array(), 0, catalogue.capacity());
    sum.add(heapSum.value());
    byte[] header = cards.bytes(sum.value());
    file.write(start, header, header.length);
    return dataStart() + size + padding.length;
  }
}
