package io.bluewake.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is known about the pixels of one camera in one interval of time: named values per gain
 * channel and pixel, for example {@code mean}, {@code median} and {@code std} of a statistic or
 * {@code factor}, {@code pedestal_offset} and {@code time_shift} of calibration coefficients. All
 * arrays are {@code [channel][pixel]} in one flat array, shared and never written to after
 * construction. Immutable; stages may keep what they compute from a chunk by its identity.
 */
public final class PixelChunk {
  private final long startNs;
  private final long endNs;
  private final int channels;
  private final int pixels;
  private final Map<String, double[]> values;
  private final long[] events;
  private final boolean[] outlier;
  private final boolean[] valid;
  private final long firstEvent;
  private final long lastEvent;

  /**
   * Creates a chunk.
   *
   * @param startNs first instant at which it holds, ns since 1970 TAI; {@link Long#MIN_VALUE} for
   *     always
   * @param endNs last instant at which it holds, inclusive; {@link Long#MAX_VALUE} for ever
   * @param channels number of gain channels
   * @param pixels number of pixels
   * @param values columns, each {@code [channel][pixel]}
   * @param events events that entered, {@code [channel][pixel]}
   * @param outlier pixels that must not be used, {@code [channel][pixel]}
   * @param valid whether a channel is good on the whole, {@code [channel]}
   */
  public PixelChunk(
      long startNs,
      long endNs,
      int channels,
      int pixels,
      Map<String, double[]> values,
      long[] events,
      boolean[] outlier,
      boolean[] valid) {
    this(startNs, endNs, -1, -1, channels, pixels, values, events, outlier, valid);
  }

  /**
   * Creates a chunk that knows the events it was made of.
   *
   * @param startNs first instant at which it holds, ns since 1970 TAI; {@link Long#MIN_VALUE} for
   *     always
   * @param endNs last instant at which it holds, inclusive; {@link Long#MAX_VALUE} for ever
   * @param firstEvent number of the first event, -1 if unknown
   * @param lastEvent number of the last event, -1 if unknown
   * @param channels number of gain channels
   * @param pixels number of pixels
   * @param values columns, each {@code [channel][pixel]}
   * @param events events that entered, {@code [channel][pixel]}
   * @param outlier pixels that must not be used, {@code [channel][pixel]}
   * @param valid whether a channel is good on the whole, {@code [channel]}
   */
  public PixelChunk(
      long startNs,
      long endNs,
      long firstEvent,
      long lastEvent,
      int channels,
      int pixels,
      Map<String, double[]> values,
      long[] events,
      boolean[] outlier,
      boolean[] valid) {
    if (endNs < startNs) {
      throw new IllegalArgumentException("a chunk ends before it starts");
    }
    int n = Math.multiplyExact(channels, pixels);
    boolean sized = events.length == n && outlier.length == n && valid.length == channels;
    for (double[] column : values.values()) {
      sized &= column.length == n;
    }
    if (!sized) {
      throw new IllegalArgumentException(
          "a column is not of " + channels + " channels and " + pixels + " pixels");
    }
    this.startNs = startNs;
    this.endNs = endNs;
    this.channels = channels;
    this.pixels = pixels;
    this.values = new LinkedHashMap<>(values);
    this.events = events;
    this.outlier = outlier;
    this.valid = valid;
    this.firstEvent = firstEvent;
    this.lastEvent = lastEvent;
  }

  /** First instant at which it holds, ns since 1970 TAI. */
  public long startNs() {
    return startNs;
  }

  /** Last instant at which it holds, ns since 1970 TAI. */
  public long endNs() {
    return endNs;
  }

  /** Number of the first event that entered, -1 if unknown. */
  public long firstEvent() {
    return firstEvent;
  }

  /** Number of the last event that entered, -1 if unknown. */
  public long lastEvent() {
    return lastEvent;
  }

  /** Middle of the interval, the time which its values stand for when one interpolates. */
  public double centreNs() {
    return 0.5 * ((double) startNs + (double) endNs);
  }

  /** Whether it holds at a time. */
  public boolean contains(long timeNs) {
    return startNs <= timeNs && timeNs <= endNs;
  }

  /** Number of gain channels. */
  public int channels() {
    return channels;
  }

  /** Number of pixels. */
  public int pixels() {
    return pixels;
  }

  /** Start of a channel in the flat arrays. */
  public int base(int channel) {
    return channel * pixels;
  }

  /** Names of the columns. */
  public Set<String> columns() {
    return java.util.Collections.unmodifiableSet(values.keySet());
  }

  /**
   * Values of a column, {@code [channel][pixel]}. Shared, read only. NaN where nothing is known.
   *
   * @throws IllegalArgumentException when there is no such column
   */
  public double[] values(String column) {
    double[] found = values.get(column);
    if (found == null) {
      throw new IllegalArgumentException("no column '" + column + "' among " + values.keySet());
    }
    return found;
  }

  /** Whether there is a column. */
  public boolean has(String column) {
    return values.containsKey(column);
  }

  /** How many events entered, {@code [channel][pixel]}. Shared, read only. */
  public long[] events() {
    return events;
  }

  /** Pixels that must not be used, {@code [channel][pixel]}. Shared, read only. */
  public boolean[] outlier() {
    return outlier;
  }

  /** Whether a channel is good on the whole, {@code [channel]}. Shared, read only. */
  public boolean[] valid() {
    return valid;
  }
}
