package io.bluewake.source.simulation.shower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.math.random.CounterRandom;
import org.junit.jupiter.api.Test;

/** The light of the tables is that of cascades that are followed particle by particle. */
class FollowedCascadeTest {
  private static final double GROUND = 2158;
  private static final double FIELD = 30;
  private static final PhotonTable TABLE = PhotonTable.make(FIELD, GROUND, 1);

  private final Atmosphere air = new Atmosphere();
  private final ShowerMaker maker = new ShowerMaker(air, TABLE, GROUND, new double[] {FIELD, 0, 0});
  private final LightSampler sampler = new LightSampler(air, TABLE);
  private final Shower shower = new Shower();
  private final CounterRandom random = new CounterRandom();

  /** Mean density in rings of 50 m of showers from the tables, in all directions. */
  private double[] tables(double energyTeV, int showers) {
    double[] mean = new double[FollowedCascade.RINGS];
    for (int n = 0; n < showers; n++) {
      maker.make(Primary.GAMMA, energyTeV, 0, 0, 1, random.start(1, n), shower);
      double phi = 2.399963 * n;
      for (int i = 0; i < mean.length; i++) {
        double r = (i + 0.5) * FollowedCascade.RING;
        Meter meter = new Meter(r * Math.cos(phi), r * Math.sin(phi), GROUND);
        mean[i] += sampler.expect(shower, meter) / showers;
      }
    }
    return mean;
  }

  private static double[] followed(double energyTeV, int showers) {
    FollowedCascade cascade = new FollowedCascade(GROUND, 1, FIELD);
    for (int n = 0; n < showers; n++) {
      cascade.add(1e6 * energyTeV, n);
    }
    double[] mean = cascade.density.clone();
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= showers;
    }
    return mean;
  }

  private static double photons(double[] density, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += density[i] * (2 * i + 1);
    }
    return sum;
  }

  private static void assertAlike(double[] ours, double[] theirs, double near, double tolerance) {
    for (int from : new int[] {0, 5, 10, 15, 25}) {
      int to = from < 15 ? from + 5 : from + 10;
      double ratio = photons(ours, from, to) / photons(theirs, from, to);
      assertEquals(1, ratio, from == 0 ? near : tolerance, "from " + 10 * from + " m: " + ratio);
    }
  }

  @Test
  void lightAt75GevIsThatOfFollowedCascadesFromTheAxisTo350Metres() {
    assertAlike(tables(0.075, 400), followed(0.075, 80), 0.25, 0.2);
  }

  @Test
  void lightAt600GevIsThatOfFollowedCascadesFromTheAxisTo350Metres() {
    assertAlike(tables(0.6, 200), followed(0.6, 16), 0.3, 0.2);
  }

  @Test
  void theFieldTakesLightOutOfThePool() {
    FollowedCascade still = new FollowedCascade(GROUND, 1, 0);
    FollowedCascade bent = new FollowedCascade(GROUND, 1, 40);
    for (int n = 0; n < 40; n++) {
      still.add(50_000, n);
      bent.add(50_000, n);
    }
    double followed = photons(bent.density, 0, 12) / photons(still.density, 0, 12);

    ShowerMaker without = new ShowerMaker(air, TABLE, GROUND, new double[3]);
    ShowerMaker with = new ShowerMaker(air, TABLE, GROUND, new double[] {40, 0, 0});
    double[] sums = new double[2];
    for (int n = 0; n < 100; n++) {
      double phi = 2.399963 * n;
      for (int k = 0; k < 2; k++) {
        (k == 0 ? without : with).make(Primary.GAMMA, 0.05, 0, 0, 1, random.start(1, n), shower);
        for (int r = 5; r < 120; r += 10) {
          Meter meter = new Meter(r * Math.cos(phi), r * Math.sin(phi), GROUND);
          sums[k] += r * sampler.expect(shower, meter);
        }
      }
    }

    assertTrue(followed < 0.95, "followed " + followed);
    assertTrue(sums[1] / sums[0] < 0.97, "tables " + sums[1] / sums[0]);
    assertTrue(sums[1] / sums[0] > 0.6, "tables " + sums[1] / sums[0]);
  }

  @Test
  void asManyPhotonsPerEnergyAsCorsikaEmits() {
    // Three showers of prod5 and prod6 files emit 4.2 to 5.1e7 photons of 300 to 600 nm per TeV.
    FollowedCascade cascade = new FollowedCascade(GROUND, 0.94, FIELD);
    for (int n = 0; n < 10; n++) {
      cascade.add(300_000, n);
    }

    assertEquals(4.8e7, cascade.emitted / 10 / 0.3, 0.7e7);
  }

  @Test
  void meanCascadesAreThoseThatAreFollowed() {
    double energy = 20_000;
    int showers = 300;
    double[] followed = new ElectronSample(energy, 0, showers, 5).profile();
    double[] mean = new double[followed.length];
    new MeanCascade().add(energy, true, 0, 1, mean, mean.length);
    double[] moments = new double[4];
    for (int i = 0; i < mean.length; i++) {
      moments[0] += mean[i];
      moments[1] += mean[i] * (i + 0.5);
      moments[2] += followed[i];
      moments[3] += followed[i] * (i + 0.5);
    }

    assertEquals(1, moments[0] / moments[2], 0.05);
    assertEquals(moments[3] / moments[2], moments[1] / moments[0], 0.5);
  }
}
