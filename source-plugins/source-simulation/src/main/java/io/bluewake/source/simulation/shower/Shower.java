package io.bluewake.source.simulation.shower;

import java.util.ArrayList;
import java.util.List;

/**
 * A simulated shower: cascades and muons that give light, and what is known of it. Its axis goes
 * through the origin of the ground frame at the height of the site; to use it with a core
 * elsewhere, telescopes are moved. Reused; not thread safe.
 */
public final class Shower {
  private static final double NEAR = 80;

  private final List<Cascade> store = new ArrayList<>();
  private final List<Muon> muons = new ArrayList<>();
  private int cascades;

  /** Energy of the primary, TeV. */
  double energy;

  /** Unit vector towards where the primary came from. */
  double ux;

  double uy;
  double uz;

  /** Height of the first interaction, m. */
  double firstInteraction;

  /** Slant depth at which there are most electrons, g/cm². */
  double depthOfMaximum;

  /** Creates a place for showers. */
  public Shower() {}

  void clear() {
    cascades = 0;
    muons.clear();
  }

  Cascade add() {
    if (cascades == store.size()) {
      store.add(new Cascade());
    }
    return store.get(cascades++);
  }

  int cascades() {
    return cascades;
  }

  Cascade cascade(int index) {
    return store.get(index);
  }

  List<Muon> muons() {
    return muons;
  }

  /** Whether there are muons among the particles. */
  public boolean hasMuons() {
    return !muons.isEmpty();
  }

  /** Whether a muon passes a telescope within 80 m. */
  public boolean muonNear(Viewer viewer) {
    for (Muon m : muons) {
      double way = (m.z() - viewer.z()) / m.uz();
      double x = m.x() - way * m.ux() - viewer.x();
      double y = m.y() - way * m.uy() - viewer.y();
      if (x * x + y * y < NEAR * NEAR) {
        return true;
      }
    }
    return false;
  }

  /** Energy of the primary, TeV. */
  public double energy() {
    return energy;
  }

  /** Unit vector towards where the primary came from: north, west, up. */
  public double[] direction() {
    return new double[] {ux, uy, uz};
  }

  /** Height of the first interaction, m above sea level. */
  public double firstInteraction() {
    return firstInteraction;
  }

  /** Slant depth at which there are most electrons, g/cm². */
  public double depthOfMaximum() {
    return depthOfMaximum;
  }

  /** Finds the maximum of all cascades together and computes the light. */
  void finish(Atmosphere air) {
    int steps = 0;
    for (int c = 0; c < cascades; c++) {
      store.get(c).finish(air);
      steps = Math.max(steps, store.get(c).steps);
    }
    double most = 0;
    depthOfMaximum = 0;
    for (int i = 0; i < steps; i++) {
      double sum = 0;
      for (int c = 0; c < cascades; c++) {
        Cascade cascade = store.get(c);
        sum += i < cascade.steps ? cascade.electrons[i] : 0;
      }
      if (sum > most) {
        most = sum;
        depthOfMaximum = (i + 0.5) * Cascade.STEP_DEPTH;
      }
    }
  }
}
