package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.config.Configuration;
import io.bluewake.config.EngineOptions;
import io.bluewake.config.ResolvedPipeline;
import io.bluewake.engine.Branch;
import io.bluewake.engine.CancelToken;
import io.bluewake.engine.Lease;
import io.bluewake.engine.PipelineException;
import io.bluewake.engine.PipelinePlan;
import io.bluewake.engine.PipelineRun;
import io.bluewake.engine.Product;
import io.bluewake.engine.RunReport;
import io.bluewake.engine.ServiceIdentity;
import io.bluewake.engine.SlotException;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventType;
import io.bluewake.model.Subarray;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One run, with all it needs at hand.
 *
 * @param pipeline the run as others see it
 * @param request what is asked for
 * @param cancel asks it to stop
 * @param listener hears of it
 * @param slots makes what plug-ins fill
 * @param configuration profiles, overrides and what lies over them
 */
record PipelineAttempt(
    RunningPipeline pipeline,
    PipelineRequest request,
    CancelToken cancel,
    Pipelines.Listener listener,
    SlotFactory slots,
    Configuration configuration) {

  PipelineResult run(
      SourceFinder sources, Observations observations, Optional<CalibrationPasses> calibration)
      throws ConfigException, IOException, PipelineException, SlotException, InterruptedException {
    List<Path> inputs =
        sources.distinct(sources.expand(InputPaths.expand(request.inputs())), listener.warning());
    checkOutput(inputs);
    List<ServiceIdentity> readBy = new ArrayList<>();
    for (Path input : inputs) {
      try (Lease<EventSource.Provider> lease = sources.find(input).lease()) {
        readBy.add(lease.identity());
      }
    }
    try (Lease<ProductWriter.Provider> writer =
            calibration.isPresent()
                ? calibration.get().writer()
                : Pipelines.writer(slots, configuration.writers(), request.output());
        RunInput source = open(sources, inputs, observations, calibration)) {
      return new PipelineResult(
          inputs, run(source, writer, calibration), readBy, writer.identity());
    }
  }

  /** Fails early where the writer would fail late. */
  private void checkOutput(List<Path> inputs) throws IOException {
    Path output = request.output();
    for (Path input : inputs) {
      if (Files.exists(output) && Files.isSameFile(input, output)) {
        throw new IOException(output + ": is an input as well");
      }
    }
    checkOutput(output, request.overwrite());
  }

  /** Whether a product can be written, and must not replace another. */
  static void checkOutput(Path output, boolean overwrite) throws IOException {
    // Some products are directories: whether one may be replaced is for their writers to say.
    if (Files.isDirectory(output) && !overwrite) {
      throw new IOException(output + ": is a directory");
    }
    if (Files.exists(output) && !overwrite) {
      throw new IOException(output + ": exists already; --overwrite replaces it");
    }
    Path directory = output.toAbsolutePath().getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      throw new IOException(output + ": there is no directory " + directory);
    }
  }

  private RunInput open(
      SourceFinder sources,
      List<Path> inputs,
      Observations observations,
      Optional<CalibrationPasses> calibration)
      throws IOException, ConfigException {
    Set<Integer> telescopes = Set.of();
    if (TelescopeChoice.areNumbers(request.telescopes())) {
      telescopes = TelescopeChoice.numbers(request.telescopes());
    } else {
      try (EventSource all =
          sources.find(inputs.get(0)).open(inputs.get(0), EventSource.Request.ALL)) {
        telescopes = TelescopeChoice.ids(request.telescopes(), all.subarray());
      }
    }
    Set<Integer> chosen = telescopes;
    Set<EventType> types = calibration.map(CalibrationPasses::types).orElse(Set.of());
    return new RunInput(
        inputs,
        (input, maxEvents) ->
            sources.find(input).open(input, new EventSource.Request(chosen, maxEvents, types)),
        observations,
        request.maxEvents());
  }

  private RunReport run(
      RunInput source,
      Lease<ProductWriter.Provider> writer,
      Optional<CalibrationPasses> calibration)
      throws ConfigException, IOException, PipelineException, SlotException, InterruptedException {
    Subarray subarray = source.subarray();
    ResolvedPipeline plain = configuration.resolve(subarray);
    ResolvedPipeline resolved = slots.overlaid(plain);
    listener.resolved().accept(resolved);
    resolved.warnings().forEach(listener.warning());
    EngineOptions engine = configuration.engine();
    slots.use(Pipelines.behaviour(SwapPolicy.named(engine.swap()), engine, request));
    PipelinePlan plan = new PlanBuilder(slots).build(plain, request.threads(), request.recompute());
    slots.touchAll();
    MonitoringFiles monitoring = new MonitoringFiles(slots, plain.monitoring());
    List<TelescopeMonitoring> known = monitoring.read(request.monitoring(), subarray);
    List<Branch> branches =
        calibration.isPresent()
            ? calibration.get().begin(configuration, slots, resolved, source, known)
            : List.of();
    Product product = product(resolved, writer);
    PipelineRun run = new PipelineRun(plan.with(known), source, List.of(product), cancel, branches);
    slots.begin(run, plan.settings().workers());
    calibration.ifPresent(passes -> passes.begun(run, plan.settings().workers()));
    source.alsoNotice(
        () -> {
          Map<String, Long> notices = new TreeMap<>(slots.changes());
          notices.putAll(monitoring.notices());
          return notices;
        });
    pipeline.began(run, slots);
    return run.run();
  }

  private Product product(ResolvedPipeline resolved, Lease<ProductWriter.Provider> writer) {
    Set<DataLevel> levels = new TreeSet<>(request.levels());
    if (resolved.groups().stream().allMatch(g -> g.muons().isEmpty())) {
      levels.remove(DataLevel.DL1_MUON);
    }
    if (resolved.reconstruct().isEmpty()) {
      levels.remove(DataLevel.DL2);
    }
    return new Product(
        "product",
        writer.service(),
        request.output(),
        levels,
        levels.contains(DataLevel.DL1_IMAGES),
        resolved.explain(),
        Map.copyOf(request.activity()),
        request.overwrite(),
        Optional.of(writer.identity()));
  }
}
