package io.bluewake.math.sky;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The parts against the numbers of the test programme of IAU SOFA. */
class SofaNumbersTest {
  /** Julian centuries of a Modified Julian date. */
  private static double centuries(double mjd) {
    return (mjd - 51544.5) / 36525;
  }

  @Test
  void nutationIsThatOfNut06a() {
    double[] nutation = new double[2];
    new CelestialPole().nutation(centuries(53736), nutation);
    assertEquals(-0.9630912025820308797e-5, nutation[0], 1e-16);
    assertEquals(0.4063238496887249798e-4, nutation[1], 1e-16);
  }

  @Test
  void poleAndLocatorAreThoseOfXys06a() {
    double[] pole = new double[3];
    new CelestialPole().at(centuries(53736), pole, 0);
    assertEquals(0.5791308482835292617e-3, pole[0], 1e-15);
    assertEquals(0.4020580099454020310e-4, pole[1], 1e-15);
    assertEquals(-0.1220032294164579896e-7, pole[2], 1e-18);
  }

  @Test
  void earthIsWhereEpv00PutsIt() {
    double[] earth = new double[9];
    new EarthEphemeris().at(centuries(53411.52501161), earth, 0);
    double[] expected = {
      -0.7757238809297706813, 0.5598052241363340596, 0.2426998466481686993,
      -0.7714104440491111971, 0.5598412061824171323, 0.2425996277722452400,
      -0.1091874268116823295e-1, -0.1246525461732861538e-1, -0.5404773180966231279e-2,
    };
    assertArrayEquals(expected, earth, 1e-13);
  }

  @Test
  void velocityIsTheDerivativeOfThePosition() {
    EarthEphemeris ephemeris = new EarthEphemeris();
    double[] a = new double[9];
    double[] b = new double[9];
    double[] c = new double[9];
    for (double t : new double[] {-0.5, 0.0, 0.26}) {
      double step = 0.01 / 36525;
      ephemeris.at(t - step, a, 0);
      ephemeris.at(t, b, 0);
      ephemeris.at(t + step, c, 0);
      for (int i = 0; i < 3; i++) {
        assertEquals((c[3 + i] - a[3 + i]) / 0.02, b[6 + i], 1e-8);
      }
    }
  }

  @Test
  void refractionIsThatOfRefco() {
    double[] optical = new double[2];
    new Atmosphere(800, 10, 0.9, 0.4).coefficients(optical);
    assertEquals(0.2264949956241415009e-3, optical[0], 1e-15);
    assertEquals(-0.2598658261729343970e-6, optical[1], 1e-18);
  }

  @Test
  void siteIsThatOfGd2gc() {
    double[] position = new double[3];
    new Site(3.1, -0.5, 2500).geocentric(position);
    assertArrayEquals(
        new double[] {-5599000.5577049947, 233011.67223479203, -3040909.4706983363},
        position,
        1e-7);
  }
}
