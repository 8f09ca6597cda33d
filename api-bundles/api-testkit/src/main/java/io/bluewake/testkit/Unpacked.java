package io.bluewake.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Decompresses gzip; other compressions are left to the input's own tests. */
final class Unpacked {
  private Unpacked() {}

  static InputStream open(byte[] bytes) throws IOException {
    InputStream plain = new ByteArrayInputStream(bytes);
    boolean gzip = bytes.length > 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
    return gzip ? new GZIPInputStream(plain) : plain;
  }
}
