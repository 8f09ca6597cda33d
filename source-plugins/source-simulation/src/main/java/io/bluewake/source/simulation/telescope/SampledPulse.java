package io.bluewake.source.simulation.telescope;

/**
 * A {@link Pulse} as samples of a fixed length see it: a row of values for each of the places that
 * the maximum may have within a sample. Immutable.
 */
final class SampledPulse {
  /** Rows are filled with zeros to whole multiples of this. */
  private static final int TOGETHER = 4;

  private final double before;
  private final double stepNs;
  private final double perNs;
  private final int width;
  private final float[] rows;

  SampledPulse(Pulse pulse, double stepNs) {
    this.stepNs = stepNs;
    before = pulse.before;
    perNs = 1 / stepNs;
    double step = stepNs * Pulse.FINE;
    int phases = (int) Math.ceil(step) + 1;
    int longest = (int) Math.ceil(pulse.table.length / step);
    width = (longest + TOGETHER - 1) / TOGETHER * TOGETHER;
    rows = new float[phases * width];
    for (int phase = 0; phase < phases; phase++) {
      for (int i = 0; i < width; i++) {
        // The middle of the places that this row stands for.
        rows[phase * width + i] = (float) at(pulse.table, phase + 0.5 + i * step);
      }
    }
  }

  private static double at(float[] table, double place) {
    int i = (int) place;
    double f = place - i;
    return i + 1 < table.length ? (1 - f) * table[i] + f * table[i + 1] : 0;
  }

  /** Time between its begin and its maximum, ns. */
  double before() {
    return before;
  }

  /** Time between its maximum and its end, ns. */
  double after() {
    return width * stepNs - before;
  }

  /** How many samples it may be in. */
  int width() {
    return width;
  }

  /**
   * Adds the pulse to samples.
   *
   * @param at time of the maximum after the beginning of the first sample, ns
   * @return the first sample of {@link #width()}, negative if the pulse begins before
   */
  int add(float[] samples, int from, int count, double at, float amplitude) {
    double begin = (at - before) * perNs;
    int first = (int) begin;
    // Upwards for positive numbers, which conversion rounds down.
    first += begin > first ? 1 : 0;
    int row = width * (int) ((first - begin) * stepNs * Pulse.FINE);
    if (first >= 0 && first <= count - width) {
      whole(samples, from + first, row, amplitude);
      return first;
    }
    int to = Math.min(width, count - first);
    for (int i = Math.max(0, -first); i < to; i++) {
      samples[from + first + i] += amplitude * rows[row + i];
    }
    return first;
  }

  private void whole(float[] samples, int from, int row, float amplitude) {
    for (int i = 0; i < width; i += TOGETHER) {
      samples[from + i] += amplitude * rows[row + i];
      samples[from + i + 1] += amplitude * rows[row + i + 1];
      samples[from + i + 2] += amplitude * rows[row + i + 2];
      samples[from + i + 3] += amplitude * rows[row + i + 3];
    }
  }
}
