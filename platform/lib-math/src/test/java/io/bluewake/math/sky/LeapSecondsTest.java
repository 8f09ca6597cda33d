package io.bluewake.math.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeapSecondsTest {
  private final LeapSeconds leap = LeapSeconds.shipped();

  @Test
  void theSecondAfter235959OfNewYearsEve2016IsALeapSecond() {
    TaiTime newYear = leap.tai(57754, 0);

    assertEquals(1483228800 + 37, newYear.seconds());
    long second = newYear.seconds() - 1;
    assertEquals(57753, leap.utcDay(second));
    assertEquals(86400, leap.utcSecondOfDay(second));
    assertEquals(new TaiTime(second, 0.5), leap.tai(57753, 86400.5));
    assertEquals(86401, leap.lengthOfDay(57753));
    assertEquals(86400, leap.lengthOfDay(57754));
  }

  @Test
  void utcAndTaiAreInverse() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 10000; i++) {
      long tai = random.nextLong(63072010, 2_000_000_000L);
      TaiTime back = leap.tai(leap.utcDay(tai), leap.utcSecondOfDay(tai));
      assertEquals(tai, back.seconds());
    }
  }

  @Test
  void javaTimeIsUtc() {
    TaiTime time = leap.tai(Instant.parse("2026-11-22T15:00:00.25Z"));
    assertEquals(Instant.parse("2026-11-22T15:00:37Z").getEpochSecond(), time.seconds());
    assertEquals(0.25, time.fraction());
  }

  @Test
  void thereIsNoUtcBefore1972() {
    assertEquals(10, leap.taiMinusUtc(41317));
    assertThrows(IllegalArgumentException.class, () -> leap.taiMinusUtc(41316));
    assertThrows(IllegalArgumentException.class, () -> leap.utcDay(0));
  }

  @Test
  void theTableSaysWhenItExpires() {
    assertTrue(leap.expires() >= 61584, "28 June 2027");
  }

  @Test
  void aTableFromAFileIsUsed(@TempDir Path dir) throws IOException {
    Path file =
        write(
            dir,
            "#  File expires on 28 December 2030\n 41317.0 1 1 1972 10\n 62000.0 1 1 2028 11\n");
    LeapSeconds read = LeapSeconds.read(file);
    assertEquals(11, read.taiMinusUtc(62000));
    assertEquals(86401, read.lengthOfDay(61999));
  }

  @Test
  void whatIsNoTableIsRefused(@TempDir Path dir) throws IOException {
    for (String text :
        new String[] {
          "",
          "# File expires on 28 December 2030\n",
          "# File expires on yesterday\n",
          " 41317.0 1 1 1972 10\n",
          "# File expires on 28 June 2027\n41317.0 1 1 1972\n",
          "# File expires on 28 June 2027\n41317.0 1 1 1972 10\n41499.0 1 7 1972 12\n",
          "<html>\n",
        }) {
      Path file = write(dir, text);
      assertThrows(IOException.class, () -> LeapSeconds.read(file), text);
    }
  }

  private static Path write(Path dir, String text) throws IOException {
    return Files.writeString(dir.resolve("leap"), text, StandardCharsets.US_ASCII);
  }
}
