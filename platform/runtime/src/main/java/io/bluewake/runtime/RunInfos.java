package io.bluewake.runtime;

import io.bluewake.model.Column;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Joins what several inputs say of their observations. */
final class RunInfos {
  private RunInfos() {}

  /** Everything, with each scheduling block, observation and simulation run once. */
  static RunInfo join(List<RunInfo> runs) {
    if (runs.size() == 1) {
      return runs.get(0);
    }
    return new RunInfo(
        runs.stream().anyMatch(RunInfo::simulation),
        unique(runs.stream().map(RunInfo::schedulingBlocks).toList(), "sb_id"),
        unique(runs.stream().map(RunInfo::observationBlocks).toList(), "obs_id"),
        all(runs, RunInfo::simulationRuns).map(tables -> unique(tables, "obs_id")),
        runs.get(0).atmosphere());
  }

  private static Optional<List<Table>> all(
      List<RunInfo> runs, Function<RunInfo, Optional<Table>> part) {
    List<Table> tables = runs.stream().flatMap(r -> part.apply(r).stream()).toList();
    return tables.isEmpty() ? Optional.empty() : Optional.of(tables);
  }

  private static Table unique(List<Table> tables, String key) {
    Set<Long> seen = new HashSet<>();
    Table joined = new Table(tables.get(0).schema());
    for (Table table : tables) {
      Column id = table.schema().column(key);
      for (int row = 0; row < table.rows(); row++) {
        if (seen.add(table.getLong(row, id))) {
          copy(table, row, joined);
        }
      }
    }
    joined.attributes().putAll(tables.get(0).attributes());
    return joined;
  }

  /** All rows of tables with the same columns, one table after the other. */
  static Table append(List<Table> tables) {
    if (tables.size() == 1) {
      return tables.get(0);
    }
    Table joined = new Table(tables.get(0).schema());
    for (Table table : tables) {
      for (int row = 0; row < table.rows(); row++) {
        copy(table, row, joined);
      }
    }
    joined.attributes().putAll(tables.get(0).attributes());
    return joined;
  }

  private static void copy(Table from, int row, Table to) {
    int target = to.append();
    for (Column c : from.schema().columns()) {
      Column d = to.schema().columns().get(c.index());
      if (!d.name().equals(c.name()) || d.type() != c.type() || d.elements() != c.elements()) {
        throw new IllegalArgumentException("inputs have different tables: column " + c.name());
      }
      int n = c.elements();
      System.arraycopy(array(from, c), row * n, array(to, d), target * n, n);
    }
  }

  private static Object array(Table table, Column c) {
    return switch (c.type()) {
      case BOOL, INT8, UINT8 -> table.bytes(c);
      case INT16, UINT16 -> table.shorts(c);
      case INT32, UINT32 -> table.ints(c);
      case INT64, UINT64 -> table.longs(c);
      case FLOAT32 -> table.floats(c);
      case FLOAT64 -> table.doubles(c);
      case STRING -> table.strings(c);
    };
  }
}
