package io.bluewake.source.toy;

import io.bluewake.model.Column;
import io.bluewake.model.DataModel;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Table;
import java.util.Optional;

/** Tables about a toy run. */
final class ToyTables {
  /** Start of the run, seconds since 1970 TAI: the first of January 2025. */
  static final int START_SECONDS = 1_735_689_637;

  private static final double START_MJD = 40587 + START_SECONDS / 86400.0;
  private static final int ENERGY_BINS = 20;
  private static final int DISTANCE_BINS = 10;

  private final ToySettings settings;
  private final float[] histogram = new float[ENERGY_BINS * DISTANCE_BINS];
  private long thrown;

  ToyTables(ToySettings settings) {
    this.settings = settings;
  }

  RunInfo run() {
    Table scheduling = new Table(DataModel.SCHEDULING_BLOCK);
    scheduling.append();
    set(scheduling, "sb_id", settings.run());
    set(scheduling, "sb_type", 0);
    set(scheduling, "pointing_mode", 1);
    scheduling.set(0, DataModel.SCHEDULING_BLOCK.column("producer_id"), "toy");
    Table observation = new Table(DataModel.OBSERVATION_BLOCK);
    observation.append();
    set(observation, "obs_id", settings.run());
    set(observation, "sb_id", settings.run());
    set(observation, "state", 1);
    set(observation, "subarray_pointing_lat", Math.toDegrees(settings.altitude()));
    set(observation, "subarray_pointing_lon", Math.toDegrees(settings.azimuth()));
    set(observation, "subarray_pointing_frame", 0);
    set(observation, "scheduled_start_time", START_MJD);
    set(observation, "actual_start_time", START_MJD);
    observation.set(0, DataModel.OBSERVATION_BLOCK.column("producer_id"), "toy");
    return new RunInfo(true, scheduling, observation, Optional.of(simulation()), Optional.empty());
  }

  private Table simulation() {
    Table table = new Table(DataModel.SIMULATION_RUN);
    table.append();
    set(table, "obs_id", settings.run());
    set(table, "run_number", settings.run());
    set(table, "energy_range_min", settings.energyMin());
    set(table, "energy_range_max", settings.energyMax());
    set(table, "spectral_index", settings.spectralIndex());
    set(table, "prod_site_alt", ToyInstrument.SITE_HEIGHT);
    set(table, "n_showers", (double) settings.events());
    set(table, "shower_reuse", 1);
    set(table, "min_alt", settings.altitude());
    set(table, "max_alt", settings.altitude());
    set(table, "min_az", settings.azimuth());
    set(table, "max_az", settings.azimuth());
    set(table, "diffuse", settings.viewconeDeg() > 0 ? 1 : 0);
    set(table, "min_viewcone_radius", 0);
    set(table, "max_viewcone_radius", settings.viewconeDeg());
    set(table, "min_scatter_range", 0);
    set(table, "max_scatter_range", settings.coreRadius());
    set(table, "core_pos_mode", 1);
    return table;
  }

  private static void set(Table table, String name, double value) {
    table.set(0, table.schema().column(name), value);
  }

  /** Counts a shower, whether it triggers or not. */
  void count(ToyShower shower) {
    thrown++;
    double span = Math.log(settings.energyMax() / settings.energyMin());
    double e = Math.log(shower.energy() / settings.energyMin()) / span * ENERGY_BINS;
    double distance = Math.hypot(shower.coreX(), shower.coreY());
    double d = distance / Math.max(settings.coreRadius(), 1e-9) * DISTANCE_BINS;
    int energyBin = (int) Math.max(0, Math.min(ENERGY_BINS - 1, e));
    int distanceBin = (int) Math.max(0, Math.min(DISTANCE_BINS - 1, d));
    histogram[energyBin * DISTANCE_BINS + distanceBin] += 1f;
  }

  /** Distribution of the showers counted so far. */
  Table showerDistribution() {
    Table table = new Table(DataModel.showerDistribution(ENERGY_BINS, DISTANCE_BINS));
    table.append();
    set(table, "obs_id", settings.run());
    set(table, "hist_id", 1);
    set(table, "n_entries", (double) thrown);
    Column energy = table.schema().column("bins_energy");
    for (int i = 0; i <= ENERGY_BINS; i++) {
      double ratio = settings.energyMax() / settings.energyMin();
      double edge = settings.energyMin() * Math.pow(ratio, (double) i / ENERGY_BINS);
      table.setElement(0, energy, i, edge);
    }
    Column distance = table.schema().column("bins_core_dist");
    for (int i = 0; i <= DISTANCE_BINS; i++) {
      table.setElement(0, distance, i, settings.coreRadius() * i / DISTANCE_BINS);
    }
    Column counts = table.schema().column("histogram");
    for (int i = 0; i < histogram.length; i++) {
      table.setElement(0, counts, i, histogram[i]);
    }
    return table;
  }
}
