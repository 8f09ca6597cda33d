package io.bluewake.source.toy;

import io.bluewake.model.Telescope;
import java.util.SplittableRandom;

/**
 * A shower as a cloud of light around a straight axis: a Gaussian in depth around the maximum, 15 m
 * wide. It follows from the settings and its number alone.
 *
 * @param energy TeV
 * @param altitude direction it comes from, rad
 * @param azimuth direction it comes from, rad, from north to east
 * @param coreX where the axis meets the ground, m
 * @param coreY where the axis meets the ground, m
 * @param depthOfMaximum g/cm²
 * @param heightOfMaximum above the ground, m
 * @param firstInteraction height above sea level, m
 */
record ToyShower(
    double energy,
    double altitude,
    double azimuth,
    double coreX,
    double coreY,
    double depthOfMaximum,
    double heightOfMaximum,
    double firstInteraction) {

  /** Spread of the emission along the vertical, m. */
  static final double HEIGHT_SIGMA = 1700;

  /** Spread of the emission across the axis, m. */
  static final double LATERAL_SIGMA = 15;

  private static final double SCALE_HEIGHT = 8000;
  private static final double SURFACE_DEPTH = 1030;
  private static final double RADIATION_LENGTH = 37;
  private static final double CRITICAL_ENERGY_TEV = 8.6e-5;
  private static final double PE_PER_TEV_AND_M2 = 8;
  private static final double LIGHT_POOL = 120;
  private static final double LIGHT_FALL = 80;

  /** Random numbers that belong to one event, or to one telescope of it. */
  static SplittableRandom random(ToySettings settings, long event, int telescope) {
    long z = settings.seed() * 0x9E3779B97F4A7C15L + event;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L + telescope;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return new SplittableRandom(z ^ (z >>> 31));
  }

  /** The shower with this number. */
  static ToyShower of(ToySettings settings, long event) {
    SplittableRandom random = random(settings, event, 0);
    double energy = energy(settings, random.nextDouble());
    double offset = Math.toRadians(settings.viewconeDeg()) * Math.sqrt(random.nextDouble());
    double turn = random.nextDouble(2 * Math.PI);
    double[] direction =
        Frames.fromTelescopeFrame(
            offset * Math.cos(turn),
            offset * Math.sin(turn),
            settings.altitude(),
            settings.azimuth());
    double altitude = Math.asin(direction[2]);
    double azimuth = Math.atan2(-direction[1], direction[0]);
    double distance = settings.coreRadius() * Math.sqrt(random.nextDouble());
    double around = random.nextDouble(2 * Math.PI);
    double start = -9.0 / 7 * RADIATION_LENGTH * Math.log(1 - random.nextDouble());
    double depth = start + RADIATION_LENGTH * Math.log(energy / CRITICAL_ENERGY_TEV);
    double sin = Math.sin(altitude);
    double height = heightAt(depth * sin) - ToyInstrument.SITE_HEIGHT;
    return new ToyShower(
        energy,
        altitude,
        azimuth < 0 ? azimuth + 2 * Math.PI : azimuth,
        distance * Math.cos(around),
        distance * Math.sin(around),
        depth,
        Math.max(2500, height),
        Math.min(60_000, heightAt(start * sin)));
  }

  private static double heightAt(double verticalDepth) {
    return -SCALE_HEIGHT * Math.log(Math.max(0.1, verticalDepth) / SURFACE_DEPTH);
  }

  private static double energy(ToySettings settings, double u) {
    double lo = settings.energyMin();
    double hi = settings.energyMax();
    double power = settings.spectralIndex() + 1;
    if (Math.abs(power) < 1e-9) {
      return lo * Math.pow(hi / lo, u);
    }
    double a = Math.pow(lo, power);
    double b = Math.pow(hi, power);
    return Math.pow(a + u * (b - a), 1 / power);
  }

  /** Unit vector towards where the shower comes from. */
  double[] direction() {
    return Frames.direction(altitude, azimuth);
  }

  /** Distance of a telescope from the axis, m. */
  double impact(Telescope telescope) {
    double[] u = direction();
    double x = telescope.x() - coreX;
    double y = telescope.y() - coreY;
    double z = telescope.z();
    double along = x * u[0] + y * u[1] + z * u[2];
    return Math.sqrt(Math.max(0, x * x + y * y + z * z - along * along));
  }

  /** Expected light in a telescope wherever it falls: flat within the light pool, then fading. */
  double expectedPe(Telescope telescope) {
    double outside = Math.max(0, impact(telescope) - LIGHT_POOL);
    double area = telescope.camera().optics().mirrorArea();
    return Math.min(3e5, PE_PER_TEV_AND_M2 * area * energy * Math.exp(-outside / LIGHT_FALL));
  }
}
