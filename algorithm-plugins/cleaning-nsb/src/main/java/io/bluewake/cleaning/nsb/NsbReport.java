package io.bluewake.cleaning.nsb;

import io.bluewake.math.Stats;
import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.spi.Rows;

/** Columns that say of each image how its thresholds followed the night sky. */
final class NsbReport {
  private final Schema schema =
      Schema.named("nsb")
          .float64(
              "picture_threshold", "electron", "Median of the picture thresholds of the pixels")
          .int32("n_raised", "Number of pixels whose picture threshold is raised")
          .float64(
              "rate", "GHz", "Median rate of night sky photo-electrons per pixel, NaN if unknown")
          .int32("n_star", "Number of pixels that are much brighter than the median, -1 if unknown")
          .bool("is_stale", "Whether no monitoring data are valid at the time of the event")
          .build();

  private final Column threshold = schema.columns().get(0);
  private final Column raised = schema.columns().get(1);
  private final Column rate = schema.columns().get(2);
  private final Column star = schema.columns().get(3);
  private final Column stale = schema.columns().get(4);
  private float[] numbers = new float[0];

  Schema schema() {
    return schema;
  }

  /** Stores what is to be said of an image. */
  void store(Rows report, int row, Limits limits, boolean isStale) {
    report.set(row, threshold, limits.median);
    report.set(row, raised, limits.raised);
    report.set(row, rate, limits.rate);
    report.set(row, star, limits.stars);
    report.set(row, stale, isStale);
  }

  /** Median of the first numbers, without those that are NaN. */
  double median(double[] values, int count) {
    return median(values, 0, count);
  }

  /** Median of some numbers, without those that are NaN. */
  double median(double[] values, int from, int count) {
    if (numbers.length < count) {
      numbers = new float[count];
    }
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) values[from + i];
    }
    return Stats.median(numbers, 0, count);
  }
}
