package io.bluewake.codec.zfits;

import java.io.IOException;
import java.io.InputStream;

/** Bytes of a part of a file as a stream. */
final class FileRange extends InputStream {
  private final ZfitsFile file;
  private final long end;
  private final byte[] one = new byte[1];
  private long at;

  FileRange(ZfitsFile file, long from, long end) {
    this.file = file;
    this.end = end;
    at = from;
  }

  @Override
  public int read() throws IOException {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    int n = (int) Math.min(count, end - at);
    if (n <= 0) {
      return count == 0 ? 0 : -1;
    }
    file.readFully(at, into, from, n);
    at += n;
    return n;
  }
}
