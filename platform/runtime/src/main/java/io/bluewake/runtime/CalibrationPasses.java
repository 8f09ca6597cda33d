package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.config.Configuration;
import io.bluewake.config.ResolvedPipeline;
import io.bluewake.engine.Branch;
import io.bluewake.engine.PipelinePlan;
import io.bluewake.engine.PipelineRun;
import io.bluewake.engine.SlotException;
import io.bluewake.model.EventType;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.spi.EventSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs of a calibration that share the reading of their inputs. The first is a run like any other,
 * the others are its branches. Those that group the telescopes in another way wait for a reading of
 * their own.
 */
final class CalibrationPasses implements AutoCloseable {
  private final CalibrationRun first;
  private final List<CalibrationRun> others;
  private final Set<EventType> types;
  private final Maker maker;
  private final List<Calibration.Collector> collectors = new ArrayList<>();
  private final List<CalibrationRun> waiting = new ArrayList<>();
  private final List<SlotFactory> slots = new ArrayList<>();
  private final List<CalibrationPlugins> plugins = new ArrayList<>();

  /** Makes what a run needs. */
  interface Maker {
    /** The configuration of a request. */
    Configuration configuration(PipelineRequest request) throws ConfigException, IOException;

    /** Slots for it. */
    SlotFactory slots(Configuration configuration, PipelineRequest request);

    /** Closes them. */
    void close(SlotFactory slots) throws IOException;
  }

  /**
   * Prepares the first run and those that can go with it.
   *
   * @param types kinds of events that are wanted, empty for all
   */
  CalibrationPasses(
      CalibrationRun first, List<CalibrationRun> others, Set<EventType> types, Maker maker) {
    this.first = first;
    this.others = List.copyOf(others);
    this.types = Set.copyOf(types);
    this.maker = maker;
  }

  Set<EventType> types() {
    return types;
  }

  /** A writer that hands on what the first run computes. */
  Collecting writer() {
    return new Collecting(collectors);
  }

  /** Those that did not fit to the first. */
  List<CalibrationRun> waiting() {
    return List.copyOf(waiting);
  }

  /** Opens the collectors and makes the plans of the branches. */
  List<Branch> begin(
      Configuration configuration,
      SlotFactory own,
      ResolvedPipeline resolved,
      EventSource source,
      List<TelescopeMonitoring> known)
      throws ConfigException, IOException, SlotException, InterruptedException {
    first.resolved().accept(resolved);
    collect(first, configuration, own, source);
    List<Branch> branches = new ArrayList<>();
    for (CalibrationRun other : others) {
      Configuration its = maker.configuration(other.request());
      ResolvedPipeline plain = its.resolve(source.subarray());
      if (!plain.groupOfTelescope().equals(resolved.groupOfTelescope())) {
        waiting.add(other);
        continue;
      }
      SlotFactory made = maker.slots(its, other.request());
      slots.add(made);
      other.resolved().accept(made.overlaid(plain));
      PipelinePlan plan =
          new PlanBuilder(made)
              .build(plain, other.request().threads(), other.request().recompute())
              .with(known);
      made.touchAll();
      branches.add(new Branch(plan, collect(other, its, made, source)));
    }
    return branches;
  }

  private Calibration.Collector collect(
      CalibrationRun run, Configuration configuration, SlotFactory made, EventSource source)
      throws ConfigException, IOException, SlotException, InterruptedException {
    CalibrationPlugins taken = new CalibrationPlugins(made);
    plugins.add(taken);
    Calibration.Collector collector =
        run.calibration()
            .open(taken.take(configuration.calibration()), source.subarray(), source.run());
    collectors.add(collector);
    return collector;
  }

  /** The run begins: see {@link SlotFactory#begin}. */
  void begun(PipelineRun run, int workers) {
    slots.forEach(made -> made.begin(run, workers));
  }

  @Override
  public void close() throws IOException {
    List<IOException> failures = new ArrayList<>();
    for (Calibration.Collector collector : collectors) {
      attempt(collector::close, failures);
    }
    plugins.forEach(CalibrationPlugins::close);
    for (SlotFactory made : slots) {
      attempt(() -> maker.close(made), failures);
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  /** Something that may fail. */
  private interface Closing {
    void close() throws IOException;
  }

  private static void attempt(Closing closing, List<IOException> failures) {
    try {
      closing.close();
    } catch (IOException e) {
      failures.add(e);
    }
  }
}
