package io.bluewake.source.simulation.shower;

/**
 * What the magnetic field of the Earth does to the first particles of a shower: electrons and
 * positrons part along one direction across the axis. Distances are along the axis, from where it
 * meets the ground. Immutable.
 */
final class Bending {
  /** Transverse momentum per µT and m, MeV. */
  private static final double KICK = 2.9979e-4;

  /** Above this height the air is too thin for anything to begin, m. */
  private static final double TOP = 60_000;

  private final Atmosphere air;
  private final double ground;
  private final double[] up;
  private final double[] across = new double[3];
  private final double kick;

  /**
   * Creates the bending of an axis.
   *
   * @param field magnetic field, µT: north, west, up
   * @param up unit vector up the axis
   */
  Bending(Atmosphere air, double ground, double[] field, double[] up) {
    this.air = air;
    this.ground = ground;
    this.up = up.clone();
    // The force on a positive particle that flies down the axis.
    across[0] = field[1] * up[2] - field[2] * up[1];
    across[1] = field[2] * up[0] - field[0] * up[2];
    across[2] = field[0] * up[1] - field[1] * up[0];
    double size = Math.sqrt(dot(across, across));
    kick = KICK * size;
    for (int i = 0; i < 3; i++) {
      across[i] /= Math.max(size, 1e-9);
    }
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  /** Distance from the ground of a slant depth in steps, m; below the ground 0. */
  double distance(double step) {
    double height = air.height(step * Cascade.STEP_DEPTH * up[2]);
    return Math.max(0, Math.min(height, TOP) - ground) / up[2];
  }

  /** Angle by which a positive particle turns on a way, rad. */
  double turn(double energyMeV, double way) {
    return kick * way / energyMeV;
  }

  /**
   * Begins a cascade on an axis beside the one of the shower.
   *
   * @param slope by how much particles drift on the way down
   * @param offset where they reach the ground, m
   */
  void start(Cascade cascade, double slope, double offset) {
    double x = up[0] - slope * across[0];
    double y = up[1] - slope * across[1];
    double z = up[2] - slope * across[2];
    double size = Math.sqrt(x * x + y * y + z * z);
    cascade.start(
        offset * across[0],
        offset * across[1],
        ground + offset * across[2],
        0,
        x / size,
        y / size,
        z / size,
        air,
        ground);
  }
}
