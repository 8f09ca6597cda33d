package io.bluewake.source.zfits;

import io.bluewake.codec.zfits.ZfitsFile;
import io.bluewake.model.Camera;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.Telescope;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An observation being read. {@link #read} looks at the heads of the telescope events and puts
 * array events together; {@link #decode} decodes waveforms.
 */
final class ZfitsSource implements EventSource {
  /** Largest number of values in the waveforms of a group in one batch. */
  private static final long MOST_VALUES = 1L << 29;

  private final long maxEvents;

  /** Codes of the kinds of events that are asked for; none means all. */
  private final BitSet wanted = new BitSet();

  private final Notices notices;
  private final OpenFiles files;
  private final Observation observation = new Observation();
  private final Subarray subarray;
  private final DataLevel level;
  private final RunInfo run;
  private final EventMerger merger;
  private final int obsId;
  private boolean carried;
  private boolean finished;
  private long delivered;

  /** Finds and opens the files that belong to an input. */
  ZfitsSource(Path input, Request request, ZfitsOptions options, Instrument instrument)
      throws IOException {
    maxEvents = request.maxEvents();
    request.types().forEach(type -> wanted.set(type.code()));
    notices = new Notices(options.strict());
    files = new OpenFiles(options.checksums());
    boolean good = false;
    try {
      FileSet set = FileSet.of(input, options);
      set.muons()
          .forEach(p -> notices.add("files of muon candidates left out, which showers repeat"));
      SubarrayStream announced = subarrayEvents(set, input, options);
      Map<Integer, Map<String, List<Path>>> calibration = calibration(set, options);
      int number = announced == null ? -1 : subarrayNumber(set);
      TreeSet<Integer> ids = new TreeSet<>(set.showers().keySet());
      ids.addAll(calibration.keySet());
      ids.remove(-1);
      Head head = head(set, calibration, input);
      if (ids.isEmpty() && number < 0) {
        ids.add(head.telescope());
      }
      subarray =
          new Telescopes(input, options, instrument, notices)
              .choose(
                  ids,
                  number,
                  request.telescopes(),
                  Optional.ofNullable(head.layout().raw()).map(RawLayout::camera));
      if (head.layout().isRaw()) {
        rawNotices(head.layout());
      }
      level = head.layout().level();
      TriggerTimes triggers =
          announced == null || set.triggers().isEmpty()
              ? null
              : new TriggerTimes(
                  new SubarrayStream(
                      set.triggers(),
                      "Triggers",
                      "DL0v1.Trigger.Trigger",
                      files,
                      observation,
                      notices));
      missingFiles(set, input, announced != null);
      merger =
          new EventMerger(subarray, announced, triggers, notices, !request.telescopes().isEmpty());
      addStreams(set.showers(), announced == null);
      addStreams(calibration, true);
      FileName.of(input).ifPresent(name -> observation.otherwise(name.observation()));
      obsId = observation.number();
      run = RunTables.of(observation.schedulingBlock(), obsId);
      good = true;
    } finally {
      if (!good) {
        files.close();
      }
    }
  }

  /** What has to be known before the first event: from the first file of telescope events. */
  private record Head(EventLayout layout, int telescope) {}

  private SubarrayStream subarrayEvents(FileSet set, Path input, ZfitsOptions options)
      throws InputException {
    boolean named = FileName.of(input).map(FileName::subarray).orElse(false);
    if (set.subarray().isEmpty() && named) {
      throw new InputException(
          input + ": is no file of subarray events, and none of its observation is beside it");
    }
    if (set.subarray().isEmpty() || options.calibration() == ZfitsOptions.Calibration.ONLY) {
      return null;
    }
    return new SubarrayStream(
        set.subarray(), "SubarrayEvents", "DL0v1.Subarray.Event", files, observation, notices);
  }

  /** Counts whole kinds of files that are missing. */
  private void missingFiles(FileSet set, Path input, boolean announced) throws InputException {
    if (announced && set.triggers().isEmpty()) {
      notices.gap(
          "observations without lists of triggers: their times are those of the data",
          input.toString());
    }
    boolean showers =
        set.showers().values().stream()
            .flatMap(streams -> streams.values().stream())
            .anyMatch(
                paths ->
                    FileName.of(paths.get(0)).filter(n -> n.type().endsWith("SHOWER")).isPresent());
    if (set.subarray().isEmpty()
        && showers
        && (set.showers().size() > 1 || !set.triggers().isEmpty())) {
      notices.gap(
          "observations without subarray events: telescopes put together by event numbers",
          input.toString());
    }
  }

  private Map<Integer, Map<String, List<Path>>> calibration(FileSet set, ZfitsOptions options) {
    if (options.calibration() == ZfitsOptions.Calibration.ONLY) {
      set.showers().clear();
    }
    if (options.calibration() == ZfitsOptions.Calibration.SKIP) {
      set.calibration()
          .forEach(
              (t, streams) ->
                  streams.forEach(
                      (name, paths) ->
                          paths.forEach(p -> notices.add("files of calibration events left out"))));
      return new TreeMap<>();
    }
    return set.calibration();
  }

  private int subarrayNumber(FileSet set) throws IOException {
    Path first = set.subarray().get(0);
    ZfitsFile file = files.open(first);
    try {
      var stream = file.table("DataStream");
      Message message = stream.isPresent() ? new Message(stream.get()) : null;
      if (message != null) {
        observation.check(
            first.toString(), message.integer("sb_id", -1), message.integer("obs_id", -1));
      }
      return message == null ? 0 : (int) message.integer("subarray_id", 0);
    } catch (IOException e) {
      throw OpenFiles.describe(first, e);
    } finally {
      files.release(file);
    }
  }

  /** What is missing in recordings of raw counts. */
  private void rawNotices(EventLayout layout) {
    notices.add(
        "recordings of raw counts: pedestals from each waveform, nominal gains,"
            + " nothing known of single pixels and of pedestals of capacitors");
    if (layout == EventLayout.NECTARCAM) {
      notices.add(
          "recordings that do not say which pixels they are of: taken for the first of the camera");
    }
  }

  private Head head(FileSet set, Map<Integer, Map<String, List<Path>>> calibration, Path input)
      throws IOException {
    for (var kind : List.of(set.showers(), calibration)) {
      for (var streams : kind.values()) {
        for (List<Path> paths : streams.values()) {
          ZfitsFile file = files.open(paths.get(0));
          try {
            if (TelescopeStream.isWithoutEvents(file)) {
              continue;
            }
            EventLayout layout = EventLayout.of(TelescopeStream.events(file)).orElseThrow();
            CameraConfig config = CameraConfig.of(file, layout, Optional.empty());
            if (config.telescope() < 0) {
              throw new InputException(paths.get(0) + ": does not say which telescope it is of");
            }
            observation.check(
                paths.get(0).toString(), config.schedulingBlock(), config.observation());
            return new Head(layout, config.telescope());
          } catch (IOException e) {
            throw OpenFiles.describe(paths.get(0), e);
          } finally {
            files.release(file);
          }
        }
      }
    }
    throw new InputException(input + ": no files with telescope events belong to it");
  }

  private void addStreams(Map<Integer, Map<String, List<Path>>> kind, boolean standsForItself)
      throws InputException {
    for (var entry : kind.entrySet()) {
      int id = entry.getKey();
      int index = id < 0 ? 0 : subarray.indexOf(id);
      if (index < 0) {
        continue;
      }
      for (List<Path> paths : entry.getValue().values()) {
        Telescope telescope = subarray.telescope(index);
        Camera camera = telescope.camera();
        merger.add(
            new TelescopeStream(
                paths, telescope.id(), Optional.of(camera), files, observation, notices),
            index,
            standsForItself);
      }
    }
  }

  @Override
  public Subarray subarray() {
    return subarray;
  }

  @Override
  public Set<DataLevel> levels() {
    return Set.of(level);
  }

  @Override
  public RunInfo run() {
    return run;
  }

  @Override
  public boolean read(EventBatch out, Limits limits) throws IOException {
    RawRows raw = attachment(out);
    raw.clear();
    long bytes = 0;
    while (!finished && out.events() < limits.events() && bytes < limits.bytes()) {
      if (maxEvents >= 0 && delivered >= maxEvents || !carried && !merger.next()) {
        finished = true;
        break;
      }
      if (!carried && !wanted.isEmpty() && !wanted.get(merger.event().type)) {
        continue;
      }
      carried = true;
      if (!fits(out, raw)) {
        break;
      }
      bytes += append(out, raw);
      carried = false;
      delivered++;
    }
    return out.events() > 0;
  }

  /** Whether the waveforms are as long as those the batch has already, and not too many. */
  private boolean fits(EventBatch out, RawRows raw) throws InputException {
    NextEvent event = merger.event();
    int[] samples = raw.groupSamples.clone();
    for (int t = 0; t < event.tile.length; t++) {
      if (event.tile[t] != null) {
        int g = out.groupOf(t);
        int n = event.tile[t].samples[event.row[t]];
        if (n < 1 || n > 1 << 16) {
          throw event.tile[t].error(event.row[t], "waveforms of " + n + " samples");
        }
        if (samples[g] != 0 && samples[g] != n) {
          if (out.events() > 0) {
            return false;
          }
          throw event.tile[t].error(
              event.row[t],
              "waveforms of " + n + " samples, those of a telescope of its kind " + samples[g]);
        }
        samples[g] = n;
        long values = (out.cameras().get(g).rows() + 1L) * subarray.telescope(t).camera().pixels();
        if (values * n > MOST_VALUES && out.events() > 0) {
          return false;
        }
      }
    }
    System.arraycopy(samples, 0, raw.groupSamples, 0, samples.length);
    return true;
  }

  private long append(EventBatch out, RawRows raw) {
    NextEvent event = merger.event();
    out.addEvent(obsId, event.id, event.seconds, event.quarterNs, event.type);
    long bytes = 0;
    for (int t = 0; t < event.tile.length; t++) {
      if (event.triggered[t]) {
        long time = event.triggerTime[t];
        int type = event.tile[t] == null ? event.type : event.tile[t].type[event.row[t]];
        out.addTrigger(t, (int) (time / 4_000_000_000L), (int) (time % 4_000_000_000L), type, -1);
      }
    }
    for (int t = 0; t < event.tile.length; t++) {
      if (event.tile[t] != null) {
        out.addTelescope(t, Float.NaN, Float.NaN);
        raw.add(event.tile[t], event.row[t]);
        bytes += event.tile[t].bytes(event.row[t]);
      }
    }
    return bytes;
  }

  private static RawRows attachment(EventBatch batch) {
    if (batch.attachment() instanceof RawRows raw) {
      return raw;
    }
    RawRows made = new RawRows(batch.cameras().size());
    batch.setAttachment(made);
    return made;
  }

  @Override
  public void decode(EventBatch batch, List<GainSelector> gains) throws IOException {
    new RowDecoder().decode(batch, attachment(batch), gains);
  }

  @Override
  public Optional<Table> showerDistribution() {
    return Optional.empty();
  }

  @Override
  public Map<String, Long> notices() {
    return notices.counts();
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
