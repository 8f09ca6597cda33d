package io.bluewake.pixel.statistics;

import io.bluewake.spi.PixelAggregator.Moments;
import java.util.Arrays;

/** Statistics of the values of one pixel after the other. */
final class PixelValues {
  private double[] values = new double[0];
  private int count;
  private double mean;
  private double std;

  /** What is done with the values of a pixel before they are summarized. */
  interface Selection {
    void apply(PixelValues values);
  }

  static Moments summarize(float[][] images, int from, int to, Selection selection) {
    int pixels = images[from].length;
    Moments out =
        new Moments(new long[pixels], new double[pixels], new double[pixels], new double[pixels]);
    PixelValues v = new PixelValues();
    for (int p = 0; p < pixels; p++) {
      v.take(images, from, to, p);
      selection.apply(v);
      v.moments();
      out.events()[p] = v.count;
      out.mean()[p] = v.mean;
      out.std()[p] = v.std;
      out.median()[p] = v.median();
    }
    return out;
  }

  private void take(float[][] images, int from, int to, int pixel) {
    if (values.length < to - from) {
      values = new double[to - from];
    }
    count = 0;
    for (int i = from; i < to; i++) {
      float value = images[i][pixel];
      if (Float.isFinite(value)) {
        values[count++] = value;
      }
    }
  }

  private void moments() {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    mean = sum / count;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double d = values[i] - mean;
      squares += d * d;
    }
    std = Math.sqrt(squares / count);
  }

  /** Removes values beyond so many standard deviations, until none is left or often enough. */
  void clip(double sigmas, int iterations) {
    for (int n = 0; n < iterations && count > 0; n++) {
      moments();
      double low = mean - sigmas * std;
      double high = mean + sigmas * std;
      int kept = 0;
      for (int i = 0; i < count; i++) {
        double v = values[i];
        if (v >= low && v <= high) {
          values[kept++] = v;
        }
      }
      if (kept == count) {
        return;
      }
      count = kept;
    }
  }

  /** Median; the mean of the middle two of an even number. */
  private double median() {
    return median(values, count);
  }

  /** Median of the first values of an array, which changes their order; NaN if there are none. */
  static double median(double[] values, int count) {
    if (count == 0) {
      return Double.NaN;
    }
    Arrays.sort(values, 0, count);
    int middle = count / 2;
    return count % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
  }
}
