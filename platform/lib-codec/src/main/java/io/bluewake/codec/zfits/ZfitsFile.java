package io.bluewake.codec.zfits;

import io.bluewake.codec.FormatException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An open file of compressed tables. Reading is safe for several threads. */
public final class ZfitsFile implements AutoCloseable {
  private static final int MOST_TABLES = 1000;

  private final Path path;
  private final FileChannel channel;
  private final long size;
  private FitsHeader primary;
  private final List<ZfitsTable> tables = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final List<String> withoutRows = new ArrayList<>();
  private final List<PlainData> plain = new ArrayList<>();

  /** A table that is not compressed: its header, and where its rows start. */
  private record PlainData(FitsHeader header, long start) {}

  /** The bytes of a file that is in memory, or null. */
  private final byte[] content;

  private ZfitsFile(Path path, FileChannel channel, byte[] content) throws IOException {
    this.path = path;
    this.channel = channel;
    this.content = content;
    size = content == null ? channel.size() : content.length;
  }

  /**
   * Opens a file that is in memory.
   *
   * @param path what to call it
   * @param content its bytes; not copied
   */
  public static ZfitsFile of(Path path, byte[] content) throws IOException {
    ZfitsFile file = new ZfitsFile(path, null, content);
    file.readHeaders();
    return file;
  }

  /**
   * Opens a file and reads its headers and catalogues.
   *
   * @throws FormatException when it is no FITS file or damaged there
   */
  public static ZfitsFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      ZfitsFile file = new ZfitsFile(path, channel, null);
      file.readHeaders();
      return file;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether bytes from the start of a file look like a file of compressed tables. */
  public static boolean looksLike(byte[] head) {
    String text = new String(head, java.nio.charset.StandardCharsets.ISO_8859_1);
    return text.startsWith("SIMPLE  =")
        && text.length() > FitsHeader.BLOCK
        && text.startsWith("XTENSION= 'BINTABLE'", FitsHeader.BLOCK)
        && (text.contains("ZTABLE  = ") || text.length() >= 4000 && text.contains("1QB"));
  }

  private void readHeaders() throws IOException {
    long at = 0;
    while (at < size && tables.size() + others.size() < MOST_TABLES) {
      long start = at;
      FitsHeader.Parsed parsed;
      FitsChecksum sum = new FitsChecksum();
      try {
        parsed = FitsHeader.read(b -> block(start + (long) b * FitsHeader.BLOCK, sum));
      } catch (FormatException e) {
        if (primary != null && (onlyZeros(start) || isTableWithoutRows(start))) {
          return;
        }
        throw new FormatException(start, e.getMessage());
      }
      FitsHeader header = parsed.header();
      long data = start + (long) parsed.blocks() * FitsHeader.BLOCK;
      try {
        long bytes = dataSize(header);
        if (bytes > size - data && Catalogue.isMerged(header)) {
          bytes = size - data; // the writer counts tiles that have no place in the catalogue
        }
        if (bytes > size - data) {
          throw new FormatException(
              data, "the file is cut: " + bytes + " bytes of data announced, " + (size - data));
        }
        if (primary == null) {
          primary = header;
        } else if (header.isTrue("ZTABLE")) {
          tables.add(new ZfitsTable(this, header, sum.value(), data, bytes));
        } else {
          others.add(header.text("EXTNAME"));
          if (header.text("XTENSION").equals("BINTABLE")) {
            plain.add(new PlainData(header, data));
          }
        }
        at = data + (bytes + FitsHeader.BLOCK - 1) / FitsHeader.BLOCK * FitsHeader.BLOCK;
      } catch (FormatException e) {
        String name = header.text("EXTNAME");
        throw new FormatException(
            e.position() < 0 ? start : e.position(),
            (name.isEmpty() ? "" : "table " + name + ": ") + e.getMessage());
      }
    }
    if (primary == null) {
      throw new FormatException(0, "the file is empty");
    }
  }

