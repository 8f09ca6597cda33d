package io.bluewake.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VarIntsTest {

  /** Writes the shortest form by the definition. */
  private static void write(ByteArrayOutputStream out, long unsigned) {
    int length = 1;
    while (length < 9 && unsigned >>> 7 * length != 0) {
      length++;
    }
    long first = length == 9 ? 0xFF : 0xFF << 9 - length & 0xFF | unsigned >>> 8 * (length - 1);
    out.write((int) first);
    for (int i = length == 9 ? 7 : length - 2; i >= 0; i--) {
      out.write((int) (unsigned >>> 8 * i));
    }
  }

  private static byte[] differences(int[] values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int before = 0;
    for (int v : values) {
      long d = (long) v - before;
      write(out, d << 1 ^ d >> 63);
      before = v;
    }
    return out.toByteArray();
  }

  @Test
  void numbersOfEveryLengthComeBack() throws FormatException {
    for (int bits = 0; bits < 64; bits++) {
      for (long offset = -1; offset <= 1; offset++) {
        long value = (1L << bits) + offset;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, value);
        byte[] bytes = out.toByteArray();
        ByteReader reader = new ByteReader().wrap(bytes, 0, bytes.length, false);
        assertEquals(bytes.length, VarInts.length(bytes[0]));
        assertEquals(value, reader.unsignedVarInt());
        assertEquals(0, reader.remaining());
      }
    }
  }

  @Test
  void signsAlternate() {
    assertArrayEquals(
        new long[] {0, -1, 1, -2, 2, Long.MIN_VALUE},
        new long[] {
          VarInts.signed(0),
          VarInts.signed(1),
          VarInts.signed(2),
          VarInts.signed(3),
          VarInts.signed(4),
          VarInts.signed(-1)
        });
  }

  @Test
  void waveformsComeBackWhateverTheirStepsAndNeighborhood() throws FormatException {
    Random random = new Random(11);
    for (int round = 0; round < 3000; round++) {
      int[] values = new int[random.nextInt(70)];
      int step = 1 << random.nextInt(16);
      for (int i = 0; i < values.length; i++) {
        int before = i == 0 ? 300 : values[i - 1];
        boolean jump = random.nextInt(12) == 0;
        values[i] = before + random.nextInt(2 * step + 1) - (jump ? 0 : step) & 0xFFFF;
      }
      byte[] coded = differences(values);
      for (int behind : new int[] {0, 3, 1000}) {
        byte[] data = Arrays.copyOf(coded, coded.length + behind);
        short[] out = new short[values.length + 2];
        char[] ceiling = new char[2];
        int end = VarInts.differences(data, 0, data.length, out, 1, values.length, ceiling, 1);
        assertEquals(coded.length, end);
        assertEquals(coded.length, VarInts.skip(data, 0, data.length, values.length));
        assertEquals(0, out[0]);
        for (int i = 0; i < values.length; i++) {
          assertEquals(values[i], out[i + 1] & 0xFFFF);
          assertTrue(values[i] <= ceiling[1], () -> Arrays.toString(values));
        }
        int[] wide = new int[values.length];
        assertEquals(coded.length, VarInts.differences(data, 0, end, wide, 0, wide.length));
        assertArrayEquals(values, wide);
      }
    }
  }

  @Test
  void ceilingHoldsForValuesThatWereCut() throws FormatException {
    // Ends 5 below zero, which 16 bits turn into 65531.
    byte[] data = Arrays.copyOf(new byte[] {20, 29}, 1000);
    short[] out = new short[2];
    char[] ceiling = new char[1];

    VarInts.differences(data, 0, data.length, out, 0, 2, ceiling, 0);

    assertEquals(65531, out[1] & 0xFFFF);
    assertTrue(ceiling[0] >= 65531);
  }

  @Test
  void ordinaryTracesHaveALowCeiling() throws FormatException {
    byte[] coded = differences(new int[] {300, 310, 290, 305});
    char[] ceiling = new char[1];

    VarInts.differences(Arrays.copyOf(coded, 1000), 0, 1000, new short[4], 0, 4, ceiling, 0);

    assertTrue(ceiling[0] < 512);
  }

  @Test
  void arraysThatEndTooEarlyAreRefused() {
    byte[] coded = differences(new int[] {300, 301, 302, 90});
    for (int length = 0; length < coded.length; length++) {
      int end = length;
      assertThrows(
          FormatException.class,
          () -> VarInts.differences(coded, 0, end, new short[4], 0, 4, new char[1], 0));
      assertThrows(
          FormatException.class, () -> VarInts.differences(coded, 0, end, new int[4], 0, 4));
      assertThrows(FormatException.class, () -> VarInts.skip(coded, 0, end, 4));
    }
  }
}
