package io.bluewake.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ByteReaderTest {

  @Test
  void numbersAreReadInTheirByteOrder() throws FormatException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      ByteBuffer b = ByteBuffer.allocate(64).order(order);
      b.put((byte) 200).putShort((short) -2).putShort((short) 0xFFFE).putInt(-3).putLong(1L << 40);
      b.putFloat(1.5f).putDouble(-2.25).putShort((short) 0x3E00).putInt(7).putInt(8);
      ByteReader r =
          new ByteReader().wrap(b.array(), 0, b.position(), order == ByteOrder.BIG_ENDIAN);
      assertEquals(200, r.u8());
      assertEquals(-2, r.i16());
      assertEquals(0xFFFE, r.u16());
      assertEquals(-3, r.i32());
      assertEquals(1L << 40, r.i64());
      assertEquals(1.5f, r.f32());
      assertEquals(-2.25, r.f64());
      assertEquals(1.5f, r.f16());
      assertArrayEquals(new int[] {7, 8}, r.i32s(2));
      assertEquals(0, r.remaining());
    }
  }

  @Test
  void halfPrecisionCoversZerosSubnormalsAndInfinity() {
    assertEquals(0x1p-24f, ByteReader.halfToFloat((short) 1));
    assertEquals(-0x1p-14f, ByteReader.halfToFloat((short) 0x8400));
    assertEquals(65504f, ByteReader.halfToFloat((short) 0x7BFF));
    assertEquals(-0f, ByteReader.halfToFloat((short) 0x8000));
    assertEquals(Float.NEGATIVE_INFINITY, ByteReader.halfToFloat((short) 0xFC00));
    assertTrue(Float.isNaN(ByteReader.halfToFloat((short) 0x7E00)));
  }

  @Test
  void lengthsAreCheckedBeforeAnythingIsAllocated() {
    ByteReader r = new ByteReader().wrap(new byte[16], 4, 12, false);
    assertThrows(FormatException.class, () -> r.f32s(3));
    assertThrows(FormatException.class, () -> r.f32s(Integer.MAX_VALUE));
    assertThrows(FormatException.class, () -> r.i32s(-1));
    assertThrows(FormatException.class, () -> r.skip(9));
    assertThrows(FormatException.class, () -> r.seek(13));
    FormatException e = assertThrows(FormatException.class, () -> r.text(100));
    assertEquals("needs 100 bytes where 8 bytes are left", e.getMessage());
    assertEquals(4, e.position());
  }

  @Test
  void manyFloatsAreThoseReadOneByOne() throws FormatException {
    byte[] data = new byte[4 * 9 + 3];
    new java.util.Random(5).nextBytes(data);
    for (boolean big : new boolean[] {false, true}) {
      ByteReader one = new ByteReader().wrap(data, 2, data.length, big);
      ByteReader many = new ByteReader().wrap(data, 2, data.length, big);
      float[] values = many.f32s(9);
      for (float value : values) {
        assertEquals(
            Float.floatToRawIntBits(one.f32()) | 0x00400000,
            Float.floatToRawIntBits(value) | 0x00400000,
            "but for what kind of NaN it is");
      }
      assertEquals(one.position(), many.position());
    }
  }
}
