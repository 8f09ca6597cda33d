package io.bluewake.writer.eventio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.VarInts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is written is what the reader of the project reads. */
class EventioBufferTest {
  private static byte[] bytes(EventioBuffer buffer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    buffer.flush(out);
    return out.toByteArray();
  }

  private static ByteReader reader(byte[] data) {
    ByteReader in = new ByteReader();
    in.wrap(data, 0, data.length, false);
    return in;
  }

  @Test
  void differencesOfAllSizesComeBack() throws Exception {
    short[] values = {0, 5, 3, 300, 299, 20_000, (short) 65_535, 0, 63, (short) 40_000};
    byte[] data = bytes(new EventioBuffer().differences(values, 0, values.length));
    short[] back = new short[values.length];
    int end = VarInts.differences(data, 0, data.length, back, 0, values.length, new char[1], 0);

    assertEquals(data.length, end);
    assertArrayEquals(values, back);
  }

  @Test
  void integersOfVariableLengthComeBack() throws Exception {
    long[] values = {0, 1, -1, 63, -64, 64, 8191, -8192, 1L << 20, -(1L << 40), Long.MAX_VALUE};
    EventioBuffer buffer = new EventioBuffer();
    for (long v : values) {
      buffer.signed(v);
    }
    ByteReader in = reader(bytes(buffer));
    for (long v : values) {
      assertEquals(v, in.varInt());
    }
  }

  @Test
  void halfPrecisionIsGoodToAThousandth() throws Exception {
    double[] values = {0, 1, 0.5, 1e-3, 6.1e-5, 3e-6, 1234.5, 65_000, -2.25};
    EventioBuffer buffer = new EventioBuffer();
    for (double v : values) {
      buffer.f16(v);
    }
    ByteReader in = reader(bytes(buffer));
    for (double v : values) {
      assertEquals(v, in.f16(), Math.max(6e-8, 1e-3 * Math.abs(v)));
    }
  }

  @Test
  void lengthsOfNestedObjectsAreWritten() throws Exception {
    EventioBuffer buffer = new EventioBuffer();
    buffer.begin(2010, 0, 7, true).begin(2009, 2, 7, false).i32(1).i16(2).end().end();
    ByteReader in = reader(bytes(buffer));
    in.skip(4);

    assertEquals(2010, in.i32());
    assertEquals(7, in.i32());
    assertEquals(18 | 1 << 30, in.i32());
    assertEquals(2009 | 2 << 20, in.i32());
    assertEquals(7, in.i32());
    assertEquals(6, in.i32());
  }
}
