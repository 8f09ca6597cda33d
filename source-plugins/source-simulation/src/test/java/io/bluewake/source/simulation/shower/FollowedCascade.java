package io.bluewake.source.simulation.shower;

import io.bluewake.math.random.CounterRandom;
import java.util.Arrays;

/**
 * A second implementation of gamma showers: every electron above 20 MeV is followed through the
 * real atmosphere and the magnetic field in three dimensions, and its Cherenkov photons to the
 * ground, without tables and without ages. Counts photons of 300 to 600 nm without absorption.
 */
final class FollowedCascade {
  static final int RINGS = 40;
  static final double RING = 10;

  /** Photons per metre and sin² of the Cherenkov angle. */
  static final double YIELD = 2 * Math.PI / 137.036 * (1 / 300e-9 - 1 / 600e-9);

  private static final double CUT = ElectronSample.CUT;
  private static final double X0 = Atmosphere.RADIATION_LENGTH;
  private static final double KICK = 2.9979e-4;
  private static final int FIELDS = 7;

  /** Photons per square metre across the axis by distance. */
  final double[] density = new double[RINGS];

  /** Photons emitted. */
  double emitted;

  private final Atmosphere air = new Atmosphere();
  private final CounterRandom random = new CounterRandom();
  private final double ground;
  private final double cos;
  private final double field;
  private final double bottom;
  private double[] stack = new double[FIELDS * 4096];
  private int depth;
  private boolean begun;

  /**
   * Creates.
   *
   * @param field magnetic field across the axis, µT
   */
  FollowedCascade(double ground, double cosZenith, double field) {
    this.ground = ground;
    this.cos = cosZenith;
    this.field = field;
    bottom = air.depth(ground) / cos;
  }

  /** Follows a shower and adds its photons. */
  void add(double energyMeV, long number) {
    random.start(20, number);
    depth = 0;
    begun = false;
    push(energyMeV, 0, 0, 0, 0, 0, 0);
    while (depth > 0) {
      double[] p = Arrays.copyOfRange(stack, FIELDS * --depth, FIELDS * depth + FIELDS);
      if (p[6] == 0) {
        photon(p[0], p[1], p[2], p[3], p[4], p[5]);
      } else {
        electron(p[0], p[1], p[2], p[3], p[4], p[5], p[6]);
      }
    }
  }

  private void push(double... particle) {
    if (particle[0] <= CUT) {
      return;
    }
    if (FIELDS * (depth + 1) > stack.length) {
      stack = Arrays.copyOf(stack, stack.length * 2);
    }
    System.arraycopy(particle, 0, stack, FIELDS * depth++, FIELDS);
  }

  private double distance(double slant) {
    return (Math.min(air.height(Math.max(slant * cos, 1e-3)), 90_000) - ground) / cos;
  }

  private void photon(double e, double at, double sx, double sy, double x0, double y0) {
    double pair = Interactions.pairRate(e);
    double compton = Interactions.comptonRate(e);
    double way = random.nextExponential() / (pair + compton) * X0;
    double there = at + way / Math.sqrt(1 + sx * sx + sy * sy);
    if (there >= bottom) {
      return;
    }
    double run = begun ? distance(at) - distance(there) : 0;
    begun = true;
    double x = x0 + sx * run;
    double y = y0 + sy * run;
    double charge = random.nextDouble() < 0.5 ? -1 : 1;
    if (random.nextDouble() * (pair + compton) < compton) {
      double electron = Interactions.comptonElectron(e, random);
      push(electron, there, sx, sy, x, y, -1);
      push(e - electron, there, sx, sy, x, y, 0);
      return;
    }
    double f = Interactions.pairFraction(random);
    push(f * e, there, sx, sy, x, y, charge);
    push((1 - f) * e, there, sx, sy, x, y, -charge);
  }

  private void electron(
      double e0, double t0, double slopeX, double slopeY, double x0, double y0, double charge) {
    double e = e0;
    double t = t0;
    double sx = slopeX;
    double sy = slopeY;
    double x = x0;
    double y = y0;
    double soft = e > 20_000 ? 20 : 5;
    while (e > CUT && t < bottom && sx * sx + sy * sy < 1.44) {
      double free = random.nextExponential() / Interactions.bremsstrahlungRate(e, soft);
      double loss = Interactions.continuousLoss(e, soft);
      double perMetre = air.density(air.height(t * cos)) / X0;
      double most = Math.max(1e-4, (e > 2000 ? 2000 : 500) * perMetre);
      double step = Math.min(Math.min(e > 5000 ? 0.1 : 0.05, most), (e - CUT) / loss + 1e-4);
      double way = Math.min(step, free);
      double c = Math.sqrt(1 + sx * sx + sy * sy);
      double next = t + way / c * X0;
      double high = distance(t);
      double run = high - distance(next);
      light(e, x + 0.5 * sx * run, y + 0.5 * sy * run, sx, sy, run * c, high - 0.5 * run);
      x += sx * run;
      y += sy * run;
      t = next;
      double sigma = Interactions.scattering(e) * Math.sqrt(way);
      sx += c * c * (sigma * random.nextGaussian() + charge * field * KICK * run / e);
      sy += c * c * sigma * random.nextGaussian();
      if (random.nextDouble() < way * Interactions.largeScatterings()) {
        double angle = Interactions.largeAngle(e, random);
        double phi = 2 * Math.PI * random.nextDouble();
        sx += c * c * angle * Math.cos(phi);
        sy += c * c * angle * Math.sin(phi);
      }
      e -= way * loss;
      if (way == free && e > CUT) {
        double k = Interactions.bremsstrahlung(e, soft, random);
        push(k, t, sx, sy, x, y, 0);
        e -= k;
      }
    }
  }

  private void light(double e, double x, double y, double sx, double sy, double way, double far) {
    double ratio = Interactions.ELECTRON_MASS / e;
    double sin2 = 2 * air.refractivity(far * cos + ground) - ratio * ratio;
    if (sin2 <= 0) {
      return;
    }
    double photons = YIELD * sin2 * way;
    emitted += photons;
    double phi = 2 * Math.PI * random.nextDouble();
    double cone = Math.sqrt(sin2);
    for (int side = -1; side <= 1; side += 2) {
      double dx = x + (sx + side * cone * Math.cos(phi)) * far;
      double dy = y + (sy + side * cone * Math.sin(phi)) * far;
      int ring = (int) (Math.sqrt(dx * dx + dy * dy) / RING);
      if (ring < RINGS) {
        density[ring] += 0.5 * photons / (Math.PI * RING * RING * (2 * ring + 1));
      }
    }
  }
}
