package io.bluewake.source.eventio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes EventIO objects, as far as tests need them, in either byte order. */
final class SimtelWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final boolean bigEndian;
  private final boolean extended;

  SimtelWriter(boolean bigEndian, boolean extended) {
    this.bigEndian = bigEndian;
    this.extended = extended;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  SimtelWriter u8(int v) {
    out.write(v);
    return this;
  }

  SimtelWriter i16(int v) {
    return bigEndian ? u8(v >> 8).u8(v) : u8(v).u8(v >> 8);
  }

  SimtelWriter i32(int... values) {
    for (int v : values) {
      if (bigEndian) {
        i16(v >> 16).i16(v);
      } else {
        i16(v).i16(v >> 16);
      }
    }
    return this;
  }

  SimtelWriter f32(double... values) {
    for (double v : values) {
      i32(Float.floatToIntBits((float) v));
    }
    return this;
  }

  SimtelWriter f64(double v) {
    long bits = Double.doubleToLongBits(v);
    int high = (int) (bits >> 32);
    int low = (int) bits;
    return bigEndian ? i32(high, low) : i32(low, high);
  }

  SimtelWriter fill(int n, double value) {
    for (int i = 0; i < n; i++) {
      f32(value);
    }
    return this;
  }

  SimtelWriter text(String s) {
    byte[] b = s.getBytes(StandardCharsets.UTF_8);
    i16(b.length);
    out.writeBytes(b);
    return this;
  }

  SimtelWriter varText(String s) {
    byte[] b = s.getBytes(StandardCharsets.UTF_8);
    unsigned(b.length);
    out.writeBytes(b);
    return this;
  }

  SimtelWriter unsigned(long v) {
    int length = 1;
    while (length < 9 && v >>> 7 * length != 0) {
      length++;
    }
    int ones = 0xFF << 9 - length & 0xFF;
    if (length == 9) {
      u8(0xFF);
    } else {
      u8(ones | (int) (v >>> 8 * (length - 1)));
    }
    for (int i = length == 9 ? 7 : length - 2; i >= 0; i--) {
      u8((int) (v >>> 8 * i));
    }
    return this;
  }

  SimtelWriter signed(long v) {
    return unsigned(v << 1 ^ v >> 63);
  }

  SimtelWriter differences(int... values) {
    int before = 0;
    for (int v : values) {
      signed((long) v - before);
      before = v;
    }
    return this;
  }

  /** An object at the top level, with marker. */
  SimtelWriter top(int type, int version, int id, Consumer<SimtelWriter> content) {
    u8(bigEndian ? 0xD4 : 0x37).u8(bigEndian ? 0x1F : 0x8A);
    u8(bigEndian ? 0x8A : 0x1F).u8(bigEndian ? 0x37 : 0xD4);
    return object(type, version, id, false, content);
  }

  /** An object of objects at the top level. */
  SimtelWriter topOfObjects(int type, int version, int id, Consumer<SimtelWriter> content) {
    u8(bigEndian ? 0xD4 : 0x37).u8(bigEndian ? 0x1F : 0x8A);
    u8(bigEndian ? 0x8A : 0x1F).u8(bigEndian ? 0x37 : 0xD4);
    return object(type, version, id, true, content);
  }

  SimtelWriter nested(int type, int version, int id, Consumer<SimtelWriter> content) {
    return object(type, version, id, false, content);
  }

  SimtelWriter nestedOfObjects(int type, int version, int id, Consumer<SimtelWriter> content) {
    return object(type, version, id, true, content);
  }

  private SimtelWriter object(
      int type, int version, int id, boolean objects, Consumer<SimtelWriter> content) {
    SimtelWriter inner = new SimtelWriter(bigEndian, extended);
    content.accept(inner);
    byte[] b = inner.bytes();
    i32(type | version << 20 | (extended ? 1 << 17 : 0), id, b.length | (objects ? 1 << 30 : 0));
    if (extended) {
      i32(0);
    }
    out.writeBytes(b);
    return this;
  }
}
