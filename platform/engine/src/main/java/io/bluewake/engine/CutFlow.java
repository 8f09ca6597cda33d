package io.bluewake.engine;

import io.bluewake.model.Column;
import io.bluewake.model.DataModel;
import io.bluewake.model.Table;

/**
 * Counts of a quality selection: total, each criterion alone, and all up to it. Not thread safe.
 */
final class CutFlow {
  private long total;
  private final long[] alone;
  private final long[] cumulative;

  CutFlow(int criteria) {
    alone = new long[criteria];
    cumulative = new long[criteria];
  }

  void begin() {
    total++;
  }

  void count(int criterion, boolean passed, boolean passedAll) {
    if (passed) {
      alone[criterion]++;
    }
    if (passedAll) {
      cumulative[criterion]++;
    }
  }

  void add(CutFlow other) {
    total += other.total;
    for (int i = 0; i < alone.length; i++) {
      alone[i] += other.alone[i];
      cumulative[i] += other.cumulative[i];
    }
  }

  void clear() {
    total = 0;
    java.util.Arrays.fill(alone, 0);
    java.util.Arrays.fill(cumulative, 0);
  }

  /** The counts as {@link DataModel#CUT_FLOW}. */
  Table toTable(Selection selection) {
    Table table = new Table(DataModel.CUT_FLOW);
    fill(table, "TOTAL", total, total, "True");
    for (int i = 0; i < alone.length; i++) {
      Criterion criterion = selection.criteria().get(i);
      fill(table, criterion.name(), alone[i], cumulative[i], criterion.expression());
    }
    return table;
  }

  private static void fill(Table table, String name, long alone, long cumulative, String text) {
    int row = table.append();
    Column criteria = DataModel.CUT_FLOW.column("criteria");
    table.set(row, criteria, name);
    table.set(row, DataModel.CUT_FLOW.column("counts"), alone);
    table.set(row, DataModel.CUT_FLOW.column("cumulative_counts"), cumulative);
    table.set(row, DataModel.CUT_FLOW.column("func"), text);
  }
}
