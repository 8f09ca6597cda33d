package io.bluewake.source.zfits;

import io.bluewake.codec.zfits.ColumnValues;
import io.bluewake.model.CameraConstants;
import io.bluewake.spi.InputException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is known of the pixels of an event: which of them are stored, and their gains. Immutable.
 * Hardly changes from event to event, so it is made anew only when it does.
 */
final class RowPixels {
  static final int HIGH = 4;
  static final int LOW = 8;
  private static final int STORED = 3;
  private static final float[][] NOTHING = new float[0][];
  private static final float NS_PER_UNIT = 0.01f;

  private final int[] map;

  /** Statuses as they are in the file. */
  final byte[] inFile;

  private final int values;
  private final int channels;
  private final int samples;

  /** Status of each pixel of the camera, 0 for pixels that do not exist in the file. */
  final byte[] status;

  /** Gain of each pixel of the camera if only one is stored. */
  final byte[] gains;

  /** Pixels of which there are waveforms, in their order in the file. */
  final int[] stored;

  /** Pixels of the camera of which there are none. */
  final int[] missing;

  /** Constants of events without shifts of times. */
  private final CameraConstants constants;

  /** The pixels of the event before, for streams of events. Safe for several threads. */
  static final class Known {
    private volatile RowPixels last;

    /**
     * The pixels of a row.
     *
     * @param values number of values of the waveforms
     * @param status statuses of the tile
     */
    RowPixels of(Tile tile, int row, int values, ColumnValues status) throws InputException {
      RowPixels before = last;
      if (before != null && before.fits(tile, row, values, status)) {
        return before;
      }
      byte[] bytes = row < status.rows() ? status.rowBytes(row) : new byte[0];
      last = new RowPixels(tile, row, values, bytes);
      return last;
    }
  }

  private RowPixels(Tile tile, int row, int values, byte[] inFile) throws InputException {
    this.inFile = inFile;
    this.values = values;
    map = tile.config.pixelMap();
    channels = tile.channels[row];
    samples = tile.samples[row];
    int pixels = tile.config.pixels();
    boolean raw = tile.layout.isRaw();
    status = raw ? new byte[pixels] : status(tile, row, inFile, pixels);
    gains = new byte[pixels];
    for (int p = 0; p < pixels; p++) {
      gains[p] = (byte) ((status[p] & (HIGH | LOW)) == LOW ? 1 : 0);
    }
    stored = raw ? map : stored(tile.layout);
    missing = missing(stored, pixels);
    boolean[][] unusable = raw ? new boolean[0][] : unusable(status);
    constants =
        unusable.length == 0
            ? CameraConstants.NONE
            : new CameraConstants(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, unusable);
  }

  private boolean fits(Tile tile, int row, int valueCount, ColumnValues of) {
    return map == tile.config.pixelMap()
        && values == valueCount
        && channels == tile.channels[row]
        && samples == tile.samples[row]
        && (row < of.rows() ? of.rowEquals(row, inFile) : inFile.length == 0);
  }

  private static byte[] status(Tile tile, int row, byte[] inFile, int pixels)
      throws InputException {
    int[] map = tile.config.pixelMap();
    if (inFile.length != map.length) {
      throw tile.error(
          row, inFile.length + " pixel statuses where there are " + map.length + " pixels");
    }
    byte[] status = new byte[pixels];
    for (int j = 0; j < map.length; j++) {
      status[map[j]] = inFile[j];
    }
    return status;
  }

  private int[] stored(EventLayout layout) {
    int[] list = new int[map.length];
    int n = 0;
    for (int p : map) {
      if (layout != EventLayout.R1 && (status[p] & STORED) != 0) {
        list[n++] = p;
      }
    }
    // R1 has all pixels; so has DL0 without volume reduction, where nobody set the status.
    return n == 0 && values == (long) channels * map.length * samples
        ? map
        : Arrays.copyOf(list, n);
  }

  private static int[] missing(int[] stored, int pixels) {
    boolean[] has = new boolean[pixels];
    for (int p : stored) {
      has[p] = true;
    }
    return IntStream.range(0, pixels).filter(p -> !has[p]).toArray();
  }

  /**
   * The constants of a row.
   *
   * @param shifts shifts of the times of the stored pixels in units of 10 ps
   * @param count number of shifts, 0 if there are none
   */
  CameraConstants constants(Tile tile, int row, short[] shifts, int count) throws InputException {
    if (count == 0) {
      return constants;
    }
    int n = stored.length;
    if (count != (long) channels * n) {
      throw tile.error(
          row, count + " time shifts where " + (long) channels * n + " pixels are stored");
    }
    float[][] ns = new float[channels][status.length];
    for (int c = 0; c < channels; c++) {
      scatter(shifts, c * n, stored, ns[c]);
    }
    return new CameraConstants(NOTHING, NOTHING, NOTHING, NOTHING, ns, constants.unusable());
  }

  private static void scatter(short[] shifts, int from, int[] pixels, float[] ns) {
    for (int j = 0; j < pixels.length; j++) {
      ns[pixels[j]] = shifts[from + j] * NS_PER_UNIT;
    }
  }

  /**
   * Pixels of which no gain is stored. A pixel that has one of them is read from that one, so it is
   * not broken.
   */
  private static boolean[][] unusable(byte[] status) {
    boolean[] broken = new boolean[status.length];
    boolean any = false;
    for (int p = 0; p < status.length; p++) {
      broken[p] = (status[p] & (HIGH | LOW)) == 0;
      any |= broken[p];
    }
    return any ? new boolean[][] {broken, broken} : new boolean[0][];
  }
}
