package io.bluewake.math.sky;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;
import org.junit.jupiter.api.Test;

/** Directions against Astropy's; see src/test/python/sky_numbers.py for the columns. */
class AstropyNumbersTest {
  private static final double ARCSEC = Math.PI / 648000;
  private static final double LIMIT_ARCSEC = 1e-6;

  private final SkyModel model = SkyModel.shipped();
  private final double[] lon = new double[1];
  private final double[] lat = new double[1];
  private int rows;
  private double worstIcrs;
  private double worstAltAz;

  @Test
  void directionsAtRandomAgree() throws IOException {
    try (BufferedReader in = Resources.text("random.txt")) {
      compare(in);
    }
    check(200);
  }

  @Test
  void polesZenithSunLeapSecondsAndEndsOfTheTableAgree() throws IOException {
    try (BufferedReader in = Resources.text("edges.txt")) {
      compare(in);
    }
    check(107);
  }

  /** Run by workflows/sky.sh, which makes the cases. */
  @Test
  void manyDirectionsAgree() throws IOException {
    String cases = System.getProperty("bluewake.sky.cases", "");
    assumeTrue(!cases.isEmpty(), "no -Dbluewake.sky.cases");
    try (BufferedReader in = Files.newBufferedReader(Path.of(cases))) {
      compare(in);
    }
    Files.writeString(
        Path.of(cases + ".result"),
        rows
            + " cases, largest difference in arcsec: AltAz to ICRS "
            + worstIcrs
            + ", ICRS to AltAz "
            + worstAltAz
            + "\n");
    check(1000);
  }

  private void check(int atLeast) {
    assertTrue(rows >= atLeast, rows + " rows");
    assertTrue(worstIcrs < LIMIT_ARCSEC, "AltAz to ICRS: " + worstIcrs + " arcsec");
    assertTrue(worstAltAz < LIMIT_ARCSEC, "ICRS to AltAz: " + worstAltAz + " arcsec");
  }

  private void compare(BufferedReader in) throws IOException {
    double[] w = new double[14];
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("#")) {
        continue;
      }
      StringTokenizer words = new StringTokenizer(line);
      long seconds = Long.parseLong(words.nextToken());
      for (int i = 0; i < w.length; i++) {
        w[i] = Double.parseDouble(words.nextToken());
      }
      compare(seconds, w);
      rows++;
    }
  }

  private void compare(long seconds, double[] w) {
    AstrometryContext context =
        model.context(
            new Site(w[1], w[2], w[3]),
            new Atmosphere(w[4], w[5], w[6], w[7]),
            new TaiTime(seconds, w[0]));
    lon[0] = w[8];
    lat[0] = w[9];
    SkyFrames.altAzToIcrs(context, lon, lat, 0, 1, lon, lat);
    worstIcrs = worse(worstIcrs, w[10], w[11]);
    lon[0] = w[8];
    lat[0] = w[9];
    SkyFrames.icrsToAltAz(context, lon, lat, 0, 1, lon, lat);
    worstAltAz = worse(worstAltAz, w[12], w[13]);
  }

  /** A NaN counts as worst. */
  private double worse(double worst, double expectedLon, double expectedLat) {
    double off = SkyFrames.separation(lon[0], lat[0], expectedLon, expectedLat) / ARCSEC;
    return off <= worst ? worst : off;
  }
}
