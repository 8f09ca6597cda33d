package io.bluewake.source.simulation.shower;

import java.util.Arrays;

/**
 * Branches of a cascade that are not followed further: electrons and photons that continue as mean
 * cascades, and ways of electrons above the limit, each with where it would reach the ground and
 * its slope against the axis. Sorted into few groups of similar place. Reused; not thread safe.
 */
final class Branches {
  /** Groups on each side of the middle one. */
  private static final int SIDES = 2;

  static final int GROUPS = 2 * SIDES + 1;

  /** Showers that spread less on the ground are one group, m. */
  private static final double NARROW = 4;

  /** Width of a group in standard deviations. */
  private static final double WIDTH = 0.8;

  private static final int FIELDS = 6;
  private static final int WAY = 0;
  private static final int ELECTRON = 1;
  private static final int PHOTON = 2;

  private double[] store = new double[FIELDS * 256];
  private int count;
  private final double[] weight = new double[GROUPS];
  private final double[] slopes = new double[GROUPS];
  private final double[] offsets = new double[GROUPS];
  private double middle;
  private double width;

  void clear() {
    count = 0;
  }

  /** Adds {@code scale} particles of an energy at a depth in steps. */
  void particle(
      boolean photon, double energy, double at, double scale, double slope, double offset) {
    add(photon ? PHOTON : ELECTRON, energy, at, scale, slope, offset);
  }

  /** Adds the way of an electron between two depths in steps. */
  void way(double from, double to, double slope, double offset) {
    add(WAY, from, to, 0, slope, offset);
  }

  private void add(int kind, double a, double b, double scale, double slope, double offset) {
    if (FIELDS * (count + 1) > store.length) {
      store = Arrays.copyOf(store, store.length * 2);
    }
    int at = FIELDS * count++;
    store[at] = kind;
    store[at + 1] = a;
    store[at + 2] = b;
    store[at + 3] = scale;
    store[at + 4] = slope;
    store[at + 5] = offset;
  }

  private double energy(int at) {
    return store[at] == WAY ? 0 : store[at + 1] * store[at + 3];
  }

  /** Sorts into groups. */
  void sort() {
    double sum = 0;
    double first = 0;
    double second = 0;
    for (int at = 0; at < FIELDS * count; at += FIELDS) {
      double e = energy(at);
      sum += e;
      first += e * store[at + 5];
      second += e * store[at + 5] * store[at + 5];
    }
    middle = sum > 0 ? first / sum : 0;
    double spread = sum > 0 ? Math.sqrt(Math.max(0, second / sum - middle * middle)) : 0;
    width = spread < NARROW ? Double.POSITIVE_INFINITY : WIDTH * spread;
    Arrays.fill(weight, 0);
    Arrays.fill(slopes, 0);
    Arrays.fill(offsets, 0);
    for (int at = 0; at < FIELDS * count; at += FIELDS) {
      int g = group(at);
      double e = energy(at);
      weight[g] += e;
      slopes[g] += e * store[at + 4];
      offsets[g] += e * store[at + 5];
    }
  }

  private int group(int at) {
    double place = Math.rint((store[at + 5] - middle) / width);
    return SIDES + (int) Math.max(-SIDES, Math.min(SIDES, place));
  }

  /** Whether anything but single electrons is in a group. */
  boolean holds(int group) {
    return weight[group] > 0;
  }

  /** Mean slope of a group. */
  double slope(int group) {
    return slopes[group] / weight[group];
  }

  /** Mean place on the ground of a group, m. */
  double offset(int group) {
    return offsets[group] / weight[group];
  }

  /** Adds up the electrons of a group, or of all for a negative one. */
  void fill(int group, MeanCascade mean, double[] number, int steps) {
    for (int at = 0; at < FIELDS * count; at += FIELDS) {
      if (group >= 0 && group(at) != group) {
        continue;
      }
      double a = store[at + 1];
      double b = store[at + 2];
      if (store[at] == WAY) {
        double end = Math.min(b, steps);
        for (int i = (int) a; i < end; i++) {
          number[i] += Math.min(i + 1.0, end) - Math.max(i, a);
        }
      } else {
        mean.add(a, store[at] == PHOTON, b, store[at + 3], number, steps);
      }
    }
  }
}
