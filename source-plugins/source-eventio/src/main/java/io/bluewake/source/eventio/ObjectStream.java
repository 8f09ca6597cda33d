package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The sequence of objects of a file. Content is copied in large pieces, straight from the
 * decompressor to where it is wanted, or skipped. An end between two objects is the end of the
 * file; everywhere else it is an {@link EOFException}.
 */
final class ObjectStream implements Closeable {
  /** Objects that must be held in memory at once may not be larger. */
  static final long LARGEST = 1L << 28;

  /** The markers as their bytes stand in the file. */
  static final int LITTLE_ENDIAN = 0x378A1FD4;

  static final int BIG_ENDIAN = 0xD41F8A37;
  private static final int PIECE = 1 << 20;

  private final InputStream in;

  /** For headers and what follows them; small, because all that passes it is copied once more. */
  private final byte[] window = new byte[1 << 12];

  private final ByteReader reader = new ByteReader();
  private int at;
  private int filled;
  private long consumed;

  ObjectStream(InputStream in) {
    this.in = in;
  }

  /** Bytes read so far, after decompression. */
  long offset() {
    return consumed;
  }

  /**
   * Reads the header of the next object.
   *
   * @return false at the end of the file
   */
  boolean next(ObjectHeader header) throws IOException {
    header.start = consumed;
    header.type = -1;
    if (!fill(1)) {
      return false;
    }
    require(4 + ObjectHeader.SIZE);
    int marker = reader.wrap(window, at, filled, true).i32();
    if (marker != LITTLE_ENDIAN && marker != BIG_ENDIAN) {
      throw new FormatException(
          consumed, "no object starts here: there is no synchronization marker");
    }
    header.bigEndian = marker == BIG_ENDIAN;
    advance(4);
    readHeader(header);
    return true;
  }

  /** Reads the header of an object inside another one, which has no marker. */
  void nested(ObjectHeader header, boolean bigEndian) throws IOException {
    header.start = consumed;
    header.bigEndian = bigEndian;
    require(ObjectHeader.SIZE);
    readHeader(header);
  }

  private void readHeader(ObjectHeader header) throws IOException {
    reader.wrap(window, at, filled, header.bigEndian);
    int type = reader.i32();
    int id = reader.i32();
    int length = reader.i32();
    int extension = 0;
    int size = ObjectHeader.SIZE;
    if (ObjectHeader.isExtended(type)) {
      header.type = type & 0xFFFF;
      size += ObjectHeader.EXTENSION;
      require(size);
      extension = reader.wrap(window, at + ObjectHeader.SIZE, filled, header.bigEndian).i32();
    }
    advance(size);
    header.set(type, id, length, extension);
  }

  /** Appends the content of an object. */
  void copy(long length, RawBytes into) throws IOException {
    if (length > LARGEST) {
      throw new FormatException(consumed, "the object claims to be " + length + " bytes long");
    }
    long left = length;
    while (left > 0) {
      // Room is made as bytes arrive, so that a wrong length does not cost memory.
      int piece = (int) Math.min(left, Math.max(PIECE, into.size));
      into.ensure(piece);
      readFully(into.data, into.size, piece);
      into.size += piece;
      left -= piece;
    }
  }

  private void readFully(byte[] into, int from, int length) throws IOException {
    int buffered = Math.min(length, filled - at);
    System.arraycopy(window, at, into, from, buffered);
    advance(buffered);
    int have = buffered;
    while (have < length) {
      int n = in.read(into, from + have, length - have);
      if (n < 0) {
        throw new EOFException("the file ends inside this object");
      }
      have += n;
      consumed += n;
    }
  }

  /** Leaves out the content of an object. */
  void skip(long length) throws IOException {
    long left = length;
    while (left > 0) {
      if (!fill(1)) {
        throw new EOFException("the file ends inside this object");
      }
      int n = (int) Math.min(left, filled - at);
      advance(n);
      left -= n;
    }
  }

  private void advance(int n) {
    at += n;
    consumed += n;
  }

  private void require(int n) throws IOException {
    if (!fill(n)) {
      throw new EOFException("the file ends inside the header of an object");
    }
  }

  private boolean fill(int n) throws IOException {
    if (filled - at >= n) {
      return true;
    }
    System.arraycopy(window, at, window, 0, filled - at);
    filled -= at;
    at = 0;
    while (filled < n) {
      int read = in.read(window, filled, window.length - filled);
      if (read < 0) {
        return false;
      }
      filled += read;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
