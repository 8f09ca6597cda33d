package io.bluewake.math.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.math.sky.EarthOrientation.Quality;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarthOrientationTest {
  private static final double ARCSEC = Math.PI / 648000;
  private static final String FINAL =
      "73 1 2 41684.00 I  0.120733 0.009786  0.136966 0.015902  I 0.8084178 0.0002710  0.0000 0.1916"
          + "  P    -0.766    0.199    -0.720    0.300   .143000   .137000   .8075000   -18.637"
          + "    -3.667  ";
  private static final String RAPID =
      "73 1 3 41685.00 I  0.118980 0.011039  0.135656 0.013616  I 0.8056163 0.0002710";
  private static final String PREDICTED =
      "73 1 4 41686.00 P  0.117227 0.011039  0.134348 0.013616  P 0.8027895 0.0002710";
  private static final String EMPTY = "73 1 5 41687.00";

  private final EarthOrientation shipped = EarthOrientation.shipped();
  private final double[] out = new double[3];

  @Test
  void theShippedTableKnowsItsAge() {
    assertEquals(41684, shipped.validFrom());
    assertTrue(shipped.measuredUntil() >= 61335, "2026-10-22 in the first one shipped");
    assertTrue(shipped.validUntil() > shipped.measuredUntil() + 300);
    assertFalse(shipped.stale(60000));
    assertTrue(shipped.stale(shipped.measuredUntil() + 1));
    assertEquals(Quality.FINAL, shipped.quality(60000));
    assertEquals(Quality.RAPID, shipped.quality(shipped.measuredUntil() - 2));
    assertEquals(Quality.PREDICTED, shipped.quality(shipped.measuredUntil()));
    assertEquals(Quality.AFTER_TABLE, shipped.quality(shipped.validUntil()));
    assertEquals(Quality.BEFORE_TABLE, shipped.quality(41683));
    assertEquals(Quality.FINAL, shipped.quality(new TaiTime(1_700_000_000L, 0)));
  }

  @Test
  void rotationGoesOnSmoothlyThroughLeapSeconds() {
    LeapSeconds leap = shipped.leapSeconds();
    for (long day : new long[] {41683, 50083, 53736, 57754}) {
      long second = leap.tai(day, 0).seconds();
      double before = Double.NaN;
      for (int i = -3; i <= 3 && day > 41684; i++) {
        shipped.at(second + i, 0.5, out, 0);
        if (i > -3) {
          assertEquals(before, out[0], 1e-7);
        }
        before = out[0];
      }
    }
  }

  @Test
  void daysAreInterpolatedLinearly(@TempDir Path dir) throws IOException {
    EarthOrientation table = read(dir, FINAL, RAPID, PREDICTED, EMPTY);
    LeapSeconds leap = table.leapSeconds();

    table.at(leap.tai(41684, 21600).seconds(), 0, out, 0);

    assertEquals(0.75 * 0.8075 + 0.25 * 0.8056163 - 12, out[0], 1e-14);
    assertEquals((0.75 * 0.143 + 0.25 * 0.118980) * ARCSEC, out[1], 1e-20);
    assertEquals((0.75 * 0.137 + 0.25 * 0.135656) * ARCSEC, out[2], 1e-20);
    assertEquals(41685, table.measuredUntil());
    assertEquals(41686, table.validUntil());
    assertEquals(Quality.RAPID, table.quality(41684));
    assertEquals(Quality.PREDICTED, table.quality(41685));
  }

  @Test
  void outsideTheTableValuesStayAndAreFlagged(@TempDir Path dir) throws IOException {
    EarthOrientation table = read(dir, FINAL, RAPID);
    LeapSeconds leap = table.leapSeconds();

    table.at(leap.tai(42000, 0).seconds(), 0, out, 0);

    assertEquals(0.8056163 - 12, out[0], 1e-15);
    assertEquals(0.035 * ARCSEC, out[1], 1e-20);
    assertTrue(table.quality(42000).outsideTable());
    assertTrue(table.quality(41000).outsideTable());
  }

  @Test
  void theFormatsOfTheIersAndOursGiveTheSame(@TempDir Path dir) throws IOException {
    byte[] ours =
        concat(
            "bluewake-earth-orientation 1 41684 2 1 1\n".getBytes(StandardCharsets.US_ASCII),
            // Second differences, zigzag: 8075000; 8056163 - 2 * 8075000 and so on.
            zigzag(8075000, -18837 - 8075000, 143000, -24020 - 143000, 137000, -1344 - 137000));
    OrientationTable table = OrientationTable.compact(new ByteArrayInputStream(ours));

    read(dir, FINAL, RAPID).at(94737600L + 12, 0, out, 0);
    double[] same = new double[3];
    new EarthOrientation(LeapSeconds.shipped(), table).at(94737600L + 12, 0, same, 0);

    assertEquals(out[0], same[0]);
    assertEquals(out[1], same[1]);
    assertEquals(out[2], same[2]);
  }

  @Test
  void aTruncatedTableIsRefusedAtEveryByte() throws IOException {
    byte[] whole;
    try (InputStream in = Resources.bytes("orientation.bin")) {
      whole = in.readAllBytes();
    }
    for (int n = 0; n < whole.length; n += n < 100 ? 1 : 1009) {
      byte[] part = Arrays.copyOf(whole, n);
      assertThrows(
          IOException.class,
          () -> OrientationTable.compact(new ByteArrayInputStream(part)),
          n + " bytes");
    }
  }

  @Test
  void whatIsNoTableOfTheIersIsRefused(@TempDir Path dir) throws IOException {
    assertRefused(dir, "");
    assertRefused(dir, "<html>not found</html>");
    assertRefused(dir, FINAL);
    assertRefused(dir, FINAL, PREDICTED);
    assertRefused(dir, FINAL, RAPID.replace("0.8056163", "0.80x6163"));
    assertRefused(dir, FINAL, RAPID.replace("0.8056163", "      NaN"));
  }

  private static void assertRefused(Path dir, String... lines) throws IOException {
    assertThrows(IOException.class, () -> read(dir, lines), String.join("|", lines));
  }

  private static EarthOrientation read(Path dir, String... lines) throws IOException {
    Path file = dir.resolve("finals2000A.all");
    Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.US_ASCII);
    return EarthOrientation.read(file, LeapSeconds.shipped());
  }

  private static byte[] zigzag(long... values) {
    byte[] bytes = new byte[10 * values.length];
    int n = 0;
    for (long value : values) {
      long rest = (value << 1) ^ (value >> 63);
      while (rest > 127) {
        bytes[n++] = (byte) (rest & 127 | 128);
        rest >>>= 7;
      }
      bytes[n++] = (byte) rest;
    }
    return Arrays.copyOf(bytes, n);
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
