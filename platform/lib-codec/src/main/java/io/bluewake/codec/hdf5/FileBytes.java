package io.bluewake.codec.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of an open file, or of one in memory. Several threads may read at once. */
final class FileBytes implements AutoCloseable {
  private final String name;
  private final FileChannel channel;
  private final byte[] content;
  private final long size;

  private FileBytes(String name, FileChannel channel, byte[] content, long size) {
    this.name = name;
    this.channel = channel;
    this.content = content;
    this.size = size;
  }

  static FileBytes of(String name, byte[] content) {
    return new FileBytes(name, null, content, content.length);
  }

  static FileBytes open(Path file) throws IOException {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return new FileBytes(file.toString(), channel, null, channel.size());
    } catch (NoSuchFileException e) {
      throw new Hdf5Exception(file + ": does not exist", e);
    } catch (IOException e) {
      throw new Hdf5Exception(file + ": cannot be opened: " + e.getMessage(), e);
    }
  }

  String name() {
    return name;
  }

  long size() {
    return size;
  }

  Hdf5Exception error(long offset, String object, String problem) {
    return new Hdf5Exception(name + ": byte " + offset + ", " + object + ": " + problem);
  }

  /** Fails unless these bytes are in the file. */
  void check(long offset, long length, String object) throws Hdf5Exception {
    if (offset < 0 || length < 0 || offset > size || length > size - offset) {
      throw error(offset, object, length + " bytes are beyond the end of the file at " + size);
    }
  }

  void read(long offset, byte[] into, int length, String object) throws IOException {
    check(offset, length, object);
    if (channel == null) {
      System.arraycopy(content, (int) offset, into, 0, length);
      return;
    }
    ByteBuffer b = ByteBuffer.wrap(into, 0, length);
    while (b.hasRemaining()) {
      if (channel.read(b, offset + b.position()) < 0) {
        throw error(offset, object, "the file ends");
      }
    }
  }

  byte[] read(long offset, int length, String object) throws IOException {
    check(offset, length, object);
    byte[] b = new byte[length];
    read(offset, b, length, object);
    return b;
  }

  Cursor cursor(long offset, long length, String object) throws IOException {
    if (length > Integer.MAX_VALUE - 16) {
      throw error(offset, object, length + " bytes are too many");
    }
    return new Cursor(this, object, offset, read(offset, (int) length, object));
  }

  /** At most {@code length} bytes, fewer at the end of the file. */
  Cursor upTo(long offset, int length, String object) throws IOException {
    check(offset, 0, object);
    return cursor(offset, Math.min(length, size - offset), object);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
