package io.bluewake.writer.eventio;

import io.bluewake.model.Schema;
import io.bluewake.model.Table;

/** The histogram of thrown showers: distance of the core in x, logarithm of the energy in y. */
final class ShowerHistogram {
  private static final int HISTOGRAMS = 100;
  private static final int ALL_SHOWERS = 6;
  private static final String TITLE = "Events without weights (Ra, log10(E))";

  private ShowerHistogram() {}

  static void write(EventioBuffer out, Table table) {
    Schema schema = table.schema();
    int energies = schema.column("bins_energy").elements() - 1;
    int distances = schema.column("bins_core_dist").elements() - 1;
    double low = table.getElement(0, schema.column("bins_core_dist"), 0);
    double high = table.getElement(0, schema.column("bins_core_dist"), distances);
    double first = Math.log10(table.getElement(0, schema.column("bins_energy"), 0));
    double last = Math.log10(table.getElement(0, schema.column("bins_energy"), energies));
    int entries = (int) Math.min(Integer.MAX_VALUE, table.getLong(0, schema.column("n_entries")));
    out.begin(HISTOGRAMS, 2, 0, false).i16(1);
    out.u8('F').text(TITLE);
    if (TITLE.length() % 2 == 0) {
      out.u8(0);
    }
    out.i32(ALL_SHOWERS).i16(distances).i16(energies).i32(entries).i32(entries);
    out.i32(0).i32(0).f32(low).f32(high).f32(0).f32(0);
    out.i32(0).i32(0).f32(first).f32(last).f32(0).f32(0);
    out.f32(entries).f32(entries).fill(8, 0);
    if (entries > 0) {
      for (int i = 0; i < energies * distances; i++) {
        out.f32(table.getElement(0, schema.column("histogram"), i));
      }
    }
    out.end();
  }
}
