package io.bluewake.source.zfits;

import io.bluewake.codec.FormatException;
import io.bluewake.codec.zfits.BlockDecoder;
import io.bluewake.codec.zfits.ColumnValues;
import io.bluewake.codec.zfits.WordRows;
import io.bluewake.codec.zfits.ZfitsColumn;
import io.bluewake.codec.zfits.ZfitsFile;
import io.bluewake.codec.zfits.ZfitsTable;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;

/**
 * Rows of telescope events that were compressed together. The reader knows their heads; waveforms
 * are decoded in the workers, in the order of the rows because a row cannot be decoded without
 * those before it. The reader leaves a piece of work for each batch that takes rows; whoever needs
 * a piece does those before it first, so that nobody waits for a thread that may never come.
 */
final class Tile {
  private static final ColumnValues NOTHING = new ColumnValues();

  private final ZfitsTable table;
  private final int index;
  private final String path;
  final CameraConfig config;
  final EventLayout layout;
  final int rows;
  final long[] id;
  final int[] type;
  final int[] seconds;
  final int[] quarterNs;
  final int[] channels;
  final int[] samples;

  /** Rows in the order of their ids. */
  final int[] order;

  private final ArrayDeque<Piece> pending = new ArrayDeque<>();
  private WordRows waveforms;
  private WordRows timeShifts;
  private ColumnValues status;
  private InputException failure;
  private Runnable whenDone;

  /** The waveforms of rows that go into one batch. */
  static final class Piece {
    private Tile tile;
    private int[] rows = new int[16];
    private int count;
    private boolean done;

    /** Values of the rows, one after the other; {@link #starts} has one more entry than rows. */
    short[] waveform = new short[0];

    int[] starts = new int[17];
    short[] shift = new short[0];
    int[] shiftStarts = new int[17];
    byte[] status = new byte[0];
    int[] statusStarts = new int[17];

    /** Begins a piece of another tile; keeps the memory. */
    private void begin(Tile of) {
      tile = of;
      count = 0;
      done = false;
    }

    Tile tile() {
      return tile;
    }

    /** Adds a row and returns its position in the piece. */
    int add(int row) {
      if (count == rows.length) {
        rows = Arrays.copyOf(rows, 2 * count);
        starts = Arrays.copyOf(starts, 2 * count + 1);
        shiftStarts = Arrays.copyOf(shiftStarts, 2 * count + 1);
        statusStarts = Arrays.copyOf(statusStarts, 2 * count + 1);
      }
      rows[count] = row;
      return count++;
    }

    int row(int position) {
      return rows[position];
    }
  }

  /** Reads the heads of the rows. */
  Tile(
      ZfitsFile file,
      ZfitsTable table,
      int index,
      EventLayout layout,
      CameraConfig config,
      BlockDecoder decoder)
      throws IOException {
    this.table = table;
    this.index = index;
    this.layout = layout;
    this.config = config;
    path = file.path().toString();
    rows = table.rows(index);
    ColumnValues values = new ColumnValues();
    id = new long[rows];
    if (load(layout.id(), decoder, values)) {
      for (int r = 0; r < rows; r++) {
        id[r] = values.integer(r, 0);
      }
    }
    type = integers(layout.type(), 32, decoder, values);
    seconds = integers(layout.seconds(), 0, decoder, values);
    quarterNs = integers(layout.quarterNs(), 0, decoder, values);
    boolean lst = layout == EventLayout.LST;
    channels = integers("num_channels", lst ? LstCommissioning.CHANNELS : 0, decoder, values);
    int nominal = config.samples() - (lst ? LstCommissioning.DROPPED : 0);
    samples = integers("num_samples", nominal, decoder, values);
    for (int r = 0; r < rows && lst; r++) {
      type[r] = LstCommissioning.eventType(type[r]);
    }
    order = sorted(id);
  }

  private boolean load(String name, BlockDecoder decoder, ColumnValues values) throws IOException {
    Optional<ZfitsColumn> column = table.column(name);
    if (column.isEmpty() || table.size(index, column.get()) == 0) {
      return false;
    }
    table.read(index, column.get(), decoder, values);
    for (int r = 0; r < rows; r++) {
      if (values.count(r) != 1) {
        throw new FormatException(
            table.offset(index, column.get()), "column " + name + " is no single number");
      }
    }
    return true;
  }

  private int[] integers(String name, int otherwise, BlockDecoder decoder, ColumnValues values)
      throws IOException {
    int[] list = new int[rows];
    if (load(name, decoder, values)) {
      for (int r = 0; r < rows; r++) {
        list[r] = (int) values.integer(r, 0);
      }
    } else {
      Arrays.fill(list, otherwise);
    }
    return list;
  }

