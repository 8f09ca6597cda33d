package io.bluewake.source.hdf5;

import io.bluewake.model.Reconstruction;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import io.bluewake.spi.PointingCorrector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which rows of the file belong to the rows of a batch, and the tables they are read into. */
final class Pending {
  /** Kinds of telescope tables, each with its rows. */
  static final int IMAGE = 0;

  static final int TRUE_IMAGE = 1;
  static final int PARAMETERS = 2;
  static final int TRUE_PARAMETERS = 3;
  static final int MUON = 4;
  static final int WAVEFORM = 5;
  static final int POINTING = 6;
  static final int FIRST_PASS = 7;

  private final Object owner;
  private final List<long[]> telescopeRows = new ArrayList<>();
  private final List<long[]> eventRows = new ArrayList<>();
  final Table parameters;
  final Table trueParameters;
  final Table muons;
  final Table pointing = new Table(PointingCorrector.TELESCOPE);
  final List<Reconstruction> reconstructions = new ArrayList<>();

  /** Prepares tables; {@code owner} is the source they belong to. */
  Pending(Object owner, Schema parameters, Schema trueParameters, Schema muons, List<Pass> passes) {
    this.owner = owner;
    this.parameters = new Table(parameters);
    this.trueParameters = new Table(trueParameters);
    this.muons = new Table(muons);
    for (int i = 0; i < FIRST_PASS + passes.size(); i++) {
      telescopeRows.add(new long[16]);
    }
    for (Pass p : passes) {
      eventRows.add(new long[16]);
      reconstructions.add(
          new Reconstruction(
              p.algorithm(),
              p.property(),
              new Table(p.stereoSchema()),
              p.telescopeProperty(),
              new Table(p.telescopes().schema())));
    }
  }

  boolean belongsTo(Object source) {
    return owner == source;
  }

  private static void set(List<long[]> all, int kind, int row, long value) {
    long[] rows = all.get(kind);
    if (row >= rows.length) {
      rows = Arrays.copyOf(rows, row * 2);
      all.set(kind, rows);
    }
    rows[row] = value;
  }

  void setTelescopeRow(int kind, int row, long value) {
    set(telescopeRows, kind, row, value);
  }

  void setEventRow(int pass, int event, long value) {
    set(eventRows, pass, event, value);
  }

  long[] telescopeRows(int kind) {
    return telescopeRows.get(kind);
  }

  long[] eventRows(int pass) {
    return eventRows.get(pass);
  }
}
