package io.bluewake.runtime;

import io.bluewake.engine.IdentifiedSource;
import io.bluewake.engine.ServiceIdentity;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Several inputs read one after the other as one, as long as they have the same telescopes. Only
 * one of them is open at a time, apart from those whose batches are still on their way.
 */
final class RunInput implements IdentifiedSource {
  /** Opens an input. */
  interface Opener {
    /**
     * Opens an input.
     *
     * @param maxEvents largest number of events, -1 for all
     */
    EventSource open(Path input, long maxEvents) throws IOException;
  }

  private final List<Path> inputs;
  private final Opener opener;
  private final Observations observations;
  private final Subarray subarray;
  private final Set<DataLevel> levels;
  private final RunInfo run;
  private final long maxEvents;
  private final IdentityHashMap<EventBatch, EventSource> sourceOfBatch = new IdentityHashMap<>();
  private final List<EventSource> opened = new ArrayList<>();
  private final List<Table> distributions = new ArrayList<>();
  private final Map<String, Table> tables = new TreeMap<>();
  private final Map<String, Long> notices = new LinkedHashMap<>();
  private Supplier<Map<String, Long>> further = Map::of;
  private int current;
  private long events;

  /**
   * Opens the first input and looks at all others.
   *
   * @param maxEvents largest number of events of all together, -1 for all
   */
  RunInput(List<Path> inputs, Opener opener, Observations observations, long maxEvents)
      throws IOException {
    this.inputs = List.copyOf(inputs);
    this.opener = opener;
    this.observations = observations;
    this.maxEvents = maxEvents;
    EventSource first = opener.open(inputs.get(0), maxEvents);
    opened.add(first);
    try {
      subarray = first.subarray();
      levels = EnumSet.noneOf(DataLevel.class);
      levels.addAll(first.levels());
      List<RunInfo> runs = new ArrayList<>();
      runs.add(first.run());
      for (Path other : inputs.subList(1, inputs.size())) {
        try (EventSource source = opener.open(other, 0)) {
          checkSame(source, other);
          runs.add(source.run());
        }
      }
      run = RunInfos.join(runs);
    } catch (IOException | RuntimeException e) {
      closeAfter(e);
      throw e;
    }
  }

  private void checkSame(EventSource source, Path path) throws InputException {
    String problem = "";
    if (!source.levels().equals(levels)) {
      problem = "holds " + source.levels() + " instead of " + levels;
    } else if (!SameTelescopes.test(subarray, source.subarray())) {
      problem = "has other telescopes";
    }
    if (!problem.isEmpty()) {
      throw new InputException(
          path + ": " + problem + " than " + inputs.get(0) + "; process them one by one");
    }
  }

  @Override
  public Subarray subarray() {
    return subarray;
  }

  @Override
  public Set<DataLevel> levels() {
    return levels;
  }

  @Override
  public RunInfo run() {
    return run;
  }

  @Override
  public boolean read(EventBatch out, Limits limits) throws IOException {
    while (true) {
      EventSource source = opened.get(opened.size() - 1);
      own(out, source);
      if (source.read(out, limits)) {
        events += out.events();
        observations.note(out.number(), out.obsId()[0]);
        return true;
      }
      source.showerDistribution().ifPresent(distributions::add);
      source.tables().forEach(tables::putIfAbsent);
      source.notices().forEach((text, n) -> notices.merge(text, n, Long::sum));
      current++;
      if (current >= inputs.size() || maxEvents >= 0 && events >= maxEvents) {
        return false;
      }
      opened.add(opener.open(inputs.get(current), maxEvents < 0 ? -1 : maxEvents - events));
    }
  }

  /**
   * Gives a batch to a source; what another source keeps with it is forgotten. A source whose last
   * batch goes to another one is closed, so that its plug-in may go.
   */
  private void own(EventBatch batch, EventSource source) throws IOException {
    EventSource before;
    synchronized (sourceOfBatch) {
      before = sourceOfBatch.put(batch, source);
      if (before == null || before == source) {
        return;
      }
      batch.setAttachment(null);
      if (sourceOfBatch.containsValue(before)) {
        return;
      }
    }
    // The first one answers for all until the end.
    if (before != opened.get(0)) {
      opened.remove(before);
      before.close();
    }
  }

  @Override
  public ServiceIdentity readBy() {
    EventSource source = opened.get(opened.size() - 1);
    return source instanceof IdentifiedSource identified
        ? identified.readBy()
        : ServiceIdentity.plain("");
  }

  @Override
  public void decode(EventBatch batch, List<GainSelector> gains) throws IOException {
    EventSource source;
    synchronized (sourceOfBatch) {
      source = sourceOfBatch.get(batch);
    }
    (source == null ? opened.get(0) : source).decode(batch, gains);
  }

  @Override
  public Optional<Table> showerDistribution() {
    return distributions.isEmpty() ? Optional.empty() : Optional.of(RunInfos.append(distributions));
  }

  @Override
  public Map<String, Table> tables() {
    return Collections.unmodifiableMap(tables);
  }

  @Override
  public Map<String, Long> notices() {
    Map<String, Long> all = new LinkedHashMap<>(notices);
    all.putAll(further.get());
    return all;
  }

  /** Adds notices that are known at the end only and come from elsewhere. */
  void alsoNotice(Supplier<Map<String, Long>> others) {
    further = others;
  }

  private void closeAfter(Exception failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (EventSource source : opened) {
      try {
        source.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    opened.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
