package io.bluewake.source.zfits;

import io.bluewake.codec.FormatException;
import io.bluewake.codec.zfits.BlockDecoder;
import io.bluewake.codec.zfits.ColumnValues;
import io.bluewake.codec.zfits.WordRows;
import io.bluewake.codec.zfits.ZfitsColumn;
import io.bluewake.codec.zfits.ZfitsFile;
import io.bluewake.codec.zfits.ZfitsTable;
import io.bluewake.model.CameraConstants;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.file.Path;
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

  /** When capacitors were read, if the file says so and it matters; else null. */
  final DrsReadings readings;

  /**
   * Pieces that are to be decoded, in the order of their rows. Guards itself and {@link #whenDone}.
   */
  private final ArrayDeque<Piece> pending = new ArrayDeque<>();

  private WordRows waveforms;
  private WordRows timeShifts;
  private WordRows lowGain;
  private final RowPixels.Known known;
  private ColumnValues status;
  private short[] shiftValues = new short[0];
  private InputException failure;
  private Runnable whenDone;

  /**
   * Where the values of a row come from.
   *
   * @param first the waveforms, or those of the high gain
   * @param second waveforms of the low gain if they are apart, else null
   */
  record Values(WordRows first, WordRows second) {
    /** Gives the values. */
    void copy(short[] to, int at) {
      int n = first.values();
      first.copy(to, at);
      if (second != null) {
        second.copy(to, at + n);
      }
    }
  }

  /** Reads the heads of the rows. */
  Tile(
      ZfitsFile file,
      ZfitsTable table,
      int index,
      EventLayout layout,
      CameraConfig config,
      RowPixels.Known known,
      DrsReadings before,
      BlockDecoder decoder)
      throws IOException {
    this.known = known;
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
    quarterNs =
        integers(layout.fraction(), layout.width(layout.fraction()) - 1, 0, decoder, values);
    checkTelescopes(decoder, values);
    checkPixels(decoder, values);
    RawLayout raw = layout.raw();
    channels = integers("num_channels", raw == null ? 0 : raw.channels(), decoder, values);
    int nominal = config.samples() - (raw == null ? 0 : raw.dropped());
    samples = integers("num_samples", nominal, decoder, values);
    for (int r = 0; r < rows; r++) {
      type[r] = layout.eventType(type[r]);
      quarterNs[r] *= layout.quarterNs();
      seconds[r] = (int) config.clock().tai(seconds[r] & 0xFFFFFFFFL);
    }
    order = sorted(id);
    readings = layout == EventLayout.LST ? readings(before, decoder, values) : null;
  }

  private boolean load(String name, BlockDecoder decoder, ColumnValues values) throws IOException {
    Optional<ZfitsColumn> column = table.column(name);
    if (column.isEmpty() || table.size(index, column.get()) == 0) {
      return false;
    }
    table.read(index, column.get(), decoder, values);
    for (int r = 0; r < rows; r++) {
      if (values.count(r) != layout.width(name)) {
        throw new FormatException(
            table.offset(index, column.get()), "column " + name + " is no single number");
      }
    }
    return true;
  }

  private int[] integers(String name, int otherwise, BlockDecoder decoder, ColumnValues values)
      throws IOException {
    return integers(name, 0, otherwise, decoder, values);
  }

  private int[] integers(
      String name, int at, int otherwise, BlockDecoder decoder, ColumnValues values)
      throws IOException {
    int[] list = new int[rows];
    if (load(name, decoder, values)) {
      for (int r = 0; r < rows; r++) {
        list[r] = (int) values.integer(r, at);
      }
    } else {
      Arrays.fill(list, otherwise);
    }
    return list;
  }

  private DrsReadings readings(DrsReadings before, BlockDecoder decoder, ColumnValues values)
      throws IOException {
    Optional<ZfitsColumn> column = table.column("lstcam_first_capacitor_id");
    if (column.isEmpty() || table.size(index, column.get()) == 0) {
      return null;
    }
    table.read(index, column.get(), decoder, values);
    long[] times = new long[rows];
    Arrays.setAll(times, r -> TelescopeStream.time(seconds[r], quarterNs[r]));
    return DrsReadings.of(before, times, values, config.pixelMap().length, config.samples());
  }

  /** Events that say of which telescope they are have to be of that of the file. */
  private void checkTelescopes(BlockDecoder decoder, ColumnValues values) throws IOException {
    if (layout.isRaw()) {
      return;
    }
    int[] telescopes = integers("tel_id", config.telescope(), decoder, values);
    for (int r = 0; r < rows; r++) {
      if (telescopes[r] != config.telescope()) {
        throw error(r, "is of telescope " + telescopes[r] + ", its file of " + config.telescope());
      }
    }
  }

  /** Cameras that list the pixels of each event have to list the same ones. */
  private void checkPixels(BlockDecoder decoder, ColumnValues values) throws IOException {
    if (!layout.isRaw() || layout == EventLayout.LST) {
      return;
    }
    Optional<ZfitsColumn> column = table.column(layout.raw().pixels());
    if (column.isEmpty()) {
      return;
    }
    table.read(index, column.get(), decoder, values);
    int[] map = config.pixelMap();
    for (int r = 0; r < rows; r++) {
      boolean same = r < values.rows() && values.count(r) == map.length;
      for (int j = 0; same && j < map.length; j++) {
        same = values.integer(r, j) == map[j];
      }
      if (!same) {
        throw error(r, "has other pixels than the first event of the file");
      }
    }
  }

  /** The rows in the order of their numbers. */
  static int[] sorted(long[] ids) {
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

  /**
   * Leaves a piece of work; its rows may still be added to until the reader lets the batch go. Does
   * not wait for a worker that decodes.
   */
  void begin(Piece piece) {
    piece.begin(this);
    synchronized (pending) {
      pending.add(piece);
    }
  }

  /**
   * Decodes a piece, and before it those that come before it in the file, whose values are kept.
   *
   * @param taker may take rows of the piece at once; the others are kept
   */
  synchronized void decode(Piece piece, Piece.Taker taker) throws InputException {
    try {
      if (!isPending(piece)) {
        again(piece);
      }
      while (!piece.isDone()) {
        if (failure != null) {
          throw failure;
        }
        Piece next = firstPending();
        while (!next.isDone()) {
          decodeRow(next, next == piece ? taker : Piece.Taker.NOTHING);
        }
        if (removeFirst()) {
          release();
        }
      }
    } catch (IOException e) {
      failure = e instanceof InputException input ? input : problem(e);
      throw failure;
    }
  }

  private boolean isPending(Piece piece) {
    synchronized (pending) {
      return pending.contains(piece);
    }
  }

  private Piece firstPending() {
    synchronized (pending) {
      return pending.element();
    }
  }

  /** Whether that was the last one. */
  private boolean removeFirst() {
    synchronized (pending) {
      pending.remove();
      return pending.isEmpty() && whenDone != null;
    }
  }

  private InputException problem(IOException e) {
    long at = e instanceof FormatException f ? f.position() : -1;
    String where = at < 0 ? "" : "byte " + at + ", ";
    return new InputException(
        path + ": " + where + "table " + table.name() + ": " + e.getMessage(), e);
  }

  /** Says that no further rows will be asked for. */
  void finish(Runnable action) {
    boolean done;
    synchronized (pending) {
      whenDone = action;
      done = pending.isEmpty();
    }
    if (done) {
      release();
    }
  }

  /** By whoever sees first that nothing is pending and nothing will be. */
  private void release() {
    try {
      if (waveforms != null) {
        waveforms.close();
      }
      if (timeShifts != null) {
        timeShifts.close();
      }
      if (lowGain != null) {
        lowGain.close();
      }
    } catch (IOException e) {
      failure = problem(e);
    }
    waveforms = null;
    timeShifts = null;
    lowGain = null;
    status = null;
    Runnable action = whenDone;
    whenDone = null;
    action.run();
  }

  private void decodeRow(Piece piece, Piece.Taker taker) throws IOException {
    Optional<ZfitsColumn> waveform = table.column(layout.waveform());
    Optional<ZfitsColumn> low =
        layout.isRaw() ? table.column(layout.raw().low()) : Optional.empty();
    Optional<ZfitsColumn> shift = table.column("pixel_time_shift");
    if (status == null) {
      Optional<ZfitsColumn> column = table.column("pixel_status");
      status = new ColumnValues();
      if (column.isPresent()) {
        table.read(index, column.get(), new BlockDecoder(), status);
      }
    }
    int row = piece.row(piece.next());
    int n = 0;
    if (waveform.isPresent()) {
      waveforms = at(row, waveforms, waveform.get());
      n = waveforms.next();
    }
    if (low.isPresent()) {
      lowGain = at(row, lowGain, low.get());
      n += lowGain.next();
    }
    int shifts = 0;
    if (shift.isPresent()) {
      timeShifts = at(row, timeShifts, shift.get());
      shifts = timeShifts.next();
      shiftValues = shiftValues.length < shifts ? new short[shifts] : shiftValues;
      timeShifts.copy(shiftValues, 0);
    }
    RowPixels pixels = null;
    CameraConstants constants = CameraConstants.NONE;
    InputException problem = null;
    try {
      pixels = known.of(this, row, n, status);
      if (!layout.isRaw()) {
        constants = pixels.constants(this, row, shiftValues, shifts);
      }
    } catch (InputException e) {
      problem = e; // for the batch that has the row, not for the one that comes first
    }
    piece.decoded(n, pixels, constants, problem, new Values(waveforms, lowGain), taker);
  }

  /** Decodes the waveforms of a piece once more, because its batch is computed once more. */
  private void again(Piece piece) throws IOException {
    boolean kept = true;
    for (int i = 0; i < piece.count(); i++) {
      kept &= piece.isKept(i) || piece.size(i) == 0;
    }
    if (kept) {
      return;
    }
    piece.forget();
    ZfitsColumn column = table.column(layout.waveform()).orElseThrow();
    Optional<ZfitsColumn> low =
        layout.isRaw() ? table.column(layout.raw().low()) : Optional.empty();
    try (ZfitsFile file = ZfitsFile.open(Path.of(path))) {
      ZfitsTable events = TelescopeStream.events(file);
      WordRows from = null;
      WordRows lowFrom = null;
      for (int i = 0; i < piece.count(); i++) {
        from = at(events, piece.row(i), from, column);
        from.next();
        if (low.isPresent()) {
          lowFrom = at(events, piece.row(i), lowFrom, low.get());
          lowFrom.next();
        }
        piece.keep(i, new Values(from, lowFrom));
      }
      if (from != null) {
        from.close();
      }
      if (lowFrom != null) {
        lowFrom.close();
      }
    }
  }

  /** A decoder that gives this row next; begins anew when the row was passed. */
  private WordRows at(int row, WordRows current, ZfitsColumn column) throws IOException {
    return at(table, row, current, column);
  }

  private WordRows at(ZfitsTable of, int row, WordRows current, ZfitsColumn column)
      throws IOException {
    WordRows rowsOf = current;
    if (rowsOf == null || rowsOf.row() > row) {
      if (rowsOf != null) {
        rowsOf.close();
      }
      rowsOf = WordRows.open(of, index, column);
    }
    while (rowsOf.row() < row) {
      rowsOf.next();
    }
    return rowsOf;
  }

  /** Says what is wrong with a row. */
  InputException error(int row, String problem) {
    return new InputException(place(row) + ": " + problem);
  }

  /** The place of a row, for errors. */
  String place(int row) {
    return path + ": table " + table.name() + ", event " + Long.toUnsignedString(id[row]);
  }
}
