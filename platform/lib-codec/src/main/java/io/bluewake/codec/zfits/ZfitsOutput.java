package io.bluewake.codec.zfits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * A file of compressed tables being written, one table after the other. Memory is one tile of the
 * table that is open. Nothing in it depends on when it is written. Not thread safe.
 */
public final class ZfitsOutput implements AutoCloseable {
  private final FileChannel channel;
  private final BlockEncoder encoder;
  private final Map<String, String> facts;
  private long end;
  private ZfitsTableOutput open;

  private ZfitsOutput(FileChannel channel, BlockEncoder encoder, Map<String, String> facts) {
    this.channel = channel;
    this.encoder = encoder;
    this.facts = Map.copyOf(facts);
  }

  /**
   * Creates a file and writes its primary header.
   *
   * @param path where; must not exist
   * @param encoder may serve several files of one thread
   * @param primary texts of the primary header, in order
   * @param facts texts of the headers of all tables
   */
  public static ZfitsOutput create(
      Path path, BlockEncoder encoder, Map<String, String> primary, Map<String, String> facts)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    ZfitsOutput out = new ZfitsOutput(channel, encoder, facts);
    try {
      FitsCards cards =
          new FitsCards()
              .plain("SIMPLE", "T")
              .number("BITPIX", 8)
              .number("NAXIS", 0)
              .plain("EXTEND", "T")
              .text("CHECKSUM", "")
              .text("DATASUM", "");
      primary.forEach(cards::text);
      byte[] header = cards.bytes(0);
      out.write(0, header, header.length);
      out.end = header.length;
      return out;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Begins a table; the one before is complete.
   *
   * @param name name of the table
   * @param message class of the messages that its rows are
   * @param rowsPerTile rows that are compressed together
   * @param columns its columns, used by this table alone
   */
  public ZfitsTableOutput table(
      String name, String message, int rowsPerTile, List<OutputColumn> columns) throws IOException {
    finish();
    open = new ZfitsTableOutput(this, end, name, message, rowsPerTile, columns, facts);
    return open;
  }

  private void finish() throws IOException {
    if (open != null) {
      ZfitsTableOutput done = open;
      open = null;
      end = done.finish();
    }
  }

  /** Completes the last table and closes the file. */
  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try (FileChannel closing = channel) {
      finish();
      closing.force(false);
    }
  }

  /** Closes the file as it is, to be removed. */
  public void abandon() throws IOException {
    channel.close();
  }

  BlockEncoder encoder() {
    return encoder;
  }

  void write(long at, byte[] bytes, int length) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(bytes, 0, length);
    long position = at;
    while (from.hasRemaining()) {
      position += channel.write(from, position);
    }
  }

  /** Moves bytes towards the end of the file. */
  void move(long from, long size, long by) throws IOException {
    byte[] block = new byte[(int) Math.min(size, 1 << 20)];
    long left = size;
    while (left > 0) {
      int n = (int) Math.min(left, block.length);
      left -= n;
      ByteBuffer into = ByteBuffer.wrap(block, 0, n);
      while (into.hasRemaining()) {
        if (channel.read(into, from + left + into.position()) < 0) {
          throw new IOException("the file being written has become shorter");
        }
      }
      write(from + left + by, block, n);
    }
  }
}
