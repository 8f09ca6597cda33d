package io.bluewake.writer.zfits;

import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where telescopes pointed, which DL0 does not say, as tables of monitoring data that {@code
 * process --monitoring} and ctapipe read: a row at the first event, whenever ten seconds have
 * passed, and at the last event.
 */
final class Pointings {
  private static final int STEP = 10;
  private static final long MARGIN = 1;

  private static final Schema SCHEMA =
      Schema.named("")
          .time("time", "Time")
          .float64("azimuth", "rad", "Azimuth, from north to east")
          .float64("altitude", "rad", "Altitude")
          .build();

  private static final Column TIME = SCHEMA.column("time");
  private static final Column AZIMUTH = SCHEMA.column("azimuth");
  private static final Column ALTITUDE = SCHEMA.column("altitude");

  private final Subarray array;
  private final Table[] tables;
  private final double[] last;

  Pointings(Subarray array) {
    this.array = array;
    tables = new Table[array.size()];
    last = new double[3 * array.size()];
  }

  /** Notes the pointing of a telescope at an event; NaN if it is not known. */
  void note(int telescope, int seconds, double azimuth, double altitude) {
    if (Double.isNaN(azimuth) || Double.isNaN(altitude)) {
      return;
    }
    long time = seconds & 0xFFFFFFFFL;
    Table table = tables[telescope];
    if (table == null) {
      table = new Table(SCHEMA);
      tables[telescope] = table;
      add(table, time - MARGIN, azimuth, altitude);
    } else if (time - table.getLong(table.rows() - 1, TIME) >= STEP) {
      add(table, time, azimuth, altitude);
    }
    last[3 * telescope] = time;
    last[3 * telescope + 1] = azimuth;
    last[3 * telescope + 2] = altitude;
  }

  private static void add(Table table, long time, double azimuth, double altitude) {
    int row = table.append();
    table.setElement(row, TIME, 0, (double) time);
    table.set(row, AZIMUTH, azimuth);
    table.set(row, ALTITUDE, altitude);
  }

  /** The tables by path, complete; none if no pointing is known. */
  Map<String, Table> tables() {
    Map<String, Table> all = new TreeMap<>();
    for (int t = 0; t < tables.length; t++) {
      if (tables[t] != null) {
        add(tables[t], (long) last[3 * t] + MARGIN, last[3 * t + 1], last[3 * t + 2]);
        int id = array.telescope(t).id();
        all.put(
            String.format(Locale.ROOT, "/dl0/monitoring/telescope/pointing/tel_%03d", id),
            tables[t]);
      }
    }
    return all;
  }
}
