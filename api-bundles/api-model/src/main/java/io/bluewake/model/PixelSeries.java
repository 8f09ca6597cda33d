package io.bluewake.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One kind of {@link PixelChunk} of one telescope over time, from one source or from several in
 * order of priority. Chunks of a source are in order of their start and may overlap. Immutable and
 * thread safe; look-ups do not allocate.
 */
public final class PixelSeries {
  /** Nothing at all. */
  public static final PixelSeries EMPTY = new PixelSeries(List.of());

  private final List<List<PixelChunk>> sources;
  private final List<PixelChunk> all = new ArrayList<>();
  private final int[] first;

  private PixelSeries(List<List<PixelChunk>> sources) {
    this.sources = sources;
    first = new int[sources.size() + 1];
    for (int s = 0; s < sources.size(); s++) {
      all.addAll(sources.get(s));
      first[s + 1] = all.size();
    }
  }

  /**
   * A series of one source.
   *
   * @param chunks chunks with the same channels, pixels and columns, in any order
   */
  public static PixelSeries of(List<PixelChunk> chunks) {
    if (chunks.isEmpty()) {
      return EMPTY;
    }
    PixelChunk model = chunks.get(0);
    for (PixelChunk c : chunks) {
      if (c.channels() != model.channels()
          || c.pixels() != model.pixels()
          || !c.columns().equals(model.columns())) {
        throw new IllegalArgumentException("chunks of a series have different shapes or columns");
      }
    }
    List<PixelChunk> sorted = new ArrayList<>(chunks);
    sorted.sort(Comparator.comparingLong(PixelChunk::startNs));
    return new PixelSeries(List.of(List.copyOf(sorted)));
  }

  /** Several series as one; where several hold at a time, the first in the list decides. */
  public static PixelSeries merged(List<PixelSeries> byPriority) {
    List<List<PixelChunk>> sources = new ArrayList<>();
    byPriority.forEach(s -> sources.addAll(s.sources));
    return new PixelSeries(List.copyOf(sources));
  }

  /** Whether there is no chunk. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Number of chunks. */
  public int size() {
    return all.size();
  }

  /** A chunk: source by source in order of priority, in each in order of start. */
  public PixelChunk chunk(int index) {
    return all.get(index);
  }

  /**
   * The chunk to use at a time: of the first source with a chunk that holds then, the one that
   * started last of those that are valid in all channels, or else of all that hold; when none
   * holds, the nearest in time, which is {@linkplain #isStale stale}.
   *
   * @return its index, or -1 when there is no chunk at all
   */
  public int find(long timeNs) {
    for (int s = 0; s < sources.size(); s++) {
      int invalid = -1;
      for (int i = before(s, timeNs); i >= first[s]; i--) {
        if (all.get(i).contains(timeNs)) {
          if (isValid(all.get(i))) {
            return i;
          }
          invalid = Math.max(invalid, i);
        }
      }
      if (invalid >= 0) {
        return invalid;
      }
    }
    int nearest = -1;
    double distance = Double.POSITIVE_INFINITY;
    for (int i = 0; i < all.size(); i++) {
      PixelChunk c = all.get(i);
      double d = timeNs < c.startNs() ? (double) c.startNs() - timeNs : (double) timeNs - c.endNs();
      if (d < distance) {
        nearest = i;
        distance = d;
      }
    }
    return nearest;
  }

  private static boolean isValid(PixelChunk chunk) {
    for (boolean valid : chunk.valid()) {
      if (!valid) {
        return false;
      }
    }
    return true;
  }

  /** Whether no chunk holds at a time, so that {@link #find} has to take an old or later one. */
  public boolean isStale(long timeNs) {
    int i = find(timeNs);
    return i < 0 || !all.get(i).contains(timeNs);
  }

  /** Last chunk of a source that has started at a time, or the index before its first. */
  private int before(int source, long timeNs) {
    int low = first[source];
    int high = first[source + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).startNs() <= timeNs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /**
   * Values of a column at a time, linear between the centres of the chunks on both sides and
   * constant beyond the first and last one of the source that {@link #find} chooses. Where one side
   * is NaN or an outlier, the other one counts alone; where both are, NaN results.
   *
   * @param column a column
   * @param out receives {@code [channel][pixel]}
   * @return false, with {@code out} untouched, when there is no chunk at all
   */
  public boolean interpolate(long timeNs, String column, double[] out) {
    int i = find(timeNs);
    if (i < 0) {
      return false;
    }
    int source = 0;
    while (i >= first[source + 1]) {
      source++;
    }
    int left = i;
    while (left >= first[source] && all.get(left).centreNs() > timeNs) {
      left--;
    }
    while (left + 1 < first[source + 1] && all.get(left + 1).centreNs() <= timeNs) {
      left++;
    }
    PixelChunk a = all.get(Math.max(left, first[source]));
    PixelChunk b = all.get(Math.min(left + 1, first[source + 1] - 1));
    double span = b.centreNs() - a.centreNs();
    double weight = span > 0 ? Math.min(1, Math.max(0, (timeNs - a.centreNs()) / span)) : 0;
    blend(a, b, weight, column, out);
    return true;
  }

  private static void blend(
      PixelChunk a, PixelChunk b, double weight, String column, double[] out) {
    double[] x = a.values(column);
    double[] y = b.values(column);
    for (int k = 0; k < x.length; k++) {
      double left = a.outlier()[k] ? Double.NaN : x[k];
      double right = b.outlier()[k] ? Double.NaN : y[k];
      if (Double.isNaN(right) || weight == 0 && !Double.isNaN(left)) {
        out[k] = left;
      } else if (Double.isNaN(left)) {
        out[k] = right;
      } else {
        out[k] = left + weight * (right - left);
      }
    }
  }
}
