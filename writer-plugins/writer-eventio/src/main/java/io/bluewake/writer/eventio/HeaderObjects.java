package io.bluewake.writer.eventio;

import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.Telescope;
import io.bluewake.spi.ProductWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Objects about a run: history, metadata, run header, simulation header, atmosphere. */
final class HeaderObjects {
  private static final int HISTORY = 70;
  private static final int COMMAND_LINE = 71;
  private static final int CONFIGURATION = 72;
  private static final int METADATA = 75;
  private static final int ATMOSPHERE = 1216;
  private static final int RUN_HEADER = 2000;
  private static final int MC_RUN_HEADER = 2001;
  private static final int EVERYONE = -1;

  private final ProductWriter.Header header;
  private final RunInfo run;
  private final int start;

  HeaderObjects(ProductWriter.Header header) {
    this.header = header;
    run = header.run();
    double mjd = number(run.observationBlocks(), "actual_start_time", 40587);
    start = UnixTime.seconds((int) Math.round((mjd - 40587) * 86400));
  }

  /** Number of the run. */
  int runNumber() {
    return (int) number(run.observationBlocks(), "obs_id", 1);
  }

  void write(EventioBuffer out) {
    history(out);
    metadata(out);
    runHeader(out);
    run.simulationRuns().ifPresent(table -> simulation(out, table));
    run.atmosphere().ifPresent(table -> atmosphere(out, table));
  }

  private void history(EventioBuffer out) {
    out.begin(HISTORY, 1, 0, true);
    String command = header.activity().getOrDefault("ACTIVITY NAME", "bluewake");
    out.begin(COMMAND_LINE, 1, 0, false).i32(start).text(command).end();
    configuration(out, "# written by Bluewake");
    // Readers look at this line to know whether to expect true images.
    configuration(out, "store_photoelectrons " + (run.simulation() ? 1 : -1));
    out.end();
  }

  private void configuration(EventioBuffer out, String line) {
    out.begin(CONFIGURATION, 1, 0, false).i32(start).text(line).end();
  }

  private void metadata(EventioBuffer out) {
    Subarray subarray = header.subarray();
    GeodeticLocation place = subarray.reference();
    Map<String, String> items = new LinkedHashMap<>();
    items.put("ARRAY_CONFIG_NAME", subarray.name());
    items.put("*LATITUDE", Double.toString(place.latitudeDeg()));
    items.put("*LONGITUDE", Double.toString(place.longitudeDeg()));
    items.put("ALTITUDE", Double.toString(place.height()));
    metadata(out, EVERYONE, items);
    for (Telescope telescope : subarray.telescopes()) {
      metadata(out, telescope.id(), TelescopeObjects.metadata(telescope.camera()));
    }
  }

  private static void metadata(EventioBuffer out, int id, Map<String, String> items) {
    out.begin(METADATA, 0, id, false).unsigned(items.size());
    items.forEach((key, value) -> out.varText(key).varText(value));
    out.end();
  }

  private void runHeader(EventioBuffer out) {
    Table block = run.observationBlocks();
    out.begin(RUN_HEADER, 2, runNumber(), false);
    out.i32(runNumber()).i32(start).i32(-1).i32(0).i32(0);
    out.f32(Math.toRadians(number(block, "subarray_pointing_lon", 0)));
    out.f32(Math.toRadians(number(block, "subarray_pointing_lat", 0)));
    out.fill(5, 0);
    out.i32(header.subarray().size());
    for (Telescope t : header.subarray().telescopes()) {
      out.i16(t.id());
    }
    for (Telescope t : header.subarray().telescopes()) {
      out.f32(t.x()).f32(t.y()).f32(t.z());
    }
    out.i32(2).i32(0).text("simulated source").text("Bluewake").end();
  }

