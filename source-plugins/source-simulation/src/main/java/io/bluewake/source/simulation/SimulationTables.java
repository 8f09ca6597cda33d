package io.bluewake.source.simulation;

import io.bluewake.model.Column;
import io.bluewake.model.DataModel;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Table;
import io.bluewake.source.simulation.shower.Atmosphere;
import io.bluewake.source.simulation.telescope.ArrayModel;
import java.util.Optional;

/** Tables about a simulated run. */
final class SimulationTables {
  /** Start of the run, seconds since 1970 TAI: the first of January 2025. */
  static final int START_SECONDS = 1_735_689_637;

  private static final double START_MJD = 40587 + START_SECONDS / 86400.0;
  private static final int ENERGY_BINS = 60;
  private static final int DISTANCE_BINS = 20;
  private static final double FIRST_ENERGY = 1e-3;
  private static final double ENERGY_DECADES = 6;

  private final Settings settings;
  private final ArrayModel array;
  private final float[] histogram = new float[ENERGY_BINS * DISTANCE_BINS];
  private long thrown;

  SimulationTables(Settings settings, ArrayModel array) {
    this.settings = settings;
    this.array = array;
  }

  RunInfo run(double[] pointing) {
    Table scheduling = new Table(DataModel.SCHEDULING_BLOCK);
    scheduling.append();
    set(scheduling, "sb_id", settings.get(Key.RUN));
    set(scheduling, "sb_type", 0);
    set(scheduling, "pointing_mode", settings.on(Key.DRIFT) ? 2 : 1);
    scheduling.set(0, DataModel.SCHEDULING_BLOCK.column("producer_id"), "simulation");
    Table observation = new Table(DataModel.OBSERVATION_BLOCK);
    observation.append();
    set(observation, "obs_id", settings.get(Key.RUN));
    set(observation, "sb_id", settings.get(Key.RUN));
    set(observation, "state", 1);
    set(observation, "subarray_pointing_lat", Math.toDegrees(pointing[1]));
    set(observation, "subarray_pointing_lon", Math.toDegrees(pointing[0]));
    set(observation, "subarray_pointing_frame", 0);
    set(observation, "scheduled_start_time", START_MJD);
    set(observation, "actual_start_time", START_MJD);
    observation.set(0, DataModel.OBSERVATION_BLOCK.column("producer_id"), "simulation");
    return new RunInfo(
        true, scheduling, observation, Optional.of(simulation()), Optional.of(atmosphere()));
  }

  private Table simulation() {
    Table table = new Table(DataModel.SIMULATION_RUN);
    table.append();
    double[] field = array.field();
    set(table, "obs_id", settings.get(Key.RUN));
    set(table, "run_number", settings.get(Key.RUN));
    set(table, "energy_range_min", settings.get(Key.ENERGY_MIN));
    set(table, "energy_range_max", settings.get(Key.ENERGY_MAX));
    set(table, "spectral_index", settings.get(Key.INDEX));
    set(table, "prod_site_alt", array.site().height());
    double total = Math.sqrt(field[0] * field[0] + field[1] * field[1] + field[2] * field[2]);
    set(table, "prod_site_B_total", total);
    set(table, "prod_site_B_inclination", array.inclination());
    set(table, "prod_site_B_declination", array.declination());
    set(table, "n_showers", settings.get(Key.SHOWERS));
    set(table, "shower_reuse", settings.get(Key.REUSE));
    set(table, "shower_prog_start", START_SECONDS);
    set(table, "detector_prog_start", START_SECONDS);
    set(table, "min_alt", settings.angle(Key.ALTITUDE));
    set(table, "max_alt", settings.angle(Key.ALTITUDE));
    set(table, "min_az", settings.angle(Key.AZIMUTH));
    set(table, "max_az", settings.angle(Key.AZIMUTH));
    set(table, "diffuse", settings.get(Key.VIEWCONE) > 0 ? 1 : 0);
    set(table, "min_viewcone_radius", settings.get(Key.VIEWCONE_MIN));
    set(table, "max_viewcone_radius", settings.get(Key.VIEWCONE));
    set(table, "min_scatter_range", 0);
    set(table, "max_scatter_range", settings.get(Key.CORE_RADIUS));
    set(table, "core_pos_mode", 1);
    set(table, "atmosphere", 6);
    set(table, "corsika_wlen_min", 280);
    set(table, "corsika_wlen_max", 700);
    set(table, "corsika_bunchsize", 1);
    return table;
  }

  /** The profile, every 500 m up to 50 km; heights of the attributes in cm, as CORSIKA has them. */
  private Table atmosphere() {
    Atmosphere air = new Atmosphere();
    Table table = new Table(DataModel.ATMOSPHERE);
    for (int i = 0; i <= 100; i++) {
      double height = 500.0 * i;
      int row = table.append();
      table.set(row, table.schema().columns().get(0), height / 1000);
      table.set(row, table.schema().columns().get(1), air.density(height) / 100);
      table.set(row, table.schema().columns().get(2), air.depth(height));
    }
    table.attributes().put("observation_level", 100 * array.site().height());
    table.attributes().put("atmosphere_id", 6L);
    table.attributes().put("atmosphere_name", "U.S. standard atmosphere after Linsley");
    table.attributes().put("atmosphere_height", 1.128292e7);
    return table;
  }

  private static void set(Table table, String name, double value) {
    table.set(0, table.schema().column(name), value);
  }

  /** Counts a use of a shower, whether it triggers or not. */
  void count(double energyTeV, double coreX, double coreY) {
    thrown++;
    double e = Math.log10(energyTeV / FIRST_ENERGY) / ENERGY_DECADES * ENERGY_BINS;
    double d =
        Math.hypot(coreX, coreY) / Math.max(settings.get(Key.CORE_RADIUS), 1e-9) * DISTANCE_BINS;
    int energyBin = (int) Math.max(0, Math.min(ENERGY_BINS - 1, e));
    int distanceBin = (int) Math.max(0, Math.min(DISTANCE_BINS - 1, d));
    histogram[energyBin * DISTANCE_BINS + distanceBin] += 1f;
  }

  /** Distribution of the showers counted so far. */
  Table showerDistribution() {
    Table table = new Table(DataModel.showerDistribution(ENERGY_BINS, DISTANCE_BINS));
    table.append();
    set(table, "obs_id", settings.get(Key.RUN));
    set(table, "hist_id", 6);
    set(table, "n_entries", (double) thrown);
    Column energy = table.schema().column("bins_energy");
    for (int i = 0; i <= ENERGY_BINS; i++) {
      double edge = FIRST_ENERGY * Math.pow(10, ENERGY_DECADES * i / ENERGY_BINS);
      table.setElement(0, energy, i, edge);
    }
    Column distance = table.schema().column("bins_core_dist");
    for (int i = 0; i <= DISTANCE_BINS; i++) {
      table.setElement(0, distance, i, settings.get(Key.CORE_RADIUS) * i / DISTANCE_BINS);
    }
    Column counts = table.schema().column("histogram");
    for (int i = 0; i < histogram.length; i++) {
      table.setElement(0, counts, i, histogram[i]);
    }
    return table;
  }
}
