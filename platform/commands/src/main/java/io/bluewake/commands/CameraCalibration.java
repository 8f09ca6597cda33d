package io.bluewake.commands;

import io.bluewake.commands.PixelCollector.Kind;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventType;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.Subarray;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.runtime.CalibrationRun;
import io.bluewake.runtime.InputPaths;
import io.bluewake.runtime.PipelineResult;
import io.bluewake.spi.InputException;
import io.bluewake.spi.MonitoringSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Pixel statistics and coefficients: one pass over the inputs for pedestals, with charges and
 * variances of all gain channels, and one for flat fields, because the coefficients need both.
 */
final class CameraCalibration {
  private static final EventType SKY = EventType.SKY_PEDESTAL;

  private final CalibrateCommand command;
  private final Session session;
  private final CalibrationPass pass;
  private final ChunkMaker maker;
  private final CalibrationReport report;
  private final NightSkyTables sky;
  private final Map<Integer, Map<String, PixelSeries>> found = new TreeMap<>();
  private final Set<Long> observations = new TreeSet<>();
  private Optional<Subarray> subarray = Optional.empty();
  private boolean simulation;
  private int window;

  private final List<String> monitoring = new ArrayList<>();

  CameraCalibration(CalibrateCommand command, Session session) {
    this.command = command;
    this.session = session;
    pass = new CalibrationPass(command, session);
    maker = new ChunkMaker(command.faultyFraction);
    report = new CalibrationReport(command, session);
    sky = new NightSkyTables(command, pass, report);
  }

  void run() throws Exception {
    List<String> pedestals = command.pedestals.isEmpty() ? command.inputs : command.pedestals;
    List<String> flatfields = command.flatfields.isEmpty() ? command.inputs : command.flatfields;
    monitoring.addAll(command.monitoring);
    if (!pedestals.isEmpty()) {
      InputShape shape = shape(pedestals);
      List<CalibrationRun> stages =
          new ArrayList<>(
              stages(
                  "pedestal", pedestals, command.pedestalProfile, pedestalTypes(), shape, false));
      if (command.variance && shape.waveforms()) {
        stages.addAll(
            stages("variance", pedestals, command.varianceProfile, pedestalTypes(), shape, true));
      }
      pass("pedestal", stages, pedestals, pedestalTypes());
      window = found.isEmpty() ? 0 : pass.windowSamples("pedestal");
    }
    if (!flatfields.isEmpty() && command.raw && window > 0) {
      withoutPedestals(flatfields);
    } else if (!flatfields.isEmpty()) {
      flatfields(flatfields);
    }
    write();
  }

  private void flatfields(List<String> inputs) throws Exception {
    Set<EventType> types = Set.of(EventType.FLATFIELD);
    pass(
        "flatfield",
        stages("flatfield", inputs, command.flatfieldProfile, types, shape(inputs), false),
        inputs,
        types);
  }

