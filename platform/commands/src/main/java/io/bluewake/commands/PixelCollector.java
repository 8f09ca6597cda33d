package io.bluewake.commands;

import io.bluewake.engine.Gatherer;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.runtime.Calibration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Collects the images of calibration events of one gain channel in chunks. */
final class PixelCollector implements Calibration, Calibration.Collector {
  private final Set<EventType> types;
  private final Optional<EventType> instead;
  private final int channel;
  private final ChunkWindow.Rule rule;
  private final Done done;
  private final Map<Kind, ChunkWindow> windows = new TreeMap<>();
  private final Map<Kind, List<ChunkWindow.Piece>> pieces = new TreeMap<>();
  private final Map<Integer, Integer> samples = new HashMap<>();
  private final Map<Integer, TelescopeMonitoring> monitoring = new HashMap<>();
  private final RowStore store = new RowStore();
  private Plugins plugins;
  private Subarray subarray;
  private RunInfo run;

  /**
   * A kind of events of one telescope.
   *
   * @param telescope layout index
   * @param type what the events are
   */
  record Kind(int telescope, EventType type) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      int c = Integer.compare(telescope, other.telescope);
      return c != 0 ? c : type.compareTo(other.type);
    }
  }

  /** Who is told at the end. */
  interface Done {
    /** All events were delivered. */
    void accept(PixelCollector collector) throws IOException;
  }

  /**
   * Creates a collector.
   *
   * @param types events to collect
   * @param instead what all events are, whatever they say, if the user knows better
   * @param channel gain channel that the pipeline selects
   * @param done called at the end, as long as the plug-ins are there
   */
  PixelCollector(
      Set<EventType> types,
      Optional<EventType> instead,
      int channel,
      ChunkWindow.Rule rule,
      Done done) {
    this.types = types;
    this.instead = instead;
    this.channel = channel;
    this.rule = rule;
    this.done = done;
  }

  @Override
  public Calibration.Collector open(Plugins taken, Subarray telescopes, RunInfo info) {
    plugins = taken;
    subarray = telescopes;
    run = info;
    return this;
  }

  Plugins plugins() {
    return plugins;
  }

  Subarray subarray() {
    return subarray;
  }

  RunInfo run() {
    return run;
  }

  /** Gain channel of the images. */
  int channel() {
    return channel;
  }

  /** Chunks of each kind of events, at the end. */
  Map<Kind, List<ChunkWindow.Piece>> pieces() {
    return pieces;
  }

  /** Chunks with overlap around those that are not valid: see {@link ChunkWindow#again}. */
  List<ChunkWindow.Piece> again(Kind kind, boolean[] valid, boolean ofTimes) throws IOException {
    ChunkWindow window = windows.get(kind);
    return window == null ? List.of() : window.again(valid, ofTimes);
  }

  /** Samples of the traces of a telescope, by layout index; 0 if there were none. */
  int samples(int telescope) {
    return samples.getOrDefault(telescope, 0);
  }

  /** What was known of a telescope before, by layout index. */
  TelescopeMonitoring monitoring(int telescope) {
    return monitoring.getOrDefault(telescope, TelescopeMonitoring.NONE);
  }

  /** Number of events of each kind. */
  Map<Kind, Long> counts() {
    Map<Kind, Long> all = new TreeMap<>();
    windows.forEach((key, window) -> all.put(key, window.count()));
    return all;
  }

  /** What one telescope has seen in an event. */
  private record Seen(
      Kind kind, long timeNs, long event, int samples, TelescopeMonitoring known, float[] values) {}

  @Override
  public Gatherer.Delivery gather(EventBatch batch) {
    List<Seen> all = new ArrayList<>();
    for (int row = 0; row < batch.telescopeRows(); row++) {
      int event = batch.eventOfRow()[row];
      Optional<EventType> type = type(batch.eventType()[event]);
      int telescope = batch.telescope()[row];
      CameraBatch camera = batch.cameras().get(batch.groupOf(telescope));
      ImageBatch images = camera.images();
      int at = batch.groupRow()[row];
      if (type.isPresent() && images.valid()[at]) {
        all.add(
            new Seen(
                new Kind(telescope, type.get()),
                batch.timeNs(event),
                batch.eventId()[event],
                camera.waveforms().samplesPerPixel(),
                images.monitoring(at),
                values(images, at)));
      }
    }
    return () -> {
      for (Seen seen : all) {
        samples.put(seen.kind().telescope(), seen.samples());
        monitoring.put(seen.kind().telescope(), seen.known());
        window(seen.kind()).add(seen.timeNs(), seen.event(), seen.values());
      }
    };
  }

  private ChunkWindow window(Kind kind) {
    return windows.computeIfAbsent(
        kind, k -> new ChunkWindow(rule, plugins.statistics(), plugins.timeStatistics(), store));
  }

  private Optional<EventType> type(int code) {
    if (instead.isPresent()) {
      return instead;
    }
    for (EventType type : types) {
      if (type.code() == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Charges, and after them the times if they are wanted, NaN where this gain has seen nothing. */
  private float[] values(ImageBatch images, int row) {
    int base = images.base(row);
    int pixels = images.pixels();
    boolean timed = plugins.timeStatistics().isPresent();
    float[] values = new float[timed ? 2 * pixels : pixels];
    System.arraycopy(images.charge(), base, values, 0, pixels);
    if (timed && images.hasPeakTime()) {
      System.arraycopy(images.peakTime(), base, values, pixels, pixels);
    }
    for (int p = 0; p < pixels; p++) {
      if (images.gain()[base + p] != channel || images.unusable().get(row, p)) {
        values[p] = Float.NaN;
        values[timed ? pixels + p : p] = Float.NaN;
      }
    }
    return values;
  }

  @Override
  public void finish() throws IOException {
    for (Map.Entry<Kind, ChunkWindow> window : windows.entrySet()) {
      pieces.put(window.getKey(), window.getValue().finish());
    }
    done.accept(this);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
