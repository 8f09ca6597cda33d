package io.bluewake.writer.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedPointTest {

  private static FixedPoint coding(String dtype, int offset, double scale) {
    return FixedPoint.of(true, dtype, offset, scale).orElseThrow();
  }

  /** What {@code ctapipe.io.tableio.FixedPointColumnTransform} makes of the same numbers. */
  @ParameterizedTest
  @CsvSource({
    "int16, 0, 100, 1.234, 123",
    "int16, 0, 100, 1.235, 124",
    "int16, 0, 100, 0.125, 12",
    "int16, 0, 100, -0.125, -12",
    "int16, 0, 100, 327.66, 32766",
    "int16, 0, 100, 327.67, 32767",
    "int16, 0, 100, -327.66, -32766",
    "int16, 0, 100, -327.67, -32768",
    "int16, 0, 100, NaN, -32767",
    "int16, 0, 100, Infinity, 32767",
    "int16, 0, 100, -Infinity, -32768",
    "uint8, 50, 2, -25, 0",
    "uint8, 50, 2, -26, 253",
    "uint8, 50, 2, 101, 252",
    "uint8, 50, 2, 102, 255",
    "uint8, 50, 2, NaN, 254",
    "int32, 0, 10, 12345.67, 123457"
  })
  void numbersBecomeTheIntegersOfCtapipe(
      String dtype, int offset, double scale, float value, int code) {
    assertEquals(code, (int) coding(dtype, offset, scale).encode(value));
  }

  @Test
  void integersAreStoredWithTheirLowestByteFirst() {
    byte[] b = new byte[7];

    coding("int16", 0, 1).store(new float[] {9, 258, -2}, 1, 2, b, 1);

    assertArrayEquals(new byte[] {0, 2, 1, -2, -1, 0, 0}, b);
  }

  @Test
  void unknownTypesAndUselessScalesAreRefusedEvenWhenSwitchedOff() {
    assertThrows(IllegalArgumentException.class, () -> FixedPoint.of(false, "float16", 0, 1));
    assertThrows(IllegalArgumentException.class, () -> FixedPoint.of(false, "int16", 0, 0));
    assertThrows(IllegalArgumentException.class, () -> FixedPoint.of(true, "int16", 0, Double.NaN));
    assertTrue(FixedPoint.of(false, "int16", 0, 1).isEmpty());
  }
}
