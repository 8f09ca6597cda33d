package io.bluewake.commands;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.ImageBatch;
import io.bluewake.runtime.Calibration;
import io.bluewake.spi.ProductWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Collects the images of calibration events of one gain channel in chunks. */
final class PixelCollector implements Calibration, ProductWriter {
  private final Set<EventType> types;
  private final Optional<EventType> instead;
  private final int channel;
  private final ChunkWindow.Rule rule;
  private final Consumer<PixelCollector> done;
  private final Map<Kind, ChunkWindow> windows = new TreeMap<>();
  private Plugins plugins;
  private Header header;

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
      Consumer<PixelCollector> done) {
    this.types = types;
    this.instead = instead;
    this.channel = channel;
    this.rule = rule;
    this.done = done;
  }

  @Override
  public ProductWriter open(Plugins taken, Header known) {
    plugins = taken;
    header = known;
    return this;
  }

  Plugins plugins() {
    return plugins;
  }

  Header header() {
    return header;
  }

  /** Gain channel of the images. */
  int channel() {
    return channel;
  }

  /** Chunks of each kind of events. */
  Map<Kind, List<ChunkWindow.Piece>> pieces() {
    Map<Kind, List<ChunkWindow.Piece>> all = new TreeMap<>();
    windows.forEach((key, window) -> all.put(key, window.finish()));
    return all;
  }

  /** Number of events of each kind. */
  Map<Kind, Long> counts() {
    Map<Kind, Long> all = new TreeMap<>();
    windows.forEach((key, window) -> all.put(key, window.count()));
    return all;
  }

  @Override
  public void write(EventBatch batch) {
    for (int row = 0; row < batch.telescopeRows(); row++) {
      int event = batch.eventOfRow()[row];
      Optional<EventType> type = type(batch.eventType()[event]);
      if (type.isPresent()) {
        int telescope = batch.telescope()[row];
        CameraBatch camera = batch.cameras().get(batch.groupOf(telescope));
        add(
            new Kind(telescope, type.get()),
            batch.timeNs(event),
            batch.eventId()[event],
            camera.images(),
            batch.groupRow()[row]);
      }
    }
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

  private void add(Kind key, long time, long event, ImageBatch images, int row) {
    if (!images.valid()[row]) {
      return;
    }
    int base = images.base(row);
    int pixels = images.pixels();
    float[] charge = Arrays.copyOfRange(images.charge(), base, base + pixels);
    boolean timed = plugins.timeStatistics().isPresent() && images.hasPeakTime();
    float[] peak =
        timed ? Arrays.copyOfRange(images.peakTime(), base, base + pixels) : new float[pixels];
    for (int p = 0; p < pixels; p++) {
      if (images.gain()[base + p] != channel || images.unusable().get(row, p)) {
        charge[p] = Float.NaN;
        peak[p] = Float.NaN;
      }
    }
    windows
        .computeIfAbsent(
            key, k -> new ChunkWindow(rule, plugins.statistics(), plugins.timeStatistics()))
        .add(time, event, charge, peak);
  }

  @Override
  public void prepare(Ending ending) {
    done.accept(this);
  }

  @Override
  public void commit(Ending ending) {}

  @Override
  public void close() {}

  /** Ids of the telescopes that a list of keys is about. */
  List<Integer> telescopes() {
    List<Integer> ids = new ArrayList<>();
    for (Kind key : windows.keySet()) {
      ids.add(header.subarray().telescope(key.telescope()).id());
    }
    return ids;
  }
}
