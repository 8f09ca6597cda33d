package io.bluewake.source.simulation.shower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.math.random.CounterRandom;
import org.junit.jupiter.api.Test;

/** Showers and their light on the ground have the known sizes. */
class LightPoolTest {
  private static final double GROUND = 2200;
  private static final int SHOWERS = 150;
  private static final PhotonTable TABLE = PhotonTable.make(25, GROUND, 1);

  private final Atmosphere air = new Atmosphere();
  private final ShowerMaker maker = new ShowerMaker(air, TABLE, GROUND, new double[] {0, 25, 0});
  private final LightSampler sampler = new LightSampler(air, TABLE);
  private final Shower shower = new Shower();
  private final CounterRandom random = new CounterRandom();

  private double[] densities(double energy, double... distances) {
    double[] sums = new double[distances.length];
    for (int n = 0; n < SHOWERS; n++) {
      maker.make(Primary.GAMMA, energy, 0, 0, 1, random.start(1, n), shower);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += sampler.expect(shower, new Meter(distances[i], 0, GROUND)) / SHOWERS;
      }
    }
    return sums;
  }

  @Test
  void lightIsFlatWithinThePoolAndFallsOutside() {
    double[] d = densities(0.1, 40, 110, 250);

    // Flat within a third up to the edge at 120 m, a fifth of it at twice the distance.
    assertEquals(1, d[1] / d[0], 0.33);
    assertTrue(d[2] < 0.4 * d[1], d[2] + " after " + d[1]);
  }

  @Test
  void densityPerEnergyIsThatOfTheLiterature() {
    // About 10 to 20 photons per square metre at 100 GeV, 2 km above the sea.
    double d = densities(0.1, 80)[0];

    assertTrue(d > 9 && d < 22, "" + d);
  }

  @Test
  void lightGrowsALittleFasterThanEnergy() {
    double ratio = densities(1, 100)[0] / densities(0.1, 100)[0];

    assertTrue(ratio > 10 && ratio < 20, "" + ratio);
  }

  @Test
  void maximumDeepensByOneRadiationLengthPerFactorE() {
    double[] depth = new double[2];
    for (int n = 0; n < SHOWERS; n++) {
      maker.make(Primary.GAMMA, 0.1, 0, 0, 1, random.start(1, n), shower);
      depth[0] += shower.depthOfMaximum() / SHOWERS;
      maker.make(Primary.GAMMA, 1, 0, 0, 1, random.start(2, n), shower);
      depth[1] += shower.depthOfMaximum() / SHOWERS;
    }

    // Of electrons above 20 MeV, whose number is largest half a radiation length earlier.
    assertEquals(255, depth[0], 25);
    assertEquals(Math.log(10) * Atmosphere.RADIATION_LENGTH, depth[1] - depth[0], 20);
  }

  @Test
  void protonsGiveLessAndMoreFluctuatingLightThanGammas() {
    double[] gamma = moments(Primary.GAMMA);
    double[] proton = moments(Primary.PROTON);

    assertTrue(proton[0] < 0.7 * gamma[0], proton[0] + " of " + gamma[0]);
    assertTrue(proton[0] > 0.15 * gamma[0], proton[0] + " of " + gamma[0]);
    assertTrue(proton[1] / proton[0] > 1.2 * gamma[1] / gamma[0]);
  }

  private double[] moments(Primary primary) {
    double sum = 0;
    double square = 0;
    for (int n = 0; n < SHOWERS; n++) {
      maker.make(primary, 1, 0, 0, 1, random.start(3, n), shower);
      double d = sampler.expect(shower, new Meter(80, 0, GROUND));
      sum += d / SHOWERS;
      square += d * d / SHOWERS;
    }
    return new double[] {sum, Math.sqrt(square - sum * sum)};
  }

  @Test
  void theSameNumbersGiveTheSameShower() {
    maker.make(Primary.PROTON, 3, 0, 0, 1, random.start(9, 1), shower);
    double first = sampler.expect(shower, new Meter(50, 0, GROUND));
    maker.make(Primary.PROTON, 30, 0, 0, 1, random.start(9, 2), shower);
    maker.make(Primary.PROTON, 3, 0, 0, 1, random.start(9, 1), shower);

    assertEquals(first, sampler.expect(shower, new Meter(50, 0, GROUND)), 0);
  }
}
