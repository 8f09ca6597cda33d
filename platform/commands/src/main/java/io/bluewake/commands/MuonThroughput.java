package io.bluewake.commands;

import io.bluewake.model.Column;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.runtime.Calibration;
import io.bluewake.spi.InputException;
import io.bluewake.spi.MonitoringSource;
import io.bluewake.spi.PixelAggregator.Moments;
import io.bluewake.spi.ProductWriter;
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
final class MuonThroughput implements Calibration, ProductWriter {
  private final CalibrateCommand command;
  private final Session session;
  private final Map<Integer, ChunkWindow> windows = new TreeMap<>();
  private final List<TelescopeMonitoring> result = new ArrayList<>();
  private Plugins plugins;
  private Header header;

  MuonThroughput(CalibrateCommand command, Session session) {
    this.command = command;
    this.session = session;
  }

  void run() throws Exception {
    CalibrationPass pass = new CalibrationPass(command, session);
    pass.run(
        "muon",
        command.inputs,
        command.muonProfile,
        List.of(),
        Set.of(DataLevel.DL1_PARAMETERS, DataLevel.DL1_MUON),
        false,
        command.monitoring,
        this);
    if (windows.isEmpty()) {
      throw new InputException(command.inputs.get(0) + ": no muon ring with a good fit");
    }
    Subarray array = header.subarray();
    Set<Long> observations = new TreeSet<>();
    Table blocks = header.run().observationBlocks();
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
                header.run().simulation(),
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
  public ProductWriter open(Plugins taken, Header known) {
    plugins = taken;
    header = known;
    return this;
  }

  @Override
  public void write(EventBatch batch) {
    Table muons = batch.muons();
    if (muons.rows() == 0) {
      return;
    }
    Column efficiency = muons.schema().column("muonefficiency_optical_efficiency");
    Column impact = muons.schema().column("muonefficiency_impact");
    Column valid = muons.schema().column("muonefficiency_is_valid");
    Column limit = muons.schema().column("muonefficiency_parameters_at_limit");
    for (int row = 0; row < batch.telescopeRows(); row++) {
      double value = muons.getDouble(row, efficiency);
      boolean good =
          muons.getLong(row, valid) != 0
              && muons.getLong(row, limit) == 0
              && muons.getDouble(row, impact) >= 0
              && muons.getDouble(row, impact) <= command.maxImpact;
      if (good && Double.isFinite(value)) {
        int event = batch.eventOfRow()[row];
        windows
            .computeIfAbsent(
                batch.telescope()[row],
                t -> new ChunkWindow(command.rule(), plugins.statistics(), Optional.empty()))
            .add(
                batch.timeNs(event),
                batch.eventId()[event],
                new float[] {(float) value},
                new float[1]);
      }
    }
  }

  @Override
  public void prepare(Ending ending) {
    for (int t = 0; t < header.subarray().size(); t++) {
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
  public void commit(Ending ending) {}

  @Override
  public void close() {}
}