  private static int[] sorted(long[] ids) {
    int n = ids.length;
    int[] order = new int[n];
    boolean ascending = true;
    for (int i = 0; i < n; i++) {
      order[i] = i;
      ascending &= i == 0 || Long.compareUnsigned(ids[i - 1], ids[i]) <= 0;
    }
    if (!ascending) {
      Integer[] boxed = new Integer[n];
      Arrays.setAll(boxed, i -> i);
      Arrays.sort(boxed, (a, b) -> Long.compareUnsigned(ids[a], ids[b]));
      Arrays.setAll(order, i -> boxed[i]);
    }
    return order;
  }

  /** Bytes of the waveform of a row as numbers of single precision. */
  long bytes(int row) {
    return 4L * config.pixels() * samples[row];
  }

  /** Leaves a piece of work; its rows may still be added to until the reader lets the batch go. */
  synchronized void begin(Piece piece) {
    piece.begin(this);
    pending.add(piece);
  }

  /** Does a piece and those before it. */
  synchronized void fill(Piece piece, Optional<ZfitsColumn> waveform) throws InputException {
    while (!piece.done) {
      if (failure != null) {
        throw failure;
      }
      Piece next = pending.peek();
      try {
        extract(next, waveform);
      } catch (IOException e) {
        failure = problem(e);
        throw failure;
      }
      next.done = true;
      pending.remove();
      if (pending.isEmpty() && whenDone != null) {
        release();
      }
    }
  }

  private InputException problem(IOException e) {
    long at = e instanceof FormatException f ? f.position() : -1;
    String where = at < 0 ? "" : "byte " + at + ", ";
    return new InputException(
        path + ": " + where + "table " + table.name() + ": " + e.getMessage(), e);
  }

  /** Says that no further rows will be asked for. */
  synchronized void finish(Runnable action) {
    whenDone = action;
    if (pending.isEmpty()) {
      release();
    }
  }

  private void release() {
    try {
      if (waveforms != null) {
        waveforms.close();
      }
      if (timeShifts != null) {
        timeShifts.close();
      }
    } catch (IOException e) {
      failure = problem(e);
    }
    waveforms = null;
    timeShifts = null;
    status = null;
    Runnable action = whenDone;
    whenDone = null;
    action.run();
  }

  private void extract(Piece piece, Optional<ZfitsColumn> waveform) throws IOException {
    Optional<ZfitsColumn> shift = table.column("pixel_time_shift");
    if (status == null) {
      Optional<ZfitsColumn> column = table.column("pixel_status");
      status = NOTHING;
      if (column.isPresent()) {
        status = new ColumnValues();
        table.read(index, column.get(), new BlockDecoder(), status);
      }
    }
    for (int i = 0; i < piece.count; i++) {
      int row = piece.rows[i];
      if (waveform.isPresent()) {
        waveforms = at(row, waveforms, waveform.get());
        int n = waveforms.next();
        piece.starts[i + 1] = piece.starts[i] + n;
        piece.waveform = append(piece.waveform, piece.starts[i], waveforms, n, piece.count - i);
      }
      if (shift.isPresent()) {
        timeShifts = at(row, timeShifts, shift.get());
        int n = timeShifts.next();
        piece.shiftStarts[i + 1] = piece.shiftStarts[i] + n;
        piece.shift = append(piece.shift, piece.shiftStarts[i], timeShifts, n, piece.count - i);
      }
      int n = row < status.rows() ? status.count(row) : 0;
      piece.statusStarts[i + 1] = piece.statusStarts[i] + n;
      if (piece.status.length < piece.statusStarts[i + 1]) {
        piece.status = Arrays.copyOf(piece.status, piece.statusStarts[i] + n * (piece.count - i));
      }
      for (int p = 0; p < n; p++) {
        piece.status[piece.statusStarts[i] + p] = (byte) status.integer(row, p);
      }
    }
  }

  private static short[] append(short[] to, int at, WordRows from, int n, int left) {
    // Rows are of the same length almost always: room for all of them at once.
    short[] target = to.length < at + n ? Arrays.copyOf(to, at + n * left) : to;
    System.arraycopy(from.buffer(), from.start(), target, at, n);
    return target;
  }

  /** A decoder that gives this row next; begins anew when the row was passed. */
  private WordRows at(int row, WordRows current, ZfitsColumn column) throws IOException {
    WordRows rowsOf = current;
    if (rowsOf == null || rowsOf.row() > row) {
      if (rowsOf != null) {
        rowsOf.close();
      }
      rowsOf = WordRows.open(table, index, column);
    }
    while (rowsOf.row() < row) {
      rowsOf.next();
    }
    return rowsOf;
  }

  Optional<ZfitsColumn> column(String name) {
    return table.column(name);
  }

  /** Says what is wrong with a row. */
  InputException error(int row, String problem) {
    return new InputException(
        path
            + ": table "
            + table.name()
            + ", event "
            + Long.toUnsignedString(id[row])
            + ": "
            + problem);
  }
}
