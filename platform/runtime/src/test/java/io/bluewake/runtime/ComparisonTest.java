package io.bluewake.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.model.PixelMask;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final Comparison comparison = new Comparison();

  private static Table table(double length, double width, String other) {
    Schema schema =
        Schema.named("x")
            .float64("length", "deg", "Length")
            .float64("width", "deg", "Width")
            .float64(other, "", "Something else")
            .build();
    Table table = new Table(schema);
    table.reset(1);
    table.set(0, schema.columns().get(0), length);
    table.set(0, schema.columns().get(1), width);
    return table;
  }

  private void compare(Table first, Table second) {
    comparison.begin();
    comparison.row(first, second, 0);
    comparison.end();
  }

  @Test
  void columnsOfBothAreComparedAndMissingValuesCounted() {
    compare(table(1, 2, "a"), table(4, 2, "b"));
    compare(table(1, Double.NaN, "a"), table(2, 7, "b"));
    compare(table(5, Double.NaN, "a"), table(5, Double.NaN, "b"));

    assertEquals(2, comparison.differences().size());
    PluginTrial.Difference length = comparison.differences().get(0);
    assertEquals(3, length.both());
    assertEquals(4 / 3.0, length.mean(), 1e-12);
    assertEquals(Math.sqrt(10 / 3.0), length.rms(), 1e-12);
    assertEquals(3, length.largest());
    PluginTrial.Difference width = comparison.differences().get(1);
    assertEquals(1, width.both());
    assertEquals(0, width.onlyFirst());
    assertEquals(1, width.onlySecond());
    assertEquals(1, comparison.equal());
  }

  @Test
  void masksAreComparedPixelByPixel() {
    PixelMask first = new PixelMask();
    PixelMask second = new PixelMask();
    first.reset(1, 100);
    second.reset(1, 100);
    first.set(0, 3);
    first.set(0, 70);
    second.set(0, 70);

    comparison.begin();
    comparison.masks("kept", first, second, 0);
    comparison.end();

    assertEquals(new PluginTrial.Marked("kept", 2, 1, 1), comparison.marked().get(0));
    assertEquals(0, comparison.equal());
  }
}
