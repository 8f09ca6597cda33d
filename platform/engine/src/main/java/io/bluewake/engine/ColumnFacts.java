package io.bluewake.engine;

import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import java.util.List;

/** The columns of a row of image parameters, as values of quality criteria. One per worker. */
final class ColumnFacts {
  private static final String CAMERA_FRAME = "camera_frame_";

  private final Selection selection;
  private final Expression.Values[] values;
  private Table table;
  private int row;

  ColumnFacts(Selection selection, Schema schema) {
    this.selection = selection;
    values = new Expression.Values[selection.size()];
    for (int i = 0; i < values.length; i++) {
      Column[] columns =
          selection.expression(i).names().stream()
              .map(name -> schema.columns().get(schema.indexOf(column(name.name(), schema))))
              .toArray(Column[]::new);
      values[i] = name -> table.getDouble(row, columns[name]);
    }
  }

  /** Parameters of the camera frame stand for those of the telescope frame where these are not. */
  private static String column(String name, Schema schema) {
    String inCamera = CAMERA_FRAME + name;
    return schema.indexOf(name) < 0 && schema.indexOf(inCamera) >= 0 ? inCamera : name;
  }

  /** Checks that the criteria ask only for columns there are, in the unit they have. */
  static void check(Selection selection, Schema schema) throws PipelineException {
    List<String> numbers =
        schema.columns().stream()
            .filter(c -> c.type() != ColumnType.STRING && c.elements() == 1)
            .map(Column::name)
            .toList();
    for (int i = 0; i < selection.size(); i++) {
      for (Expression.Name name : selection.expression(i).names()) {
        String column = column(name.name(), schema);
        if (!numbers.contains(column)) {
          throw selection.unknown(i, name, "no column '" + name.name() + "'; there are " + numbers);
        }
        String unit = schema.column(column).unit();
        if (!name.unit().isEmpty() && !name.unit().equals(unit)) {
          throw selection.unknown(
              i, name, "'" + name.name() + "' is in " + unit + ", not in " + name.unit());
        }
      }
    }
  }

  /** The table whose rows are judged next. */
  void over(Table parameters) {
    table = parameters;
  }

  /** Whether a row passes. */
  boolean passes(int candidate, CutFlow counts) {
    row = candidate;
    return selection.passes(values, counts);
  }
}