  /**
   * Whether the file ends with the header of a table that got no rows: the ACADA library leaves it
   * without its end. What was cut from a file with rows says how many columns they have.
   */
  private boolean isTableWithoutRows(long start) throws IOException {
    byte[] rest = new byte[(int) Math.min(FitsHeader.BLOCK, size - start)];
    readFully(start, rest, 0, rest.length);
    FitsHeader header = FitsHeader.ofCards(rest);
    boolean empty =
        header.isTrue("ZTABLE")
            && header.text("TFIELDS").equals("0")
            && header.text("NAXIS2").equals("0")
            && header.text("ZNAXIS2").equals("0");
    if (empty) {
      withoutRows.add(header.text("EXTNAME"));
    }
    return empty;
  }

  private boolean onlyZeros(long from) throws IOException {
    byte[] rest = new byte[(int) Math.min(FitsHeader.BLOCK, size - from)];
    readFully(from, rest, 0, rest.length);
    for (byte b : rest) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private byte[] block(long at, FitsChecksum sum) throws IOException {
    if (size - at < FitsHeader.BLOCK) {
      throw new FormatException(at, "the file is cut in a header");
    }
    byte[] block = new byte[FitsHeader.BLOCK];
    readFully(at, block, 0, block.length);
    sum.add(block, 0, block.length);
    return block;
  }

  private static long dataSize(FitsHeader header) throws FormatException {
    long axes = header.count("NAXIS", 999);
    if (axes == 0) {
      return 0;
    }
    long bytes = Math.abs(Long.parseLong(bitpix(header))) / 8;
    long most = 1L << 50;
    for (int a = 1; a <= axes; a++) {
      long length = header.count("NAXIS" + a, most);
      if (length > 0 && bytes > most / length) {
        throw new FormatException(-1, "the data are impossibly large");
      }
      bytes *= length;
    }
    return bytes + (header.text("PCOUNT").isEmpty() ? 0 : header.count("PCOUNT", most));
  }

  private static String bitpix(FitsHeader header) throws FormatException {
    String text = header.text("BITPIX");
    if (!text.matches("8|16|32|64|-32|-64")) {
      throw new FormatException(-1, "keyword BITPIX is '" + text + "'");
    }
    return text;
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** Bytes of the file. */
  public long size() {
    return size;
  }

  /** Keywords of the file. */
  public FitsHeader primary() {
    return primary;
  }

  /** The compressed tables. */
  public List<ZfitsTable> tables() {
    return List.copyOf(tables);
  }

  /** Names of tables that were begun and got no rows. */
  public List<String> tablesWithoutRows() {
    return List.copyOf(withoutRows);
  }

  /** Names of extensions that are no compressed tables. */
  public List<String> others() {
    return List.copyOf(others);
  }

  /**
   * The binary tables that are not compressed, in the order of the file.
   *
   * @throws FormatException when the header of one contradicts itself
   */
  public List<FitsTable> plainTables() throws FormatException {
    List<FitsTable> list = new ArrayList<>();
    for (PlainData table : plain) {
      list.add(new FitsTable(this, table.header(), table.start()));
    }
    return list;
  }

  /** A compressed table by name. */
  public Optional<ZfitsTable> table(String name) {
    return tables.stream().filter(t -> t.name().equals(name)).findFirst();
  }

  void readFully(long at, byte[] into, int from, int count) throws IOException {
    if (content != null) {
      if (at > size - count) {
        throw new EOFException("the file ends at byte " + size);
      }
      System.arraycopy(content, (int) at, into, from, count);
      return;
    }
    ByteBuffer target = ByteBuffer.wrap(into, from, count);
    long position = at;
    while (target.hasRemaining()) {
      int n = channel.read(target, position);
      if (n < 0) {
        throw new EOFException("the file ends at byte " + position);
      }
      position += n;
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