  private void simulation(EventioBuffer out, Table t) {
    out.begin(MC_RUN_HEADER, 4, runNumber(), false);
    out.i32(count(t, "shower_prog_id", 1)).i32(count(t, "corsika_version", 0));
    out.i32(start).i32(count(t, "detector_prog_id", 1)).i32(count(t, "simtel_version", 0));
    out.i32(start).f32(number(t, "prod_site_alt", 0));
    out.i32(count(t, "n_showers", 0)).i32(count(t, "shower_reuse", 1));
    out.i32(count(t, "core_pos_mode", 1));
    out.f32(number(t, "min_scatter_range", 0)).f32(number(t, "max_scatter_range", 0));
    out.f32(number(t, "min_alt", 0)).f32(number(t, "max_alt", 0));
    out.f32(number(t, "min_az", 0)).f32(number(t, "max_az", 0));
    out.i32(count(t, "diffuse", 0));
    out.f32(number(t, "min_viewcone_radius", 0)).f32(number(t, "max_viewcone_radius", 0));
    out.f32(number(t, "energy_range_min", 0)).f32(number(t, "energy_range_max", 0));
    out.f32(number(t, "spectral_index", 0)).f32(number(t, "prod_site_B_total", 0));
    out.f32(number(t, "prod_site_B_inclination", 0));
    out.f32(number(t, "prod_site_B_declination", 0));
    out.f32(-1).i32(count(t, "atmosphere", 0)).i32(count(t, "corsika_iact_options", 0));
    out.i32(count(t, "corsika_low_E_model", 0)).i32(count(t, "corsika_high_E_model", 0));
    out.f32(number(t, "corsika_bunchsize", 1));
    out.f32(number(t, "corsika_wlen_min", 280)).f32(number(t, "corsika_wlen_max", 700));
    out.i32(count(t, "corsika_low_E_detail", 0)).i32(count(t, "corsika_high_E_detail", 0));
    out.end();
  }

  private static void atmosphere(EventioBuffer out, Table t) {
    Object id = t.attributes().getOrDefault("atmosphere_id", 0L);
    out.begin(ATMOSPHERE, 1, ((Number) id).intValue(), false);
    out.varText(String.valueOf(t.attributes().getOrDefault("atmosphere_name", "")));
    Object level = t.attributes().getOrDefault("observation_level", 0.0);
    out.f64(((Number) level).doubleValue()).unsigned(t.rows());
    for (int row = 0; row < t.rows(); row++) {
      double density = t.getDouble(row, t.schema().columns().get(1));
      out.f64(t.getDouble(row, t.schema().columns().get(0)));
      out.f64(density);
      out.f64(t.getDouble(row, t.schema().columns().get(2)));
      // Refractivity is in proportion to density, 2.8e-4 at the density of sea level.
      out.f64(2.8e-4 * density / 1.225e-3);
    }
    layers(out, t);
    out.end();
  }

  /**
   * The profile as five layers of depth a + b exp(-h/c), the last one a straight line, heights in
   * cm: exponentials through the densities of the table at the bounds of the layers.
   */
  private static void layers(EventioBuffer out, Table t) {
    double[] bounds = {0, 4, 10, 40, 100};
    int last = t.rows() - 1;
    Object top = t.attributes().get("atmosphere_height");
    if (last < 1 || !(top instanceof Number height)) {
      out.unsigned(0);
      return;
    }
    out.unsigned(5).f64(height.doubleValue());
    for (int i = 0; i < 4; i++) {
      int low = row(t, bounds[i]);
      int high = Math.max(low + 1, row(t, bounds[i + 1]));
      int from = Math.min(low, last - 1);
      int to = Math.min(high, last);
      double h = 1e5 * t.getDouble(from, t.schema().columns().get(0));
      double above = 1e5 * t.getDouble(to, t.schema().columns().get(0));
      double density = t.getDouble(from, t.schema().columns().get(1));
      double thinner = t.getDouble(to, t.schema().columns().get(1));
      double c = (above - h) / Math.log(density / thinner);
      double b = density * c * Math.exp(h / c);
      double a = t.getDouble(from, t.schema().columns().get(2)) - density * c;
      out.f64(1e5 * bounds[i]).f64(a).f64(b).f64(c).f64(1 / c);
    }
    out.f64(1e5 * bounds[4]).f64(0.01128292).f64(1).f64(1e9).f64(1e-9);
  }

  /** Last row at or below a height, km. */
  private static int row(Table t, double height) {
    int row = 0;
    while (row < t.rows() - 1
        && t.getDouble(row + 1, t.schema().columns().get(0)) <= height + 1e-9) {
      row++;
    }
    return row;
  }

  private static int count(Table table, String name, int fallback) {
    return (int) number(table, name, fallback);
  }

  private static double number(Table table, String name, double fallback) {
    int index = table.schema().indexOf(name);
    if (index < 0 || table.rows() == 0) {
      return fallback;
    }
    double value = table.getDouble(0, table.schema().columns().get(index));
    return Double.isFinite(value) ? value : fallback;
  }
}
