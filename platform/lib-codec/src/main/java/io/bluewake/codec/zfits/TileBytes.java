package io.bluewake.codec.zfits;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow, little endian. Reused from tile to tile. */
final class TileBytes {
  private ByteBuffer bytes = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);

  /** The bytes, at the end of what is written, with room for some more. */
  ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      int needed = Math.addExact(bytes.position(), more);
      int grown = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.capacity()));
      int position = bytes.position();
      bytes =
          ByteBuffer.wrap(Arrays.copyOf(bytes.array(), grown))
              .order(ByteOrder.LITTLE_ENDIAN)
              .position(position);
    }
    return bytes;
  }

  void clear() {
    bytes.clear();
  }

  int size() {
    return bytes.position();
  }

  byte[] array() {
    return bytes.array();
  }
}
