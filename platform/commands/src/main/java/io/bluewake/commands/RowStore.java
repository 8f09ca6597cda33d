package io.bluewake.commands;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows of numbers in a temporary file, so that a chunk of calibration events needs no memory
 * however many telescopes and pixels there are. Space of rows that are not needed any more is used
 * again. Not thread safe.
 */
final class RowStore implements AutoCloseable {
  private final Map<Integer, Deque<Long>> free = new HashMap<>();
  private FileChannel file;
  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private long end;

  /**
   * Keeps a row.
   *
   * @return where it is
   */
  long put(float[] row) throws IOException {
    open();
    int size = row.length * Float.BYTES;
    Deque<Long> unused = free.get(size);
    boolean again = unused != null && !unused.isEmpty();
    long at = again ? unused.removeLast() : end;
    ByteBuffer out = buffer(size);
    out.asFloatBuffer().put(row);
    long to = at;
    while (out.hasRemaining()) {
      to += file.write(out, to);
    }
    end = Math.max(end, to);
    return at;
  }

  /**
   * Reads a part of a row.
   *
   * @param at where the row is
   * @param from first number
   * @param into receives as many numbers as it is long
   */
  void read(long at, int from, float[] into) throws IOException {
    ByteBuffer in = buffer(into.length * Float.BYTES);
    long next = at + (long) from * Float.BYTES;
    while (in.hasRemaining()) {
      int n = file.read(in, next);
      if (n < 0) {
        throw new IOException("a temporary file of calibration events has become shorter");
      }
      next += n;
    }
    in.flip();
    in.asFloatBuffer().get(into);
  }

  /** Says that a row is not needed any more. */
  void free(long at, int length) {
    free.computeIfAbsent(length * Float.BYTES, size -> new ArrayDeque<>()).add(at);
  }

  private ByteBuffer buffer(int size) {
    if (bytes.capacity() < size) {
      bytes = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }
    bytes.clear().limit(size);
    return bytes;
  }

  private void open() throws IOException {
    if (file == null) {
      Path path = Files.createTempFile("bluewake-calibration-", ".rows");
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