  /**
   * Flat fields of raw counts with the pedestals subtracted that were just found, because peak
   * times are means over the samples, which a pedestal draws to the middle of the window.
   */
  private void withoutPedestals(List<String> flatfields) throws Exception {
    Subarray array = subarray.orElseThrow();
    List<TelescopeMonitoring> telescopes = new ArrayList<>();
    for (int t = 0; t < array.size(); t++) {
      PixelSeries series = pedestal(found.getOrDefault(array.telescope(t).id(), Map.of()));
      List<PixelChunk> offsets = new ArrayList<>();
      for (int i = 0; i < series.size(); i++) {
        offsets.add(PedestalChunks.offsets(series.chunk(i), window));
      }
      telescopes.add(
          offsets.isEmpty()
              ? TelescopeMonitoring.NONE
              : TelescopeMonitoring.of(
                  Map.of(TelescopeMonitoring.COEFFICIENTS, PixelSeries.of(offsets)), Map.of()));
    }
    Path file = Files.createTempFile("bluewake-pedestals-", ".h5");
    try {
      writeTo(file, array, telescopes, true);
      monitoring.add(file.toString());
      flatfields(flatfields);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Set<EventType> pedestalTypes() {
    return switch (command.pedestalType) {
      case "sky" -> Set.of(EventType.SKY_PEDESTAL);
      case "plain" -> Set.of(EventType.PEDESTAL);
      case "dark" -> Set.of(EventType.DARK_PEDESTAL);
      case "electronic" -> Set.of(EventType.ELECTRONIC_PEDESTAL);
      default ->
          EnumSet.of(
              EventType.SKY_PEDESTAL,
              EventType.PEDESTAL,
              EventType.DARK_PEDESTAL,
              EventType.ELECTRONIC_PEDESTAL);
    };
  }

  private InputShape shape(List<String> inputs) throws Exception {
    return InputShape.of(
        InputPaths.expand(inputs).get(0),
        command.pedestalProfile,
        pass.sets("pedestal", List.of()),
        session);
  }

  /** Stages of each gain channel. */
  private List<CalibrationRun> stages(
      String name,
      List<String> inputs,
      String profile,
      Set<EventType> types,
      InputShape shape,
      boolean ofWaveforms)
      throws UsageException {
    EventType only = types.contains(EventType.FLATFIELD) ? EventType.FLATFIELD : SKY;
    Optional<EventType> instead = known(inputs) ? Optional.of(only) : Optional.empty();
    List<CalibrationRun> runs = new ArrayList<>();
    List<PixelCollector> channels = new ArrayList<>();
    for (int c = 0; c < shape.channels(); c++) {
      PixelCollector collector =
          new PixelCollector(
              types,
              instead,
              c,
              command.rule(),
              done -> {
                channels.add(done);
                report.events(name, done);
                if (channels.size() == shape.channels()) {
                  combine(channels, done, shape.channels(), ofWaveforms);
                }
              });
      runs.add(
          pass.stages(
              name,
              inputs,
              profile,
              List.of(
                  "gain.plugin=manual",
                  "gain.channel=" + (c == 0 ? "high" : "low"),
                  "monitoring.hdf5.times=use"),
              Set.of(DataLevel.DL1_IMAGES),
              ofWaveforms,
              monitoring,
              collector));
    }
    return runs;
  }

  /** Whether the user says of what kind all events of inputs are. */
  private boolean known(List<String> inputs) {
    return inputs != command.inputs;
  }

  private void pass(
      String name, List<CalibrationRun> stages, List<String> inputs, Set<EventType> types)
      throws Exception {
    PipelineResult result = pass.run(name, stages, known(inputs) ? Set.of() : types);
    session.record().files("inputs", result.inputs());
  }

  /** Makes the chunks of all channels, and the coefficients after the flat fields. */
  private void combine(
      List<PixelCollector> channels, PixelCollector done, int most, boolean variance)
      throws IOException {
    Subarray array = done.subarray();
    subarray = Optional.of(array);
    simulation = done.run().simulation();
    var blocks = done.run().observationBlocks();
    for (int r = 0; r < blocks.rows(); r++) {
      observations.add(blocks.getLong(r, blocks.schema().column("obs_id")));
    }
    Function<Integer, Integer> wanted =
        t -> Math.min(most, array.telescope(t).camera().readout().channels());
    Map<Kind, List<PixelChunk>> charges =
        maker.chunks(channels, false, done.plugins().outliers(), wanted);
    Map<Kind, List<PixelChunk>> times = new TreeMap<>();
    if (done.plugins().timeStatistics().isPresent()) {
      times = maker.chunks(channels, true, done.plugins().timeOutliers(), wanted);
    }
    for (int t = 0; t < array.size(); t++) {
      int telescope = t;
      List<Kind> keys = charges.keySet().stream().filter(k -> k.telescope() == telescope).toList();
      if (keys.isEmpty()) {
        continue;
      }
      EventType type = ChunkMaker.best(keys);
      Kind key = new Kind(t, type);
      Map<String, PixelSeries> series =
          found.computeIfAbsent(array.telescope(t).id(), id -> new LinkedHashMap<>());
      List<PixelChunk> chunks = charges.get(key);
      PixelSeries pedestal = pedestal(series);
      if (type == EventType.FLATFIELD && command.raw && !pedestal.isEmpty()) {
        chunks = chunks.stream().map(chunk -> PedestalChunks.raised(chunk, pedestal)).toList();
      }
      int id = array.telescope(t).id();
      int before = channels.get(0).pieces().get(key).size();
      series.put(name(type, variance), PixelSeries.of(chunks));
      report.again(id, name(type, variance), before, chunks);
      if (variance) {
        sky.use(id, done.samples(t), done.monitoring(t));
      }
      if (type == EventType.FLATFIELD) {
        flatfield(array, t, chunks, times.get(key), series, done, before);
      }
    }
  }

  private void flatfield(
      Subarray array,
      int t,
      List<PixelChunk> charges,
      List<PixelChunk> times,
      Map<String, PixelSeries> series,
      PixelCollector done,
      int before) {
    if (times == null) {
      return;
    }
    series.put(TelescopeMonitoring.FLATFIELD_PEAK_TIME, PixelSeries.of(times));
    report.again(array.telescope(t).id(), TelescopeMonitoring.FLATFIELD_PEAK_TIME, before, times);
    PixelSeries pedestal = pedestal(series);
    if (pedestal.isEmpty() || done.plugins().coefficients().isEmpty()) {
      return;
    }
    List<PixelChunk> pedestals = new ArrayList<>();
    for (int i = 0; i < pedestal.size(); i++) {
      pedestals.add(pedestal.chunk(i));
    }
    series.put(
        TelescopeMonitoring.COEFFICIENTS,
        CoefficientSeries.of(
            array.telescope(t).camera(),
            pedestals,
            charges,
            times,
            done.plugins().coefficients().get()));
    report.errors(array.telescope(t).id(), charges, pedestal);
  }

  private static PixelSeries pedestal(Map<String, PixelSeries> series) {
    PixelSeries pedestal = PixelSeries.EMPTY;
    for (Map.Entry<String, PixelSeries> s : series.entrySet()) {
      pedestal = s.getKey().endsWith("pedestal_image") ? s.getValue() : pedestal;
    }
    return pedestal;
  }

  private static String name(EventType type, boolean variance) {
    if (variance) {
      boolean dark = type == EventType.DARK_PEDESTAL || type == EventType.ELECTRONIC_PEDESTAL;
      return dark
          ? TelescopeMonitoring.DARK_PEDESTAL_VARIANCE
          : TelescopeMonitoring.PEDESTAL_VARIANCE;
    }
    return type.name().toLowerCase(Locale.ROOT) + "_image";
  }

  private void write() throws Exception {
    if (found.isEmpty() || subarray.isEmpty()) {
      throw new InputException(
          (command.inputs.isEmpty() ? command.pedestals : command.inputs).get(0)
              + ": no calibration events");
    }
    Subarray array = subarray.get();
    sky.add(array, found);
    List<TelescopeMonitoring> telescopes = new ArrayList<>();
    for (int t = 0; t < array.size(); t++) {
      telescopes.add(
          TelescopeMonitoring.of(found.getOrDefault(array.telescope(t).id(), Map.of()), Map.of()));
    }
    writeTo(command.output, array, telescopes, command.running.overwrite);
    report.written(array, telescopes);
  }

  private void writeTo(
      Path target, Subarray array, List<TelescopeMonitoring> telescopes, boolean overwrite)
      throws Exception {
    session
        .services()
        .pipelines()
        .writeMonitoring(
            target,
            List.of(command.pedestalProfile),
            List.of(),
            new MonitoringSource.Product(
                array, telescopes, simulation, observations, pass.activity(), overwrite));
  }
}
