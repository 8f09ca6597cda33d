package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.config.ResolvedPlugin;
import io.bluewake.engine.Lease;
import io.bluewake.engine.SlotException;
import io.bluewake.model.Column;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.PointingSensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where telescopes look, measured from monitoring data.
 *
 * @param subarray the telescopes
 * @param simulation whether the events are simulated
 * @param observations the observations of the input
 * @param series names of what was measured
 * @param telescopes numbers over time of each telescope, by layout index: what was known and what
 *     was measured
 */
public record PointingMeasurement(
    Subarray subarray,
    boolean simulation,
    Set<Long> observations,
    List<String> series,
    List<TelescopeMonitoring> telescopes) {

  /** Asks the sensors of a configuration about all telescopes of an input. */
  static PointingMeasurement of(
      EventSource source,
      List<TelescopeMonitoring> known,
      SlotFactory slots,
      List<ResolvedPlugin> sensors)
      throws ConfigException, IOException, SlotException, InterruptedException {
    Subarray subarray = source.subarray();
    double[][] pointing = firstPointing(source);
    List<Map<String, TimeSeries>> numbers = new ArrayList<>();
    for (int t = 0; t < subarray.size(); t++) {
      Map<String, TimeSeries> series = new LinkedHashMap<>();
      TelescopeMonitoring m = known.isEmpty() ? TelescopeMonitoring.NONE : known.get(t);
      m.seriesNames().forEach(name -> series.put(name, m.all(name).get(0)));
      numbers.add(series);
    }
    List<String> names = new ArrayList<>();
    for (ResolvedPlugin plugin : sensors) {
      ServiceSlot<PointingSensor> slot =
          slots.slot(PointingSensor.class, plugin, SlotNames.common("sense", plugin));
      slot.touch();
      try (Lease<PointingSensor> lease = slot.acquire(-1)) {
        names.add(lease.service().series());
        for (int t = 0; t < subarray.size() && !known.isEmpty(); t++) {
          TimeSeries measured =
              lease
                  .service()
                  .measure(
                      subarray.telescope(t),
                      subarray.reference(),
                      known.get(t),
                      pointing[0][t],
                      pointing[1][t]);
          if (measured.size() > 0) {
            numbers.get(t).put(lease.service().series(), measured);
          }
        }
      }
    }
    if (names.contains(TelescopeMonitoring.BENDING_TERMS)) {
      // The model says what these say, for all directions; they are of one observation.
      numbers.forEach(series -> series.remove(TelescopeMonitoring.STAR_TRACKING));
    }
    List<TelescopeMonitoring> all = new ArrayList<>();
    numbers.forEach(series -> all.add(TelescopeMonitoring.of(Map.of(), series)));
    return new PointingMeasurement(
        subarray, source.run().simulation(), observations(source), List.copyOf(names), all);
  }

  private static Set<Long> observations(EventSource source) {
    Table blocks = source.run().observationBlocks();
    Set<Long> ids = new TreeSet<>();
    for (int r = 0; r < blocks.rows(); r++) {
      Column id = blocks.schema().column("obs_id");
      ids.add(blocks.getLong(r, id));
    }
    return ids;
  }

  /** Azimuth and altitude of each telescope in the first event, rad, NaN where unknown. */
  private static double[][] firstPointing(EventSource source) throws IOException {
    Subarray subarray = source.subarray();
    int[] groups = new int[subarray.size()];
    Arrays.setAll(groups, t -> subarray.cameras().indexOf(subarray.telescope(t).camera()));
    EventBatch batch = new EventBatch(subarray, groups);
    double[][] pointing = new double[2][subarray.size()];
    Arrays.fill(pointing[0], Double.NaN);
    Arrays.fill(pointing[1], Double.NaN);
    if (source.read(batch, new EventSource.Limits(1, 1))) {
      Arrays.fill(pointing[0], batch.arrayAzimuth()[0]);
      Arrays.fill(pointing[1], batch.arrayAltitude()[0]);
      for (int row = 0; row < batch.telescopeRows(); row++) {
        pointing[0][batch.telescope()[row]] = batch.azimuth()[row];
        pointing[1][batch.telescope()[row]] = batch.altitude()[row];
      }
    }
    return pointing;
  }
}
