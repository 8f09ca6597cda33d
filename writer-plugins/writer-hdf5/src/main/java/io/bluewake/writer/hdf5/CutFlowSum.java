package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.TableOutput;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.Table;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up the cut flows of products, table by table. */
final class CutFlowSum {
  private final Map<String, Table> cutFlows = new LinkedHashMap<>();

  /** Whether a table is a cut flow. */
  static boolean isCutFlow(Hdf5Table t) {
    return t.path().contains("/service/")
        && t.type().indexOf("cumulative_counts") >= 0
        && t.type().indexOf("counts") >= 0;
  }

  /** Adds a cut flow, which must have the criteria of those before. */
  void add(Hdf5Table t) throws IOException {
    Table own = TableSchema.readAll(t);
    Table all = cutFlows.putIfAbsent(t.path(), own);
    if (all == null) {
      return;
    }
    boolean same = all.rows() == own.rows();
    for (int r = 0; same && r < own.rows(); r++) {
      for (String text : List.of("criteria", "func")) {
        int c = own.schema().indexOf(text);
        same &=
            c < 0
                || own.getString(r, own.schema().columns().get(c))
                    .equals(all.getString(r, all.schema().column(text)));
      }
    }
    if (!same) {
      throw t.error("criteria differ from those of files before");
    }
    for (int r = 0; r < own.rows(); r++) {
      for (String count : List.of("counts", "cumulative_counts")) {
        all.set(
            r,
            all.schema().column(count),
            all.getLong(r, all.schema().column(count))
                + own.getLong(r, own.schema().column(count)));
      }
    }
  }

  /** Writes the sums. */
  void write(PartFile part, Map<String, TableOutput> outputs) throws IOException {
    for (Map.Entry<String, Table> flow : cutFlows.entrySet()) {
      TableOutput out = outputs.get(flow.getKey());
      Table t = flow.getValue();
      for (int r = 0; r < t.rows(); r++) {
        int at = out.begin();
        ProductTables.store(t, r, out.bytes(), at, out.type().members(), 0);
        try {
          out.end();
        } catch (IOException e) {
          throw PartFile.named(part.target(), e);
        }
      }
    }
  }
}
