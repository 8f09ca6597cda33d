package io.bluewake.source.simulation.shower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The profile agrees with the U.S. standard atmosphere, its parts with each other. */
class AtmosphereTest {
  private final Atmosphere air = new Atmosphere();

  @Test
  void depthsAreThoseOfTheStandardAtmosphere() {
    assertEquals(1036, air.depth(0), 3);
    assertEquals(270, air.depth(10_000), 5);
    assertEquals(56, air.depth(20_000), 2);
  }

  @Test
  void heightInvertsDepth() {
    for (double h = 500; h < 60_000; h += 1700) {
      assertEquals(h, air.height(air.depth(h)), 1);
    }
  }

  @Test
  void densityIsTheSlopeOfDepth() {
    for (double h = 1000; h < 39_000; h += 2300) {
      double slope = (air.depth(h - 5) - air.depth(h + 5)) / 10;
      assertEquals(slope, air.density(h), 0.01 * slope);
    }
  }

  @Test
  void cherenkovAngleAtTheSiteIsThatOfMuonRings() {
    double angle = Math.toDegrees(Math.sqrt(2 * air.refractivity(2200)));

    assertEquals(1.23, angle, 0.03);
  }

  @Test
  void blueLightSuffersMoreThanRed() {
    double blue = air.transmission(350, 10_000, 2200, 1);
    double red = air.transmission(600, 10_000, 2200, 1);

    assertTrue(blue > 0.55 && blue < 0.8, "" + blue);
    assertTrue(red > 0.85 && red < 0.97, "" + red);
    assertEquals(1, air.transmission(350, 2200, 2200, 1));
  }
}
