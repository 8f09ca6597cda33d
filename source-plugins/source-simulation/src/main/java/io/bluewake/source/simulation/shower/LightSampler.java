package io.bluewake.source.simulation.shower;

import io.bluewake.math.random.CounterRandom;

/**
 * The light of a shower in one telescope. Along every cascade the expected number of
 * photo-electrons of each step is the light of the step times the density of {@link PhotonTable} in
 * the direction of the telescope; each photo-electron then starts from a place around the axis that
 * the table has for this direction. Only photons that arrive are sampled. Not thread safe.
 */
public final class LightSampler {
  /** Cascades with less expected light are left out. */
  private static final double FAINT = 0.05;

  private static final int COARSE = 4;

  /** The random bit that says on which side of the axis a photon starts. */
  private static final long MIRRORED = 1L << 31;

  private static final double MOST_BUNCHES = 3000;

  private final Atmosphere air;
  private final PhotonTable table;
  private double[] expected = new double[64];
  private double[] rough = new double[64];
  private double bunch;

  /** Creates a sampler. */
  public LightSampler(Atmosphere air, PhotonTable table) {
    this.air = air;
    this.table = table;
  }

  /**
   * About how many photo-electrons of all cascades a telescope may expect: from every fourth step,
   * which is within a tenth. Remembers the cascades that matter for {@link #sample}.
   */
  public double expect(Shower shower, Viewer viewer) {
    if (rough.length < shower.cascades()) {
      rough = new double[shower.cascades() * 2];
    }
    double sum = 0;
    for (int c = 0; c < shower.cascades(); c++) {
      Cascade cascade = shower.cascade(c);
      rough[c] = COARSE * expect(cascade, viewer, Math.min(COARSE / 2, cascade.count - 1), COARSE);
      sum += rough[c];
    }
    bunch = Math.max(1, sum / MOST_BUNCHES);
    return sum;
  }

  private double expect(Cascade cascade, Viewer viewer, int first, int stride) {
    if (expected.length < cascade.count) {
      expected = new double[cascade.count * 2];
    }
    double vx = viewer.x();
    double vy = viewer.y();
    double vz = viewer.z();
    double area = viewer.area();
    double sum = 0;
    for (int i = Math.max(0, first); i < cascade.count; i += stride) {
      double dx = cascade.x[i] - vx;
      double dy = cascade.y[i] - vy;
      double dz = cascade.z[i] - vz;
      double along = dx * cascade.ux + dy * cascade.uy + dz * cascade.uz;
      double e = 0;
      if (along > 0 && viewer.sees(dx, dy, dz)) {
        double square = dx * dx + dy * dy + dz * dz;
        double cos = along / Math.sqrt(square);
        double angle = Math.sqrt(2 * Math.max(0, 1 - cos)) / cascade.angle[i];
        double density = table.density(cascade.agePlace[i], cascade.airPlace[i], angle);
        e = cascade.light[i] * density * viewer.lightYield(cascade.z[i]) * area / square;
      }
      expected[i] = e;
      sum += e;
    }
    return sum;
  }

  /** Samples the light. Called after {@link #expect}. */
  public void sample(Shower shower, Viewer viewer, CounterRandom random) {
    for (int c = 0; c < shower.cascades(); c++) {
      Cascade cascade = shower.cascade(c);
      if (rough[c] < FAINT) {
        continue;
      }
      double sum = expect(cascade, viewer, 0, 1);
      if (sum > 0.02) {
        for (int i = 0; i < cascade.count; i++) {
          step(cascade, i, bunch, viewer, random);
        }
      }
    }
    for (Muon muon : shower.muons()) {
      MuonLight.sample(muon, viewer, air, random);
    }
  }

  private void step(Cascade cascade, int i, double scale, Viewer viewer, CounterRandom random) {
    double mean = expected[i];
    if (scale <= 1) {
      long n = random.nextPoisson(mean);
      for (long k = 0; k < n; k++) {
        photon(cascade, i, 1, viewer, random);
      }
      return;
    }
    long bunches = (long) Math.ceil(mean / scale);
    for (long k = 0; k < bunches; k++) {
      long number = random.nextPoisson(mean / bunches);
      if (number > 0) {
        photon(cascade, i, (double) number, viewer, random);
      }
    }
  }

  private void photon(Cascade cascade, int i, double number, Viewer viewer, CounterRandom random) {
    double shift = (random.nextDouble() - 0.5) * cascade.stepLength[i];
    double px = cascade.x[i] + shift * cascade.ux;
    double py = cascade.y[i] + shift * cascade.uy;
    double pz = cascade.z[i] + shift * cascade.uz;
    double dx = viewer.x() - px;
    double dy = viewer.y() - py;
    double dz = viewer.z() - pz;
    double ahead = dx * cascade.ux + dy * cascade.uy + dz * cascade.uz;
    if (ahead > -1) {
      // The last step before the ground may reach below the telescope.
      return;
    }
    double ax = dx - ahead * cascade.ux;
    double ay = dy - ahead * cascade.uy;
    double az = dz - ahead * cascade.uz;
    double across = Math.max(1e-6, Math.sqrt(ax * ax + ay * ay + az * az));
    double angle = across / -ahead / cascade.angle[i];
    long bits = random.nextLong();
    int row = table.row(cascade.agePlace[i], cascade.airPlace[i], angle, bits);
    int place = PhotonTable.place(row, bits);
    double scale = cascade.radiationLength[i] / across;
    double u = table.along(place) * scale;
    double v = table.across(place) * scale * ((bits & MIRRORED) == 0 ? 1 : -1);
    double ex = ax * u + (cascade.uy * az - cascade.uz * ay) * v;
    double ey = ay * u + (cascade.uz * ax - cascade.ux * az) * v;
    double ez = az * u + (cascade.ux * ay - cascade.uy * ax) * v;
    px += ex;
    py += ey;
    pz += ez;
    double gx = px - viewer.x();
    double gy = py - viewer.y();
    double gz = pz - viewer.z();
    double way = Math.sqrt(gx * gx + gy * gy + gz * gz);
    double slow = (viewer.excess() - cascade.excess[i]) * way / Math.max(gz, 1);
    double time = cascade.time[i] + (way - shift + slow) / Cascade.LIGHT;
    viewer.record(gx, gy, gz, time, number);
  }
}
