package io.bluewake.math.pointing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BendingModelTest {
  private static final double ARCSEC = Math.PI / 648000;

  /** A small turn of the whole mount about an axis, as seen at a direction: across and up. */
  private static double[] turned(double az, double alt, double north, double east) {
    double[] u = {Math.cos(alt) * Math.cos(az), Math.cos(alt) * Math.sin(az), Math.sin(alt)};
    // Right-handed axes north, west, up; u is (north, east, up).
    double x = u[0];
    double y = -u[1];
    double z = u[2];
    double wx = north;
    double wy = -east;
    double nx = x + wy * z;
    double ny = y - wx * z;
    double nz = z + wx * y - wy * x;
    double newAz = Math.atan2(-ny, nx);
    double newAlt = Math.asin(nz / Math.sqrt(nx * nx + ny * ny + nz * nz));
    double dAz = Math.IEEEremainder(newAz - az, 2 * Math.PI);
    return new double[] {dAz * Math.cos(alt), newAlt - alt};
  }

  @Test
  void tiltsOfTheAxisAreTurnsOfTheMount() {
    double e = 1e-6;
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      double az = random.nextDouble() * 6.28;
      double alt = 0.2 + random.nextDouble();
      double[] alongEast = turned(az, alt, 0, e);
      double[] alongNorth = turned(az, alt, e, 0);
      int east = alongEast[1] * Math.cos(az) > 0 ? 1 : -1;
      assertEquals(east * e * Term.AN.across(az, alt), alongEast[0], 1e-10);
      assertEquals(east * e * Term.AN.up(az, alt), alongEast[1], 1e-10);
      int north = alongNorth[1] * -Math.sin(az) > 0 ? 1 : -1;
      assertEquals(north * e * Term.AW.across(az, alt), alongNorth[0], 1e-10);
      assertEquals(north * e * Term.AW.up(az, alt), alongNorth[1], 1e-10);
    }
  }

  @Test
  void fitFindsTheCoefficientsWithinTheirErrorsDespiteOutliers() {
    BendingModel truth =
        BendingModel.parse("IA=120 IE=-45 CA=30 NPAE=-12 AN=25 AW=-18 TF=40 ACES=5");
    Random random = new Random(7);
    int m = 150;
    double[] az = new double[m];
    double[] alt = new double[m];
    double[] across = new double[m];
    double[] up = new double[m];
    double[] sigma = new double[m];
    for (int i = 0; i < m; i++) {
      az[i] = 2 * Math.PI * random.nextDouble();
      alt[i] = Math.toRadians(20 + 65 * random.nextDouble());
      sigma[i] = 4 * ARCSEC;
      across[i] = truth.across(az[i], alt[i]) + sigma[i] * random.nextGaussian();
      up[i] = truth.up(az[i], alt[i]) + sigma[i] * random.nextGaussian();
      if (i % 15 == 0) {
        up[i] += 300 * ARCSEC;
      }
    }

    BendingModel.Fit fit = BendingModel.fit(truth.terms(), az, alt, across, up, sigma, sigma);

    double chi2 = 0;
    for (Term term : truth.terms()) {
      double off = fit.model().coefficient(term) - truth.coefficient(term);
      chi2 += Math.pow(off / fit.model().uncertainty(term), 2);
      assertTrue(fit.model().uncertainty(term) > 0.1 * ARCSEC, "" + term);
    }
    assertTrue(chi2 / truth.terms().size() < 3, "chi2 " + chi2);
    assertEquals(4, fit.rms() / ARCSEC, 0.6);
    assertTrue(fit.used() > 130 && fit.used() <= 140, "used " + fit.used());
    double[] c = new double[3];
    fit.model().covariance(1, 1, c);
    double off = fit.model().up(1, 1) - truth.up(1, 1);
    assertTrue(Math.abs(off) < 4 * Math.sqrt(c[2]), off + " +- " + Math.sqrt(c[2]));
  }

  @Test
  void eachCoordinateCountsByItsOwnError() {
    BendingModel truth = BendingModel.parse("IE=-45 CA=30");
    Random random = new Random(11);
    int m = 400;
    double[][] c = new double[6][m];
    for (int i = 0; i < m; i++) {
      c[0][i] = 2 * Math.PI * random.nextDouble();
      c[1][i] = Math.toRadians(20 + 65 * random.nextDouble());
      boolean sharpAcross = i % 2 == 0;
      c[4][i] = (sharpAcross ? 1 : 30) * ARCSEC;
      c[5][i] = (sharpAcross ? 30 : 1) * ARCSEC;
      c[2][i] = truth.across(c[0][i], c[1][i]) + c[4][i] * random.nextGaussian();
      c[3][i] = truth.up(c[0][i], c[1][i]) + c[5][i] * random.nextGaussian();
    }

    BendingModel found =
        BendingModel.fit(truth.terms(), c[0], c[1], c[2], c[3], c[4], c[5]).model();

    // Half of the observations fix each term to an arcsec each; equal weights would give 1.5
    // arcsec.
    for (Term term : truth.terms()) {
      assertEquals(1 / Math.sqrt(200) * ARCSEC, found.uncertainty(term), 0.01 * ARCSEC, "" + term);
      double off = found.coefficient(term) - truth.coefficient(term);
      assertEquals(0, off, 3.5 * found.uncertainty(term), "" + term);
    }
  }

  @Test
  void termsThatLookAlikeAreRefusedByName() {
    double[] az = {1, 2, 3};
    double[] same = {0.9, 0.9, 0.9};
    double[] zero = new double[3];
    double[] one = {1, 1, 1};
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> BendingModel.fit(List.of(Term.IE, Term.TF), az, same, zero, zero, one, one))
            .getMessage();
    assertTrue(message.contains("TF"), message);
  }

  @Test
  void textIsReadBack() {
    String text = "IA=12.500 AN=-3.250";
    assertEquals(text, BendingModel.parse(text).text());
    assertEquals(0, BendingModel.parse(" ").terms().size());
    assertThrows(IllegalArgumentException.class, () -> BendingModel.parse("XX=1"));
    assertThrows(IllegalArgumentException.class, () -> BendingModel.parse("IA"));
  }
}
