package io.bluewake.source.simulation.shower;

import java.util.Arrays;

/**
 * An electromagnetic cascade along a straight axis: numbers of electrons in steps of half a
 * radiation length, and all that does not depend on who looks at it. Coordinates as the ground
 * frame (x north, y west, z up), z measured above sea level. Reused; not thread safe.
 */
final class Cascade {
  /** Depth of a step, g/cm². */
  static final double STEP_DEPTH = MeanCascade.STEP * Atmosphere.RADIATION_LENGTH;

  /** Speed of light, m/ns. */
  static final double LIGHT = 0.299792458;

  private static final double LEAST = 1e-3;

  /** A point of the axis. */
  double atX;

  double atY;
  double atZ;

  /** When the front of the shower is at that point, ns. */
  double atTime;

  /** Unit vector up the axis. */
  double ux;

  double uy;
  double uz;

  /** Numbers of electrons by step of slant depth along the axis, from the top of the atmosphere. */
  double[] electrons = new double[64];

  /** Numbers of electrons times age. */
  double[] ages = new double[64];

  /** Number of steps to the ground. */
  int steps;

  /** Emitting steps. */
  int count;

  double[] x = new double[64];
  double[] y = new double[64];
  double[] z = new double[64];
  double[] time = new double[64];

  /** Electrons times metres of track times sin² of the largest Cherenkov angle. */
  double[] light = new double[64];

  double[] agePlace = new double[64];
  double[] airPlace = new double[64];
  double[] angle = new double[64];
  double[] radiationLength = new double[64];
  double[] stepLength = new double[64];

  /** Refractivity integrated from the step to the top, m. */
  double[] excess = new double[64];

  Cascade() {}

  /** Begins an empty cascade on an axis. */
  void start(
      double x0,
      double y0,
      double z0,
      double t0,
      double dirX,
      double dirY,
      double dirZ,
      Atmosphere air,
      double ground) {
    atX = x0;
    atY = y0;
    atZ = z0;
    atTime = t0;
    ux = dirX;
    uy = dirY;
    uz = dirZ;
    steps = (int) (air.depth(ground) / dirZ / STEP_DEPTH);
    count = 0;
    if (electrons.length < steps) {
      electrons = new double[steps];
      ages = new double[steps];
      x = new double[steps];
      y = new double[steps];
      z = new double[steps];
      time = new double[steps];
      light = new double[steps];
      agePlace = new double[steps];
      airPlace = new double[steps];
      angle = new double[steps];
      radiationLength = new double[steps];
      stepLength = new double[steps];
      excess = new double[steps];
    } else {
      Arrays.fill(electrons, 0);
      Arrays.fill(ages, 0);
    }
  }

  /** Slant depth of a height along the axis, in steps. */
  double step(double height, Atmosphere air) {
    return air.depth(height) / uz / STEP_DEPTH;
  }

  /** Computes the light of every step once the electrons are complete. */
  void finish(Atmosphere air) {
    count = 0;
    for (int i = 0; i < steps; i++) {
      if (electrons[i] < LEAST) {
        continue;
      }
      double height = air.height((i + 0.5) * STEP_DEPTH * uz);
      double way = (height - atZ) / uz;
      double scale = Atmosphere.RADIATION_LENGTH / air.density(height);
      double refractivity = air.refractivity(height);
      int c = count++;
      x[c] = atX + way * ux;
      y[c] = atY + way * uy;
      z[c] = height;
      time[c] = atTime - way / LIGHT;
      double sin2 = 2 * refractivity;
      stepLength[c] = MeanCascade.STEP * scale;
      light[c] = electrons[i] * stepLength[c] * sin2;
      agePlace[c] = ElectronSample.place(ages[i] / electrons[i]);
      airPlace[c] = PhotonTable.air(refractivity);
      angle[c] = Math.sqrt(sin2);
      radiationLength[c] = scale;
      excess[c] = air.opticalExcess(height);
    }
  }
}
