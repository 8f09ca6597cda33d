package io.bluewake.codec;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Files that are compressed as the ending of a name says: zstd, gzip, or not at all. */
public final class CompressedOutput {
  private static final int BUFFER = 1 << 17;

  private CompressedOutput() {}

  /**
   * Creates a file.
   *
   * @param file where the bytes go
   * @param name the name that decides: {@code .zst}, {@code .gz} or anything else
   * @param level effort of zstd
   */
  public static OutputStream open(Path file, String name, int level) throws IOException {
    OutputStream raw = Files.newOutputStream(file);
    try {
      if (name.endsWith(".zst")) {
        ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(raw, level);
        return new BufferedOutputStream(zstd, BUFFER);
      }
      if (name.endsWith(".gz")) {
        return new BufferedOutputStream(new GZIPOutputStream(raw, BUFFER), BUFFER);
      }
      return new BufferedOutputStream(raw, BUFFER);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }
}
