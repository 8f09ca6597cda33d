package io.bluewake.source.zfits;

import io.bluewake.codec.zfits.ColumnValues;
import java.util.Arrays;

/**
 * When the capacitors of the DRS4 chips of LST-1 were read: a capacitor that was read a short time
 * ago gives too many counts, 32.99 (t / ms)^-0.22 - 11.9 up to 100 ms (the numbers that the
 * analysis of LST-1 uses). Knows the events of a tile and of the one before; what was read by the
 * events of other files, or before the recording, is not known and not corrected for.
 */
final class DrsReadings {
  private static final int RING = 4096;
  private static final int CHIPS = 8;
  private static final int PIXELS = 7;
  private static final int[][] CHIP = {{0, 0, 1, 1, 2, 2, 3}, {4, 4, 5, 5, 6, 6, 7}};
  private static final double QUARTERS_PER_MS = 4e6;
  private static final double LONGEST_MS = 100;

  private final int chips;
  private final int samples;
  private final long[] times;
  private final short[] first;
  private final long[] timesBefore;
  private final short[] firstBefore;

  /**
   * Takes the readings of a tile.
   *
   * @param before those of the tile before, or null
   * @param times of the events, quarter nanoseconds
   * @param capacitors first capacitor of each chip, by event
   * @param modules number of modules
   * @param samples number of samples that are read
   */
  private DrsReadings(
      DrsReadings before, long[] times, ColumnValues capacitors, int modules, int samples) {
    chips = modules * CHIPS;
    this.samples = samples;
    this.times = times;
    first = new short[times.length * chips];
    for (int r = 0; r < times.length; r++) {
      for (int i = 0; i < chips; i++) {
        first[r * chips + i] = (short) capacitors.integer(r, i);
      }
    }
    boolean alike = before != null && before.chips == chips;
    timesBefore = alike ? before.times : new long[0];
    firstBefore = alike ? before.first : new short[0];
  }

  /** The readings of a tile; null when its numbers of capacitors are not those of the camera. */
  static DrsReadings of(
      DrsReadings before, long[] times, ColumnValues capacitors, int pixels, int samples) {
    int modules = pixels / PIXELS;
    boolean fits = pixels % PIXELS == 0 && capacitors.rows() >= times.length;
    for (int r = 0; fits && r < times.length; r++) {
      fits = capacitors.count(r) == modules * CHIPS;
    }
    return fits ? new DrsReadings(before, times, capacitors, modules, samples) : null;
  }

  /** Number of samples that are read. */
  int samples() {
    return samples;
  }

  /** Where in the counts of {@link #excess} those of a stored pixel start. */
  int start(int pixel, int channel) {
    return (pixel / PIXELS * CHIPS + CHIP[channel][pixel % PIXELS]) * samples;
  }

  /** Counts that each sample of each chip has too many in an event. */
  short[] excess(int row, short[] memory) {
    short[] counts = memory.length == chips * samples ? memory : new short[chips * samples];
    Arrays.fill(counts, (short) 0);
    for (int q = row - 1; q >= 0; q--) {
      add(row, times[q], first, q, counts);
    }
    for (int q = timesBefore.length - 1; q >= 0; q--) {
      add(row, timesBefore[q], firstBefore, q, counts);
    }
    return counts;
  }

  private void add(int row, long earlier, short[] read, int q, short[] counts) {
    double ms = (times[row] - earlier) / QUARTERS_PER_MS;
    if (!(ms > 0 && ms < LONGEST_MS)) {
      return;
    }
    short excess = (short) Math.round(32.99 * Math.pow(ms, -0.22) - 11.9);
    for (int i = 0; i < chips; i++) {
      int apart = first[row * chips + i] - read[q * chips + i];
      apart = (apart + RING / 2 & RING - 1) - RING / 2;
      // The last reading counts, and events come from the last to the first.
      for (int s = Math.max(0, -apart); s < Math.min(samples, samples - apart); s++) {
        if (counts[i * samples + s] == 0) {
          counts[i * samples + s] = excess;
        }
      }
    }
  }
}
