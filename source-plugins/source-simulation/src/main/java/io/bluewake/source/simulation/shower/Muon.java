package io.bluewake.source.simulation.shower;

/**
 * A muon on a straight way downwards. Coordinates as {@link Cascade}.
 *
 * @param x where it begins, m
 * @param y where it begins, m
 * @param z where it begins, m above sea level
 * @param time when it begins, ns
 * @param ux unit vector against its flight
 * @param uy unit vector against its flight
 * @param uz unit vector against its flight
 * @param energyGeV energy where it begins
 */
record Muon(
    double x, double y, double z, double time, double ux, double uy, double uz, double energyGeV) {

  /** Mass, GeV. */
  static final double MASS = 0.10566;

  /** Energy at a height, GeV: 2.2 MeV cm²/g less, 0 when stopped. */
  double energyAt(double height, Atmosphere air) {
    double lost = 2.2e-3 * (air.depth(height) - air.depth(z)) / uz;
    return Math.max(0, energyGeV - Math.max(0, lost));
  }
}
