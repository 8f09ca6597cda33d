package io.bluewake.source.simulation.shower;

import io.bluewake.math.random.CounterRandom;

/** Makes showers of one site. Not thread safe; the table is shared. */
public final class ShowerMaker {
  /** Height where primaries start, m. */
  private static final double TOP = 90_000;

  private final Atmosphere air;
  private final double ground;
  private final double[] field;
  private final ElectromagneticShower electromagnetic;
  private final HadronicShower hadronic;

  /**
   * Creates a maker.
   *
   * @param ground height of the site above sea level, m
   * @param field magnetic field, µT: north, west, up
   */
  public ShowerMaker(Atmosphere air, PhotonTable table, double ground, double[] field) {
    this.air = air;
    this.field = field.clone();
    this.ground = ground;
    electromagnetic = new ElectromagneticShower(table.meanCascade());
    hadronic = new HadronicShower(air, electromagnetic, ground);
  }

  /**
   * Makes a shower.
   *
   * @param energyTeV energy of the primary
   * @param north direction it comes from, unit vector
   * @param west direction it comes from
   * @param up direction it comes from
   * @param out receives the shower
   */
  public void make(
      Primary primary,
      double energyTeV,
      double north,
      double west,
      double up,
      CounterRandom random,
      Shower out) {
    out.clear();
    out.energy = energyTeV;
    out.ux = north;
    out.uy = west;
    out.uz = up;
    switch (primary) {
      case GAMMA, ELECTRON -> {
        Bending bending = new Bending(air, ground, field, new double[] {north, west, up});
        boolean photon = primary == Primary.GAMMA;
        double first = electromagnetic.develop(1e6 * energyTeV, photon, bending, out, random);
        out.firstInteraction = air.height(first * Cascade.STEP_DEPTH * up);
      }
      case MUON -> {
        double height = ground + 0.95 * (10_000 - ground);
        double way = (height - ground) / up;
        out.muons()
            .add(
                new Muon(
                    way * north,
                    way * west,
                    height,
                    -way / Cascade.LIGHT,
                    north,
                    west,
                    up,
                    1000 * energyTeV));
        out.firstInteraction = TOP;
      }
      default -> hadronic.develop(1000 * energyTeV, primary.nucleons(), out, random);
    }
    out.finish(air);
  }
}
