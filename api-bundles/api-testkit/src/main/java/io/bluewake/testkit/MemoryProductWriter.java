package io.bluewake.testkit;

import io.bluewake.model.Column;
import io.bluewake.model.EventBatch;
import io.bluewake.spi.ProductWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A product in memory: what a writer would have written, for tests of whatever feeds it. */
public final class MemoryProductWriter implements ProductWriter {
  private final Header header;
  private final Runnable onCommit;
  private final List<Long> batches = new ArrayList<>();
  private final List<Long> eventIds = new ArrayList<>();
  private final List<Integer> telescopes = new ArrayList<>();
  private final Map<String, List<Double>> parameters = new LinkedHashMap<>();
  private Optional<Ending> ending = Optional.empty();
  private boolean closed;

  /** Creates a writer of one product. */
  public MemoryProductWriter(Header header) {
    this(header, () -> {});
  }

  private MemoryProductWriter(Header header, Runnable onCommit) {
    this.header = header;
    this.onCommit = onCommit;
  }

  @Override
  public void write(EventBatch batch) {
    batches.add(batch.number());
    for (int e = 0; e < batch.events(); e++) {
      eventIds.add(batch.eventId()[e]);
    }
    for (int row = 0; row < batch.telescopeRows(); row++) {
      telescopes.add(batch.subarray().telescope(batch.telescope()[row]).id());
    }
    for (Column column : batch.parameters().schema().columns()) {
      List<Double> values = parameters.computeIfAbsent(column.name(), n -> new ArrayList<>());
      for (int row = 0; row < batch.parameters().rows(); row++) {
        values.add(batch.parameters().getDouble(row, column));
      }
    }
  }

  @Override
  public void commit(Ending end) {
    ending = Optional.of(end);
    onCommit.run();
  }

  @Override
  public void close() {
    closed = true;
  }

  /** What the writer was told at the start. */
  public Header header() {
    return header;
  }

  /** Numbers of the batches in the order in which they came. */
  public List<Long> batches() {
    return batches;
  }

  /** Events in the order in which they came. */
  public List<Long> eventIds() {
    return eventIds;
  }

  /** Telescope id of each telescope row. */
  public List<Integer> telescopes() {
    return telescopes;
  }

  /** Values of the image parameters by column name. */
  public Map<String, List<Double>> parameters() {
    return parameters;
  }

  /** What was said at the end, once committed. */
  public Optional<Ending> ending() {
    return ending;
  }

  /** Whether the writer was closed. */
  public boolean closed() {
    return closed;
  }

  /** Opens products in memory and keeps them by target. */
  public static final class Provider implements ProductWriter.Provider {
    private final Map<Path, MemoryProductWriter> opened = new ConcurrentHashMap<>();
    private final Map<Path, MemoryProductWriter> products = new ConcurrentHashMap<>();

    @Override
    public Set<String> extensions() {
      return Set.of(".memory");
    }

    @Override
    public ProductWriter open(Path target, Header header) {
      MemoryProductWriter[] made = new MemoryProductWriter[1];
      made[0] = new MemoryProductWriter(header, () -> products.put(target, made[0]));
      opened.put(target, made[0]);
      return made[0];
    }

    @Override
    public Map<String, Long> merge(
        List<Path> inputs, Path target, Map<String, String> options, boolean overwrite) {
      throw new UnsupportedOperationException("products in memory are not merged");
    }

    /** The writer last opened for a target, committed or not. */
    public Optional<MemoryProductWriter> opened(Path target) {
      return Optional.ofNullable(opened.get(target));
    }

    /** The product under its final name. */
    public Optional<MemoryProductWriter> product(Path target) {
      return Optional.ofNullable(products.get(target));
    }
  }
}
