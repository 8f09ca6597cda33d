package io.bluewake.codec.zfits;

import io.bluewake.codec.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A compressed table: its columns, and where in the file the column of each tile is. Tiles are
 * groups of rows that were compressed together. Immutable after opening; safe for several threads.
 */
public final class ZfitsTable {
  /** Tiles of the longest table. */
  private static final int MOST_TILES = 1 << 24;

  private static final int MOST_COLUMNS = 999;

  private final ZfitsFile file;
  private final FitsHeader header;
  private final long headerSum;
  private final long dataStart;
  private final long dataSize;
  private final List<ZfitsColumn> columns;
  private final Map<String, ZfitsColumn> byName = new HashMap<>();
  private final long rows;
  private final Catalogue catalogue;

  ZfitsTable(ZfitsFile file, FitsHeader header, long headerSum, long dataStart, long dataSize)
      throws IOException {
    this.file = file;
    this.header = header;
    this.headerSum = headerSum;
    this.dataStart = dataStart;
    this.dataSize = dataSize;
    int count = (int) header.count("TFIELDS", MOST_COLUMNS);
    List<ZfitsColumn> list = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      ZfitsColumn column = ZfitsColumn.of(header, c);
      list.add(column);
      byName.putIfAbsent(column.name(), column);
    }
    columns = List.copyOf(list);
    rows = header.count("ZNAXIS2", 1L << 40);
    int tiles = (int) header.count("NAXIS2", MOST_TILES);
    catalogue = Catalogue.read(this, tiles, header.count("ZHEAPPTR", dataSize));
  }

  /** Name of the table. */
  public String name() {
    return header.text("EXTNAME");
  }

  /** Class of the messages that the rows are, for example {@code DL0v1.Telescope.Event}. */
  public String messageClass() {
    return header.text("PBFHEAD");
  }

  /** The keywords. */
  public FitsHeader header() {
    return header;
  }

  /** The columns. */
  public List<ZfitsColumn> columns() {
    return columns;
  }

  /** A column by name. */
  public Optional<ZfitsColumn> column(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Number of rows. */
  public long rows() {
    return rows;
  }

  /** Number of tiles. */
  public int tiles() {
    return catalogue.tiles();
  }

  /**
   * Whether the catalogue was of no use and the tiles were found by walking from one to the next.
   */
  public boolean walked() {
    return catalogue.walked();
  }

  /** Rows of a tile. */
  public int rows(int tile) {
    return catalogue.rows(tile);
  }

  /** Bytes of the compressed column of a tile; 0 if all its rows are empty. */
  public long size(int tile, ZfitsColumn column) {
    return catalogue.size(tile, column.index());
  }

  /** Byte offset in the file of the column of a tile. */
  public long offset(int tile, ZfitsColumn column) {
    return catalogue.offset(tile, column.index());
  }

  /**
   * Reads the compressed bytes of a column of a tile.
   *
   * @param into receives them if it is large enough
   * @return the array that holds them
   */
  public byte[] fetch(int tile, ZfitsColumn column, byte[] into) throws IOException {
    int size = Math.toIntExact(size(tile, column));
    byte[] target = into.length < size ? new byte[size] : into;
    file.readFully(offset(tile, column), target, 0, size);
    return target;
  }

  /**
   * Reads and decodes a column of a tile.
   *
   * @throws FormatException with the position in the file
   */
  public void read(int tile, ZfitsColumn column, BlockDecoder decoder, ColumnValues out)
      throws IOException {
    int size = Math.toIntExact(size(tile, column));
    decode(tile, column, fetch(tile, column, new byte[size]), decoder, out);
  }

  /** Decodes a column of a tile from its compressed bytes. */
  public void decode(
      int tile, ZfitsColumn column, byte[] bytes, BlockDecoder decoder, ColumnValues out)
      throws FormatException {
    int size = Math.toIntExact(size(tile, column));
    try {
      if (size == 0) {
        out.setBytes(column, 0, bytes, 0, 0, 0);
      } else {
        decoder.decode(bytes, 0, size, rows(tile), column, out);
      }
    } catch (FormatException e) {
      throw new FormatException(
          offset(tile, column) + Math.max(0, Math.min(e.position(), size)),
          "column " + column.name() + " of tile " + tile + ": " + e.getMessage());
    }
  }

  /** Where the data of the table start in the file. */
  long dataStart() {
    return dataStart;
  }

  /** Bytes of the data of the table. */
  long dataSize() {
    return dataSize;
  }

  /** The file. */
  ZfitsFile file() {
    return file;
  }

  /** Whether the header has a checksum of the data. */
  public boolean hasDataSum() {
    return !header.text("DATASUM").isBlank();
  }

  /**
   * Whether the header has the checksum that it says, given that the data have theirs; true without
   * checksums.
   */
  public boolean headerSumIsRight() {
    if (!hasDataSum() || header.text("CHECKSUM").isBlank()) {
      return true;
    }
    FitsChecksum sum = new FitsChecksum();
    sum.add(headerSum);
    try {
      sum.add(Long.parseLong(header.text("DATASUM").strip()));
    } catch (NumberFormatException e) {
      return false; // no number is no checksum
    }
    return sum.value() == 0xFFFFFFFFL;
  }

  /** Whether the data have the checksum of the header; reads them all. */
  public boolean dataSumIsRight() throws IOException {
    FitsChecksum sum = new FitsChecksum();
    byte[] buffer = new byte[1 << 18];
    long left =
        Math.min(
            (dataSize + FitsHeader.BLOCK - 1) / FitsHeader.BLOCK * FitsHeader.BLOCK,
            file.size() - dataStart);
    long at = dataStart;
    while (left > 0) {
      int n = (int) Math.min(left, buffer.length);
      file.readFully(at, buffer, 0, n);
      sum.add(buffer, 0, n);
      at += n;
      left -= n;
    }
    try {
      return Long.parseLong(header.text("DATASUM").strip()) == sum.value();
    } catch (NumberFormatException e) {
      return false; // no number is no checksum
    }
  }
}
