package io.bluewake.testkit;

import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;

/** Digests of parts of batches, to see whether they were changed. */
final class Digests {
  private Digests() {}

  static long adc(WaveformBatch batch, int row) {
    long sum = 0;
    for (int i = batch.base(row); i < Math.min(batch.base(row + 1), batch.adc().length); i++) {
      sum = Checks.mix(sum, batch.adc()[i]);
    }
    return sum;
  }

  static long gains(WaveformBatch batch, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum = Checks.mix(sum, batch.gain()[i]);
    }
    return sum;
  }

  /** What lies behind the last row. */
  static long behind(float[] values, int from) {
    long sum = 0;
    for (int i = from; i < values.length; i++) {
      sum = Checks.mix(sum, Float.floatToRawIntBits(values[i]));
    }
    return sum;
  }

  /** Charges and peak times of the usable pixels. */
  static long usable(ImageBatch batch) {
    long sum = 0;
    for (int row = 0; row < batch.rows(); row++) {
      for (int p = 0; p < batch.pixels(); p++) {
        if (!batch.unusable().get(row, p)) {
          sum = Checks.mix(sum, Float.floatToRawIntBits(batch.charge(row, p)));
          int time = batch.hasPeakTime() ? Float.floatToRawIntBits(batch.peakTime(row, p)) : 0;
          sum = Checks.mix(sum, time);
        }
      }
    }
    return sum;
  }
}
