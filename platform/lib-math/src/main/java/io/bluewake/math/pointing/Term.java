package io.bluewake.math.pointing;

/**
 * Terms of a bending model of an alt-azimuth mount, named as in TPOINT (P. Wallace). Each says by
 * how much the telescope looks beside the reported direction, true minus reported, per unit of its
 * coefficient: across (towards growing azimuth, as an angle on the sky) and up. A is the azimuth
 * from north to east, E the altitude.
 */
public enum Term {
  /** Zero of the azimuth encoder: across cos E. */
  IA,
  /** Zero of the altitude encoder: up 1. */
  IE,
  /** Optical axis not perpendicular to the altitude axis: across 1. */
  CA,
  /** Altitude axis not perpendicular to the azimuth axis: across sin E. */
  NPAE,
  /** Azimuth axis tilted along the meridian: across sin A sin E, up cos A. */
  AN,
  /** Azimuth axis tilted across the meridian: across cos A sin E, up -sin A. */
  AW,
  /** Structure that sinks by its weight: up cos E. */
  TF,
  /** The same as for a mast that bends near the horizon: up cot E. */
  TX,
  /** Azimuth encoder off its centre: across cos A cos E. */
  ACEC,
  /** The same, other phase: across sin A cos E. */
  ACES,
  /** Altitude encoder off its centre: up sin E. */
  ECES;

  /** Angle across per unit of the coefficient. */
  public double across(double azimuth, double altitude) {
    return switch (this) {
      case IA -> Math.cos(altitude);
      case CA -> 1;
      case NPAE -> Math.sin(altitude);
      case AN -> Math.sin(azimuth) * Math.sin(altitude);
      case AW -> Math.cos(azimuth) * Math.sin(altitude);
      case ACEC -> Math.cos(azimuth) * Math.cos(altitude);
      case ACES -> Math.sin(azimuth) * Math.cos(altitude);
      case IE, TF, TX, ECES -> 0;
    };
  }

  /** Angle upwards per unit of the coefficient. */
  public double up(double azimuth, double altitude) {
    return switch (this) {
      case IE -> 1;
      case AN -> Math.cos(azimuth);
      case AW -> -Math.sin(azimuth);
      case TF -> Math.cos(altitude);
      case TX -> 1 / Math.tan(altitude);
      case ECES -> Math.sin(altitude);
      case IA, CA, NPAE, ACEC, ACES -> 0;
    };
  }
}
