package io.bluewake.cleaning.nsb;

/** Picture thresholds of one camera at one time, {@code [channel][pixel]}, with what they say. */
final class Limits {
  final int channels;
  final double[] picture;
  double median;
  int raised;
  double rate = Double.NaN;
  int stars = -1;

  Limits(int channels, int pixels) {
    this.channels = channels;
    picture = new double[channels * pixels];
  }
}
