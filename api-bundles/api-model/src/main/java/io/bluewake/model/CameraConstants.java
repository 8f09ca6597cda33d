package io.bluewake.model;

/**
 * Calibration constants of one telescope, valid for the rows that refer to them. Arrays are {@code
 * [channel][pixel]}, shared and never written to after construction; an empty outer array means
 * "not given".
 *
 * @param pedestal pedestal per sample, ADC counts, to turn raw counts into R1
 * @param gain photo-electrons per ADC count
 * @param pedestalOffset remaining pedestal of R1 waveforms, p.e. per sample
 * @param factor factor on the extracted charge
 * @param timeShift shift of the peak time, ns
 * @param unusable pixels that must not be used
 */
public record CameraConstants(
    float[][] pedestal,
    float[][] gain,
    float[][] pedestalOffset,
    float[][] factor,
    float[][] timeShift,
    boolean[][] unusable) {

  /** Constants that change nothing and exclude no pixel. */
  public static final CameraConstants NONE =
      new CameraConstants(
          new float[0][],
          new float[0][],
          new float[0][],
          new float[0][],
          new float[0][],
          new boolean[0][]);

  /** Whether a pixel must not be used in a channel. */
  public boolean isUnusable(int channel, int pixel) {
    return unusable.length > 0 && unusable[channel][pixel];
  }

  /** Whether any pixel must not be used. */
  public boolean hasUnusable() {
    for (boolean[] channel : unusable) {
      for (boolean u : channel) {
        if (u) {
          return true;
        }
      }
    }
    return false;
  }
}
