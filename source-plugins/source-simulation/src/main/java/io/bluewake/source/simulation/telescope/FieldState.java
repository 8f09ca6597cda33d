package io.bluewake.source.simulation.telescope;

/**
 * How the sky lies in the field of view at a time, against the reported pointing at the start.
 *
 * @param step number of the interval of time for which this stands, 0 if nothing moves
 * @param right by how much the sky has moved towards larger azimuth, rad on the sky
 * @param up by how much the sky has moved upwards, rad
 * @param sink by how much the telescope hangs below its pointing, rad
 * @param turn by how much the camera is turned, rad
 */
public record FieldState(long step, double right, double up, double sink, double turn) {
  /** Nothing has moved. */
  public static final FieldState STILL = new FieldState(0, 0, 0, 0, 0);
}
