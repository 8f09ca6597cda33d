package io.bluewake.source.hdf5;

import io.bluewake.codec.hdf5.Hdf5Attribute;
import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.InstrumentTables;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.DataModel;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is known of the observations, and where the telescopes pointed. */
final class RunReader {
  private static final String POINTING = "/configuration/telescope/pointing";
  private static final Set<String> NOT_FACTS = Set.of("CLASS", "VERSION", "TITLE", "NROWS");
  private static final long ALTAZ = 0;

  private final Hdf5File file;
  private final Table observations;

  /** Azimuth and altitude, rad, by observation and telescope id. */
  private final Map<Long, float[]> telescopes = new HashMap<>();

  /** Azimuth and altitude, rad, by observation. */
  private final Map<Long, double[]> arrays = new HashMap<>();

  RunReader(Hdf5File file) throws IOException {
    this.file = file;
    observations =
        table("/configuration/observation/observation_block", DataModel.OBSERVATION_BLOCK)
            .orElse(new Table(DataModel.OBSERVATION_BLOCK));
    readArrayPointing();
    readTelescopePointing();
  }

  private Optional<Table> table(String path, Schema schema) throws IOException {
    Hdf5Table t = file.table(path).orElse(null);
    return t == null ? Optional.empty() : Optional.of(TableSchema.readAll(t, schema));
  }

  RunInfo run() throws IOException {
    Optional<Table> atmosphere =
        table("/simulation/service/atmosphere_density_profile", DataModel.ATMOSPHERE);
    if (atmosphere.isPresent()) {
      copyFacts(
          file.tables().get("/simulation/service/atmosphere_density_profile"), atmosphere.get());
    }
    Optional<Table> runs = table("/configuration/simulation/run", DataModel.SIMULATION_RUN);
    return new RunInfo(
        file.group("/simulation").isPresent() || runs.isPresent(),
        table("/configuration/observation/scheduling_block", DataModel.SCHEDULING_BLOCK)
            .orElse(new Table(DataModel.SCHEDULING_BLOCK)),
        observations,
        runs,
        atmosphere);
  }

  private static void copyFacts(Hdf5Table from, Table to) {
    for (Hdf5Attribute a : from.attributes().values()) {
      boolean own =
          a.name().startsWith("FIELD_")
              || a.name().startsWith("CTAFIELD_")
              || a.name().startsWith("TAB_")
              || NOT_FACTS.contains(a.name());
      if (!own) {
        to.attributes().put(a.name(), a.value());
      }
    }
  }

  Optional<Table> showerDistribution() throws IOException {
    Hdf5Table t = file.table("/simulation/service/shower_distribution").orElse(null);
    return t == null ? Optional.empty() : Optional.of(TableSchema.readAll(t));
  }

  private void readArrayPointing() {
    Schema s = observations.schema();
    for (int r = 0; r < observations.rows(); r++) {
      if (observations.getLong(r, s.column("subarray_pointing_frame")) == ALTAZ) {
        double lon = observations.getDouble(r, s.column("subarray_pointing_lon"));
        double lat = observations.getDouble(r, s.column("subarray_pointing_lat"));
        arrays.put(
            observations.getLong(r, s.column("obs_id")),
            new double[] {Math.toRadians(lon), Math.toRadians(lat)});
      }
    }
  }

  private void readTelescopePointing() throws IOException {
    if (file.group(POINTING).isEmpty()) {
      return;
    }
    for (Hdf5Table from : file.group(POINTING).get().tables().values()) {
      Table t = TableSchema.readAll(from);
      for (int r = 0; r < t.rows(); r++) {
        long obs = InstrumentTables.integer(from, t, r, "obs_id");
        long telescope = InstrumentTables.integer(from, t, r, "tel_id");
        telescopes.put(
            key(obs, telescope),
            new float[] {
              (float) InstrumentTables.number(from, t, r, "telescope_pointing_azimuth"),
              (float) InstrumentTables.number(from, t, r, "telescope_pointing_altitude")
            });
      }
    }
  }

  private static long key(long obs, long telescope) {
    return obs << 16 ^ telescope;
  }

  /** Pointing of the array in an observation, rad; NaN if unknown. */
  double[] array(long obs) {
    double[] known = arrays.get(obs);
    return known == null ? new double[] {Double.NaN, Double.NaN} : known;
  }

  /** Pointing of a telescope in an observation, rad; that of the array if it has none. */
  float[] telescope(long obs, int telescope) {
    float[] known = telescopes.get(key(obs, telescope));
    if (known != null) {
      return known;
    }
    double[] array = array(obs);
    return new float[] {(float) array[0], (float) array[1]};
  }
}
