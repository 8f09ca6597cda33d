package io.bluewake.engine;

import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.spi.StereoView;
import java.util.Arrays;

/** A batch as a reconstructor sees it. One per worker. */
final class TelescopeView implements StereoView {
  private EventBatch batch;
  private Table parameters;
  private int[] firstSelected = new int[1];
  private int[] selected = new int[0];

  /** Takes the telescope rows that pass a selection, and counts them. */
  void select(EventBatch from, Table table, ColumnFacts facts, CutFlow counts) {
    batch = from;
    parameters = table;
    if (firstSelected.length <= from.events()) {
      firstSelected = Arrays.copyOf(firstSelected, from.events() + 1);
    }
    if (selected.length < from.telescopeRows()) {
      selected = new int[from.telescopeRows()];
    }
    facts.over(table);
    int n = 0;
    int[] first = from.firstTelescope();
    for (int event = 0; event < from.events(); event++) {
      firstSelected[event] = n;
      for (int row = first[event]; row < first[event + 1]; row++) {
        if (facts.passes(row, counts)) {
          selected[n++] = row;
        }
      }
    }
    firstSelected[from.events()] = n;
  }

  @Override
  public Subarray subarray() {
    return batch.subarray();
  }

  @Override
  public int events() {
    return batch.events();
  }

  @Override
  public int telescopeRows() {
    return batch.telescopeRows();
  }

  @Override
  public int[] firstTelescope() {
    return batch.firstTelescope();
  }

  @Override
  public int[] firstSelected() {
    return firstSelected;
  }

  @Override
  public int[] selected() {
    return selected;
  }

  @Override
  public int[] telescope() {
    return batch.telescope();
  }

  @Override
  public float[] azimuth() {
    return batch.azimuth();
  }

  @Override
  public float[] altitude() {
    return batch.altitude();
  }

  @Override
  public double[] arrayAzimuth() {
    return batch.arrayAzimuth();
  }

  @Override
  public double[] arrayAltitude() {
    return batch.arrayAltitude();
  }

  @Override
  public double[] parameter(String name) {
    Schema schema = parameters.schema();
    int index = schema.indexOf(name);
    Column column = index < 0 ? null : schema.columns().get(index);
    if (column == null || column.type() != ColumnType.FLOAT64) {
      throw new IllegalArgumentException(
          "no FLOAT64 column '"
              + name
              + "' among "
              + schema.columns().stream().map(Column::name).toList());
    }
    return parameters.doubles(column);
  }
}
