package io.bluewake.math.minimize;

/** A function to be minimized. */
public interface Objective {
  /**
   * Value at a point.
   *
   * @param parameters the point; not to be kept or written to
   */
  double value(double[] parameters);
}
