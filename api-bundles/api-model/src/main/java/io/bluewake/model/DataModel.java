package io.bluewake.model;

/**
 * Schemas of the tables that do not come from plug-ins, in the column order of the ctapipe data
 * model 7.6.0. Columns that identify a row are separate ({@link #EVENT_INDEX}, {@link
 * #TELESCOPE_INDEX}) and are put in front by writers.
 */
public final class DataModel {
  private DataModel() {}

  /** Version of the data model that is written by default. */
  public static final String VERSION = "v7.6.0";

  /** Identifies an array event. */
  public static final Schema EVENT_INDEX =
      Schema.named("")
          .int32("obs_id", "Observation")
          .int64("event_id", "Event number in the observation")
          .build();

  /** Identifies a telescope event. */
  public static final Schema TELESCOPE_INDEX =
      Schema.named("")
          .int32("obs_id", "Observation")
          .int64("event_id", "Event number in the observation")
          .scalar("tel_id", ColumnType.INT16, "", "Telescope")
          .build();

  /** Simulated shower. */
  public static final Schema SHOWER =
      Schema.named("true")
          .float64("energy", "TeV", "Energy of the primary particle")
          .float64("alt", "deg", "Altitude of the shower direction")
          .float64("az", "deg", "Azimuth of the shower direction")
          .float64("core_x", "m", "Core position, x of the ground frame")
          .float64("core_y", "m", "Core position, y of the ground frame")
          .float64("h_first_int", "m", "Height of the first interaction")
          .float64("x_max", "g.cm**-2", "Atmospheric depth of the shower maximum")
          .float64("starting_grammage", "g.cm**-2", "Atmospheric depth where the primary started")
          .int64(
              "shower_primary_id",
              "Primary: 0 gamma, 1 electron, 2 muon, 101 proton, else 100 A + Z")
          .build();

  /** Distance of a telescope from the true shower axis. */
  public static final Schema TRUE_IMPACT =
      Schema.named("true_impact")
          .float64("distance", "m", "Distance from the shower axis")
          .float64("distance_uncert", "m", "Uncertainty of the distance")
          .build();

  /** Scheduling block. */
  public static final Schema SCHEDULING_BLOCK =
      Schema.named("")
          .scalar("sb_id", ColumnType.UINT64, "", "Scheduling block")
          .enumeration("sb_type", "SchedulingBlockType", "Kind of scheduling block")
          .text("producer_id", "Who made it")
          .enumeration("observing_mode", "ObservingMode", "Observing mode")
          .enumeration("pointing_mode", "PointingMode", "Pointing mode")
          .build();

  /** Observation block. */
  public static final Schema OBSERVATION_BLOCK =
      Schema.named("")
          .scalar("obs_id", ColumnType.UINT64, "", "Observation")
          .scalar("sb_id", ColumnType.UINT64, "", "Scheduling block it belongs to")
          .text("producer_id", "Who made it")
          .enumeration("state", "ObservationBlockState", "How the observation ended")
          .float32("subarray_pointing_lat", "deg", "Latitude of the pointing in its frame")
          .float32("subarray_pointing_lon", "deg", "Longitude of the pointing in its frame")
          .enumeration("subarray_pointing_frame", "CoordinateFrameType", "Frame of the pointing")
          .float64("scheduled_duration", "min", "Planned duration")
          .mjd("scheduled_start_time", "Planned start")
          .mjd("actual_start_time", "Start")
          .float64("actual_duration", "min", "Duration")
          .build();

  /** Configuration of a simulation run. */
  public static final Schema SIMULATION_RUN =
      Schema.named("")
          .int32("obs_id", "Observation")
          .int32("run_number", "Run number of the simulation")
          .int64("corsika_version", "CORSIKA version times 1000")
          .int64("simtel_version", "sim_telarray version")
          .float32("energy_range_min", "TeV", "Lower end of the energy range")
          .float32("energy_range_max", "TeV", "Upper end of the energy range")
          .float64("prod_site_B_total", "uT", "Geomagnetic field strength")
          .float64("prod_site_B_declination", "rad", "Geomagnetic declination")
          .float64("prod_site_B_inclination", "rad", "Geomagnetic inclination")
          .float64("prod_site_alt", "m", "Height of the site")
          .float64("spectral_index", "", "Index of the simulated power law")
          .int64("shower_prog_start", "Start of the shower simulation, Unix time")
          .int64("shower_prog_id", "Shower program: 1 CORSIKA")
          .int64("detector_prog_start", "Start of the detector simulation, Unix time")
          .int64("detector_prog_id", "Detector program: 1 sim_telarray")
          .int64("n_showers", "Number of simulated showers")
          .int64("shower_reuse", "How often each shower was used")
          .float32("max_alt", "rad", "Upper end of the altitude range")
          .float32("min_alt", "rad", "Lower end of the altitude range")
          .float32("max_az", "rad", "Upper end of the azimuth range")
          .float32("min_az", "rad", "Lower end of the azimuth range")
          .int64("diffuse", "Whether directions are diffuse")
          .float32("max_viewcone_radius", "deg", "Outer radius of the view cone")
          .float32("min_viewcone_radius", "deg", "Inner radius of the view cone")
          .float32("max_scatter_range", "m", "Outer radius of the core scatter")
          .float32("min_scatter_range", "m", "Inner radius of the core scatter")
          .int64("core_pos_mode", "Core scatter area: 1 circle, 2 rectangle")
          .int64("atmosphere", "Number of the atmosphere model")
          .int64("corsika_iact_options", "CORSIKA IACT option bits")
          .int64("corsika_low_E_model", "CORSIKA low energy interaction model")
          .int64("corsika_high_E_model", "CORSIKA high energy interaction model")
          .float64("corsika_bunchsize", "", "Photons per bunch")
          .float64("corsika_wlen_min", "nm", "Shortest wavelength")
          .float64("corsika_wlen_max", "nm", "Longest wavelength")
          .int64("corsika_low_E_detail", "Detail of the low energy model")
          .int64("corsika_high_E_detail", "Detail of the high energy model")
          .build();

  /** Atmospheric density profile; its attributes identify the profile. */
  public static final Schema ATMOSPHERE =
      Schema.named("")
          .float64("height", "km", "Height above sea level")
          .float64("density", "g.cm**-3", "Density")
          .float64("column_density", "g.cm**-2", "Density integrated from above")
          .build();

  /**
   * Thrown showers as histogram of energy and core distance.
   *
   * @param energyBins number of energy bins
   * @param distanceBins number of distance bins
   */
  public static Schema showerDistribution(int energyBins, int distanceBins) {
    return Schema.named("")
        .int32("obs_id", "Observation")
        .int64("hist_id", "Number of the histogram in the simulation file")
        .int64("n_entries", "Number of entries")
        .array("bins_energy", ColumnType.FLOAT64, Shape.of(energyBins + 1), "TeV", "Energy edges")
        .array(
            "bins_core_dist", ColumnType.FLOAT64, Shape.of(distanceBins + 1), "m", "Distance edges")
        .array(
            "histogram",
            ColumnType.FLOAT32,
            Shape.of(energyBins, distanceBins),
            "",
            "Thrown showers per bin")
        .build();
  }

  /** Cut flow of a quality selection. */
  public static final Schema CUT_FLOW =
      Schema.named("")
          .text("criteria", "Name of the criterion")
          .int64("counts", "How many passed this criterion")
          .int64("cumulative_counts", "How many passed this and all criteria before")
          .text("func", "The criterion as it was configured")
          .build();
}
