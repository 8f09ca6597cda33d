package io.bluewake.runtime;

import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.PixelMask;
import io.bluewake.model.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What two plug-ins do differently on the same data. Used by one thread. */
final class Comparison {
  private final Map<String, Values> values = new LinkedHashMap<>();
  private final Map<String, Marks> marks = new LinkedHashMap<>();
  private boolean same;
  private long equal;

  /** Differences of a value, second minus first. */
  private static final class Values {
    private final String unit;
    private long both;
    private long onlyFirst;
    private long onlySecond;
    private double sum;
    private double squares;
    private double largest;

    Values(String unit) {
      this.unit = unit;
    }
  }

  /** What each has marked. */
  private static final class Marks {
    private long first;
    private long second;
    private long both;
  }

  /** The next image or event begins. */
  void begin() {
    same = true;
  }

  /** It ends. */
  void end() {
    equal += same ? 1 : 0;
  }

  /** Images, waveforms or events on which both agree in everything. */
  long equal() {
    return equal;
  }

  /** A value of both; NaN where there is none. */
  void value(String name, String unit, double first, double second) {
    add(values.computeIfAbsent(name, n -> new Values(unit)), first, second);
  }

  private void add(Values v, double first, double second) {
    if (Double.isNaN(first) || Double.isNaN(second)) {
      v.onlyFirst += Double.isNaN(first) ? 0 : 1;
      v.onlySecond += Double.isNaN(second) ? 0 : 1;
      same &= Double.isNaN(first) && Double.isNaN(second);
      return;
    }
    // Equal infinities have no difference.
    double difference = first == second ? 0 : second - first;
    same &= difference == 0;
    v.both++;
    v.sum += difference;
    v.squares += difference * difference;
    v.largest = Math.max(v.largest, Math.abs(difference));
  }

  /** A part of two flat arrays. */
  void values(String name, String unit, float[] first, float[] second, int from, int to) {
    Values v = values.computeIfAbsent(name, n -> new Values(unit));
    for (int i = from; i < to; i++) {
      add(v, first[i], second[i]);
    }
  }

  /** What each has marked: {@code shared} of them both. */
  void marks(String name, int first, int second, int shared) {
    Marks m = marks.computeIfAbsent(name, n -> new Marks());
    m.first += first;
    m.second += second;
    m.both += shared;
    same &= first == shared && second == shared;
  }

  /** A row of two masks. */
  void masks(String name, PixelMask first, PixelMask second, int row) {
    int shared = 0;
    for (int p = 0; p < first.pixels(); p++) {
      shared += first.get(row, p) && second.get(row, p) ? 1 : 0;
    }
    marks(name, first.count(row), second.count(row), shared);
  }

  /** A row of two tables, in the columns that both have. */
  void row(Table first, Table second, int row) {
    for (Column a : first.schema().columns()) {
      int index = second.schema().indexOf(a.name());
      if (index < 0 || a.type() == ColumnType.STRING) {
        continue;
      }
      Column b = second.schema().columns().get(index);
      for (int i = 0; i < Math.min(a.elements(), b.elements()); i++) {
        value(a.name(), a.unit(), first.getElement(row, a, i), second.getElement(row, b, i));
      }
    }
  }

  /** The differences of values, in order. */
  List<PluginTrial.Difference> differences() {
    List<PluginTrial.Difference> list = new ArrayList<>();
    values.forEach(
        (name, v) -> {
          double n = Math.max(1, v.both);
          list.add(
              new PluginTrial.Difference(
                  name,
                  v.unit,
                  v.both,
                  v.sum / n,
                  Math.sqrt(v.squares / n),
                  v.largest,
                  v.onlyFirst,
                  v.onlySecond));
        });
    return list;
  }

  /** What each has marked, in order. */
  List<PluginTrial.Marked> marked() {
    List<PluginTrial.Marked> list = new ArrayList<>();
    marks.forEach((name, m) -> list.add(new PluginTrial.Marked(name, m.first, m.second, m.both)));
    return list;
  }
}
