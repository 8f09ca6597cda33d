package io.bluewake.engine;

import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the schemas of stages together and finds their columns again. */
final class Columns {
  private Columns() {}

  /**
   * All columns of several schemas, each name once, in order of first appearance.
   *
   * @param what which table it is, for messages
   */
  static Schema union(String what, List<Schema> parts) throws PipelineException {
    Map<String, Column> known = new HashMap<>();
    List<Schema> fresh = new ArrayList<>();
    for (Schema part : parts) {
      boolean isNew = false;
      for (Column c : part.columns()) {
        Column before = known.putIfAbsent(c.name(), c);
        isNew |= before == null;
        if (before != null && !alike(before, c)) {
          throw new PipelineException(
              PipelineException.Kind.CONFIGURATION,
              what + ": two plug-ins provide column '" + c.name() + "' in different ways");
        }
      }
      if (isNew) {
        fresh.add(part);
      }
    }
    return withoutRepetition(Schema.concat(fresh));
  }

  private static Schema withoutRepetition(Schema all) {
    Schema.Builder builder = Schema.named("");
    List<String> seen = new ArrayList<>();
    boolean repeated = false;
    for (Column c : all.columns()) {
      if (seen.contains(c.name())) {
        repeated = true;
        continue;
      }
      seen.add(c.name());
      builder.add(
          c.name(), c.type(), c.shape(), c.unit(), c.description(), c.meaning(), c.enumeration());
    }
    // Only the plain concatenation keeps the field names, so it is preferred where it will do.
    return repeated ? builder.build() : all;
  }

  /** Whether two columns hold the same kind of value. */
  static boolean alike(Column a, Column b) {
    return a.name().equals(b.name())
        && a.type() == b.type()
        && a.shape().equals(b.shape())
        && a.unit().equals(b.unit());
  }

  /**
   * Column of a table for each column of a stage, null where the table lacks it.
   *
   * @param prefix text before the stage's names in the table
   */
  static Column[] map(Schema stage, String prefix, Schema table) {
    Column[] map = new Column[stage.size()];
    for (Column c : stage.columns()) {
      int index = table.indexOf(prefix + c.name());
      map[c.index()] = index < 0 ? null : table.columns().get(index);
    }
    return map;
  }

  /** Whether a schema has the columns of another, none missing, in any order. */
  static boolean same(Schema a, Schema b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (Column c : a.columns()) {
      int other = b.indexOf(c.name());
      if (other < 0 || !alike(c, b.columns().get(other))) {
        return false;
      }
    }
    return true;
  }
}
