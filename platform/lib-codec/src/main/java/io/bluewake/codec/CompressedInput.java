package io.bluewake.codec;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Opens files that may be compressed with gzip (one or several members) or zstd (one or several
 * frames), by their first bytes. Streams throw {@link EOFException} when compressed data end too
 * early and {@link FormatException} when they are corrupt.
 */
public final class CompressedInput {
  private static final int BUFFER = 1 << 17;
  private static final int HEAD = 4;
  private static final String TRUNCATED = "Truncated source";

  private CompressedInput() {}

  /** How a file is compressed. */
  public enum Compression {
    /** Not at all. */
    NONE,
    /** RFC 1952. */
    GZIP,
    /** RFC 8878. */
    ZSTD
  }

  /**
   * Finds the compression from the first bytes.
   *
   * @param head first bytes of a file
   * @param length how many there are
   */
  public static Compression compression(byte[] head, int length) {
    if (length >= 2 && head[0] == 0x1F && (head[1] & 0xFF) == 0x8B) {
      return Compression.GZIP;
    }
    if (length >= 4 && (head[1] & 0xFF) == 0xB5 && head[2] == 0x2F && (head[3] & 0xFF) == 0xFD) {
      return head[0] == 0x28 ? Compression.ZSTD : Compression.NONE;
    }
    // A skippable frame may come first.
    if (length >= 4 && (head[0] & 0xF0) == 0x50 && head[1] == 0x2A && head[2] == 0x4D) {
      return head[3] == 0x18 ? Compression.ZSTD : Compression.NONE;
    }
    return Compression.NONE;
  }

  /** Opens a file and decompresses it if it is compressed. */
  public static InputStream open(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    try {
      return decompress(raw);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** Whether a stream that was opened here decompresses. */
  public static boolean isCompressed(InputStream opened) {
    return opened instanceof Translated;
  }

  /** Decompresses a stream if it is compressed; closing the result closes the stream. */
  public static InputStream decompress(InputStream raw) throws IOException {
    // Not buffered: the decompressors read pieces as large as a buffer, which would copy all once
    // more.
    PushbackInputStream in = new PushbackInputStream(raw, HEAD);
    byte[] head = in.readNBytes(HEAD);
    in.unread(head);
    return switch (compression(head, head.length)) {
      case NONE -> new BufferedInputStream(in, BUFFER);
      case GZIP -> new Translated(() -> new GZIPInputStream(in, BUFFER), in);
      case ZSTD -> new Translated(() -> new ZstdInputStreamNoFinalizer(in), in);
    };
  }

  private interface Opening {
    InputStream open() throws IOException;
  }

  /** Gives all decompressors the same two kinds of errors. */
  private static final class Translated extends FilterInputStream {
    Translated(Opening opening, InputStream raw) throws IOException {
      super(raw);
      try {
        in = opening.open();
      } catch (ZipException e) {
        throw new FormatException(-1, "corrupt gzip data: " + e.getMessage());
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        return in.read(into, from, length);
      } catch (ZstdIOException e) {
        // The error code is that of corrupt data; only the text tells them apart.
        if (TRUNCATED.equals(e.getMessage())) {
          throw early(e);
        }
        throw new FormatException(-1, "corrupt zstd data: " + e.getMessage());
      } catch (ZipException e) {
        throw new FormatException(-1, "corrupt gzip data: " + e.getMessage());
      } catch (EOFException e) {
        throw early(e);
      }
    }

    private static EOFException early(IOException cause) {
      EOFException e = new EOFException("the compressed data end too early");
      e.initCause(cause);
      return e;
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] scratch = new byte[(int) Math.min(count, 8192)];
      long left = count;
      while (left > 0) {
        int n = read(scratch, 0, (int) Math.min(left, scratch.length));
        if (n < 0) {
          break;
        }
        left -= n;
      }
      return count - left;
    }
  }
}
