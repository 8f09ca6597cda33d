package io.bluewake.commands;

import io.bluewake.engine.Gatherer;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.runtime.Calibration;
import io.bluewake.spi.InputException;
import io.bluewake.spi.MonitoringSource;
import io.bluewake.spi.PixelAggregator.Moments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Optical throughput of each telescope over time: the efficiency of the muon rings whose fit is
 * valid, not at a limit of a parameter, and near enough, in chunks.
 */
final class MuonThroughput implements Calibration, Calibration.Collector {
  private static final String PREFIX = "muonefficiency_";

  private final CalibrateCommand command;
  private final Session session;
  private final Map<Integer, ChunkWindow> windows = new TreeMap<>();
  private final List<TelescopeMonitoring> result = new ArrayList<>();
  private final RowStore store = new RowStore();
  private Plugins plugins;
  private Subarray array;
  private RunInfo info;

  MuonThroughput(CalibrateCommand command, Session session) {
    this.command = command;
    this.session = session;
  }

  void run() throws Exception {
    CalibrationPass pass = new CalibrationPass(command, session);
    pass.run(
        "muon",
        List.of(
            pass.stages(
                "muon",
                command.inputs,
                command.muonProfile,
                List.of(),
                Set.of(DataLevel.DL1_PARAMETERS, DataLevel.DL1_MUON),
                false,
                command.monitoring,
                this)),
        Set.of());
    if (windows.isEmpty()) {
      throw new InputException(command.inputs.get(0) + ": no muon ring with a good fit");
    }
    Set<Long> observations = new TreeSet<>();
    Table blocks = info.observationBlocks();
    for (int r = 0; r < blocks.rows(); r++) {
      observations.add(blocks.getLong(r, blocks.schema().column("obs_id")));
    }
    session
        .services()
        .pipelines()
        .writeMonitoring(
            command.output,
            List.of(command.muonProfile),
            List.of(),
            new MonitoringSource.Product(
                array,
                result,
                info.simulation(),
                observations,
                pass.activity(),
                command.running.overwrite));
    windows.forEach(
        (t, window) ->
            session.say(
                command,
                "telescope " + array.telescope(t).id() + ": " + window.count() + " muon rings"));
    session.say(
        command, command.output + ": optical throughput of " + windows.size() + " telescopes");
  }

  @Override
  public Calibration.Collector open(Plugins taken, Subarray telescopes, RunInfo run) {
    plugins = taken;
    array = telescopes;
    info = run;
    return this;
  }

  /** A ring that counts. */
  private record Ring(int telescope, long timeNs, long event, float efficiency) {}

  @Override
  public Gatherer.Delivery gather(EventBatch batch) {
    List<Ring> rings = new ArrayList<>();
    Table muons = batch.muons();
    for (int row = 0; muons.rows() > 0 && row < batch.telescopeRows(); row++) {
      if (isGood(muons, row)) {
        int event = batch.eventOfRow()[row];
        double value = muons.getDouble(row, muons.schema().column(PREFIX + "optical_efficiency"));
        rings.add(
            new Ring(
                batch.telescope()[row],
                batch.timeNs(event),
                batch.eventId()[event],
                (float) value));
      }
    }
    return () -> {
      for (Ring ring : rings) {
        windows
            .computeIfAbsent(
                ring.telescope(),
                t ->
                    new ChunkWindow(
                        command.rule().plain(), plugins.statistics(), Optional.empty(), store))
            .add(ring.timeNs(), ring.event(), new float[] {ring.efficiency()});
      }
    };
  }

  private boolean isGood(Table muons, int row) {
    double impact = muons.getDouble(row, muons.schema().column(PREFIX + "impact"));
    return muons.getLong(row, muons.schema().column(PREFIX + "is_valid")) != 0
        && muons.getLong(row, muons.schema().column(PREFIX + "parameters_at_limit")) == 0
        && impact >= 0
        && impact <= command.maxImpact
        && Double.isFinite(
            muons.getDouble(row, muons.schema().column(PREFIX + "optical_efficiency")));
  }

  @Override
  public void finish() throws IOException {
    for (int t = 0; t < array.size(); t++) {
      ChunkWindow window = windows.get(t);
      result.add(
          window == null
              ? TelescopeMonitoring.NONE
              : TelescopeMonitoring.of(
                  Map.of(), Map.of(TelescopeMonitoring.MUON_THROUGHPUT, series(window.finish()))));
    }
  }

  private static TimeSeries series(List<ChunkWindow.Piece> pieces) {
    int n = pieces.size();
    long[] start = new long[n];
    long[] end = new long[n];
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name :
        List.of(
            "event_id_start",
            "event_id_end",
            "n_events",
            "mean",
            "median",
            "std",
            "sem",
            "is_valid")) {
      columns.put(name, new double[n]);
    }
    for (int i = 0; i < n; i++) {
      ChunkWindow.Piece p = pieces.get(i);
      Moments m = p.charge();
      start[i] = p.startNs();
      end[i] = p.endNs();
      columns.get("event_id_start")[i] = (double) p.firstEvent();
      columns.get("event_id_end")[i] = (double) p.lastEvent();
      columns.get("n_events")[i] = (double) m.events()[0];
      columns.get("mean")[i] = m.mean()[0];
      columns.get("median")[i] = m.median()[0];
      columns.get("std")[i] = m.std()[0];
      columns.get("sem")[i] = m.std()[0] / Math.sqrt((double) m.events()[0]);
      columns.get("is_valid")[i] = m.events()[0] > 1 ? 1 : 0;
    }
    return new TimeSeries(start, end, columns, Map.of(), Long.MAX_VALUE);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
