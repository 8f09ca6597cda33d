package io.bluewake.runtime;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The first bytes of an input, by which formats are recognised. */
final class InputHead {
  /** Largest number of bytes of a head. */
  static final int BYTES = 4096;

  private InputHead() {}

  /** The first bytes of a file, decompressed one level; empty for a directory. */
  static byte[] of(Path input) throws IOException {
    if (Files.isDirectory(input)) {
      return new byte[0];
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(input), BYTES)) {
      in.mark(4);
      byte[] magic = in.readNBytes(4);
      in.reset();
      if (magic.length >= 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B) {
        return fill(() -> new GZIPInputStream(in));
      }
      if (magic.length == 4
          && (magic[0] & 0xFF) == 0x28
          && (magic[1] & 0xFF) == 0xB5
          && magic[2] == 0x2F
          && (magic[3] & 0xFF) == 0xFD) {
        return fill(() -> new ZstdInputStream(in));
      }
      return in.readNBytes(BYTES);
    }
  }

  private interface Opener {
    InputStream open() throws IOException;
  }

  /** What can be decompressed: a broken stream is the format's business, not that of the probe. */
  private static byte[] fill(Opener opener) {
    byte[] head = new byte[BYTES];
    int n = 0;
    try (InputStream in = opener.open()) {
      int got = in.read(head, 0, BYTES);
      while (got > 0) {
        n += got;
        got = in.read(head, n, BYTES - n);
      }
    } catch (EOFException e) {
      return java.util.Arrays.copyOf(head, n);
    } catch (IOException e) {
      return java.util.Arrays.copyOf(head, n);
    }
    return java.util.Arrays.copyOf(head, n);
  }
}
