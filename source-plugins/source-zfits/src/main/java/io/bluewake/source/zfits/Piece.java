package io.bluewake.source.zfits;

import io.bluewake.model.CameraConstants;
import io.bluewake.spi.InputException;
import java.util.Arrays;

/** Rows of a tile that go into one batch. Filled by the reader, decoded by the workers. */
final class Piece {
  private Tile tile;
  private int[] rows = new int[16];
  private int count;
  private int group;

  /** How many of the rows were decoded. */
  private int done;

  /** Row of the camera's batch that each row becomes. */
  private int[] targets = new int[16];

  /** Number of values of each row. */
  private int[] sizes = new int[16];

  /** Where the values of each row are if they are kept, else -1. */
  private int[] starts = new int[16];

  private short[] values = new short[0];
  private int used;

  /** What is known of the pixels of each row, or what is wrong with it. */
  private RowPixels[] pixels = new RowPixels[16];

  private CameraConstants[] constants = new CameraConstants[16];
  private InputException[] problems = new InputException[16];

  /** Takes rows as they are decoded. */
  interface Taker {
    /** Takes nothing: all rows are kept. */
    Taker NOTHING = (piece, position, waveform) -> false;

    /**
     * Takes a row directly from the decoder, if it can.
     *
     * @return whether the values were taken
     */
    boolean take(Piece piece, int position, Tile.Values waveform) throws InputException;
  }

  /** Begins a piece of another tile; keeps the memory. */
  void begin(Tile of) {
    tile = of;
    count = 0;
    done = 0;
    used = 0;
  }

  Tile tile() {
    return tile;
  }

  /** Adds a row and returns its position in the piece. */
  int add(int row) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
      targets = Arrays.copyOf(targets, 2 * count);
      sizes = Arrays.copyOf(sizes, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
      pixels = Arrays.copyOf(pixels, 2 * count);
      constants = Arrays.copyOf(constants, 2 * count);
      problems = Arrays.copyOf(problems, 2 * count);
    }
    rows[count] = row;
    starts[count] = -1;
    return count++;
  }

  int count() {
    return count;
  }

  int row(int position) {
    return rows[position];
  }

  /** Says which row of the batch of a group of telescopes a row becomes. */
  void setTarget(int position, int ofGroup, int target) {
    group = ofGroup;
    targets[position] = target;
  }

  /** Group of telescopes that the rows are of. */
  int group() {
    return group;
  }

  int target(int position) {
    return targets[position];
  }

  /** Whether all rows were decoded. */
  boolean isDone() {
    return done == count;
  }

  /** Position of the next row to be decoded. */
  int next() {
    return done;
  }

  /**
   * Takes what was decoded of the next row.
   *
   * @param size number of values
   * @param known what is known of its pixels, null if {@code problem} is wrong with it
   * @param waveform gives the values, null if there are none
   */
  void decoded(
      int size,
      RowPixels known,
      CameraConstants constantsOfRow,
      InputException problem,
      Tile.Values waveform,
      Taker taker)
      throws InputException {
    int position = done++;
    sizes[position] = size;
    pixels[position] = known;
    constants[position] = constantsOfRow;
    problems[position] = problem;
    if (problem == null && size > 0 && !taker.take(this, position, waveform)) {
      keep(position, waveform);
    }
  }

  /** Keeps the values of a row until its batch is decoded. */
  void keep(int position, Tile.Values waveform) {
    int n = sizes[position];
    if (values.length < used + n) {
      // Rows are of the same length almost always: room for all of them at once.
      values = Arrays.copyOf(values, used + n * (count - position));
    }
    waveform.copy(values, used);
    starts[position] = used;
    used += n;
  }

  /** Forgets which values are kept. */
  void forget() {
    used = 0;
    Arrays.fill(starts, 0, count, -1);
  }

  /** What is known of the pixels of a row. */
  RowPixels pixels(int position) throws InputException {
    if (problems[position] != null) {
      throw problems[position];
    }
    return pixels[position];
  }

  /** The constants of a row. */
  CameraConstants constants(int position) {
    return constants[position];
  }

  /** Number of values of a row. */
  int size(int position) {
    return sizes[position];
  }

  /** The waveform of a row has not as many values as its other columns say. */
  InputException wrongSize(int position, int channels, int pixels, int samples) {
    return tile()
        .error(
            row(position),
            "the waveform has "
                + size(position)
                + " values where "
                + channels
                + " channels of "
                + pixels
                + " pixels and "
                + samples
                + " samples are stored");
  }

  /** Whether the values of a row are in {@link #values}. */
  boolean isKept(int position) {
    return starts[position] >= 0;
  }

  /** Where the values of a row start in {@link #values}. */
  int start(int position) {
    return starts[position];
  }

  short[] values() {
    return values;
  }
}
