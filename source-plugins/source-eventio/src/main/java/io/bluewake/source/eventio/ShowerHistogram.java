package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.model.DataModel;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import java.util.Optional;

/** The histograms at the end of a file (object 100), of which number 6 is that of all showers. */
final class ShowerHistogram {
  /** Core distance and energy of all simulated events. */
  static final int ALL_SHOWERS = 6;

  private static final int MOST_BINS = 1 << 22;

  private ShowerHistogram() {}

  /** A histogram without its content. */
  record Head(
      char type,
      String title,
      int id,
      int binsX,
      int binsY,
      int entries,
      int filled,
      double[] axisX,
      double[] axisY) {
    boolean isReal() {
      return type == 'F' || type == 'D';
    }

    int bins() {
      return binsY > 0 ? binsX * binsY : binsX;
    }
  }

  /** Reads the facts in front of the content of a histogram. */
  static Head head(ByteReader in) throws FormatException {
    char type = (char) in.u8();
    String title = in.text(in.u16());
    if (title.length() % 2 == 0) {
      in.u8();
    }
    int id = in.i32();
    int binsX = in.i16();
    int binsY = in.i16();
    int entries = in.i32();
    int filled = in.i32();
    if (binsX < 0 || (long) binsX * Math.max(1, binsY) > MOST_BINS) {
      throw new FormatException(in.position(), "a histogram of " + binsX + " x " + binsY + " bins");
    }
    boolean floating = type == 'R' || type == 'r' || type == 'F' || type == 'D';
    double[] x = axis(in, floating);
    double[] y = binsY > 0 ? axis(in, floating) : new double[2];
    if (type == 'F' || type == 'D') {
      in.skip(40); // sums inside and outside
    }
    return new Head(type, title, id, binsX, binsY, entries, filled, x, y);
  }

  private static double[] axis(ByteReader in, boolean floating) throws FormatException {
    in.skip(8); // below and above
    double[] range = {floating ? in.f32() : in.i32(), floating ? in.f32() : in.i32()};
    in.skip(8); // sums
    return range;
  }

  /** The distribution of showers, if it is among the histograms. */
  static Optional<Table> read(ByteReader in, int version, int obsId) throws FormatException {
    Versions.between(in, version, 1, 2);
    int histograms = in.i16();
    Optional<Table> found = Optional.empty();
    for (int i = 0; i < histograms; i++) {
      Head head = head(in);
      if (head.id == ALL_SHOWERS && head.binsX > 0 && head.binsY > 0 && found.isEmpty()) {
        found = Optional.of(table(head, in, obsId));
      } else if (head.filled > 0) {
        in.skip(4L * head.bins());
      }
    }
    return found;
  }

  private static Table table(Head head, ByteReader in, int obsId) throws FormatException {
    if (head.filled > 0) {
      in.need(head.bins(), 4);
    }
    Schema schema = DataModel.showerDistribution(head.binsY, head.binsX);
    Table table = new Table(schema);
    int row = table.append();
    table.set(row, schema.column("obs_id"), obsId);
    table.set(row, schema.column("hist_id"), head.id);
    table.set(row, schema.column("n_entries"), head.entries);
    for (int i = 0; i <= head.binsY; i++) {
      double power = edge(head.axisY, i, head.binsY);
      table.setElement(row, schema.column("bins_energy"), i, Math.pow(10, power));
    }
    for (int i = 0; i <= head.binsX; i++) {
      table.setElement(row, schema.column("bins_core_dist"), i, edge(head.axisX, i, head.binsX));
    }
    float[] values = table.floats(schema.column("histogram"));
    for (int i = 0; i < head.bins(); i++) {
      values[i] = head.filled <= 0 ? 0 : head.isReal() ? in.f32() : in.i32();
    }
    return table;
  }

  private static double edge(double[] range, int i, int bins) {
    return i == bins ? range[1] : range[0] + i * ((range[1] - range[0]) / bins);
  }
}
