package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.config.Configuration;
import io.bluewake.config.EngineOptions;
import io.bluewake.config.PluginCatalog;
import io.bluewake.config.ResolvedPipeline;
import io.bluewake.config.ResolvedPlugin;
import io.bluewake.engine.CancelToken;
import io.bluewake.engine.Expression;
import io.bluewake.engine.Lease;
import io.bluewake.engine.PipelineException;
import io.bluewake.engine.PipelinePlan;
import io.bluewake.engine.PipelineRun;
import io.bluewake.engine.Product;
import io.bluewake.engine.RunReport;
import io.bluewake.engine.ServiceIdentity;
import io.bluewake.engine.SlotException;
import io.bluewake.model.DataLevel;
import io.bluewake.model.Subarray;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.MonitoringSource;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Runs pipelines: from a request to a product, or to one line that says why not. */
@Component(service = Pipelines.class)
public final class Pipelines {
  private final SlotFactory.Framework framework;
  private final InstalledPlugins plugins;
  private final List<RunningPipeline> running = new CopyOnWriteArrayList<>();
  private final AtomicLong count = new AtomicLong();
  private final SwapLog log = new SwapLog();
  private final PipelineForms forms;
  private final List<SlotFactory> factories = new CopyOnWriteArrayList<>();
  private final ServiceRegistration<ConfigurationListener> listener;
  private final BundleWatch watch;

  /** Creates the component; removes what a process that was killed has left behind. */
  @Activate
  public Pipelines(
      BundleContext context,
      @Reference ConfigurationAdmin admin,
      @Reference ServiceComponentRuntime components,
      @Reference InstalledPlugins plugins)
      throws IOException {
    this.plugins = plugins;
    framework =
        new SlotFactory.Framework(context, admin, components, plugins, new BundleHash(), log);
    forms = new PipelineForms(admin, log, framework.fixed());
    removeLeftOvers(admin);
    watch = new BundleWatch(context, log);
    // Declared by hand because it is called for what this component itself has configured.
    listener =
        context.registerService(ConfigurationListener.class, this::configurationChanged, null);
  }

  /** Stops what is running. */
  @Deactivate
  void stop() {
    watch.close();
    listener.unregister();
    running.forEach(RunningPipeline::stop);
  }

  /** Removes configurations that an earlier process left behind. */
  private static void removeLeftOvers(ConfigurationAdmin admin) throws IOException {
    try {
      org.osgi.service.cm.Configuration[] found =
          admin.listConfigurations("(" + SlotConfiguration.GENERATION + "=*)");
      for (var configuration : found == null ? new org.osgi.service.cm.Configuration[0] : found) {
        SlotConfiguration.delete(configuration);
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void configurationChanged(ConfigurationEvent event) {
    try {
      forms.configurationChanged(Optional.ofNullable(event.getFactoryPid()), event.getPid());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (SlotFactory slots : factories) {
      slots.configurationChanged(Optional.ofNullable(event.getFactoryPid()), event.getPid());
    }
  }

  /** What has happened to plug-ins and their configurations lately, oldest first. */
  public List<SwapNotice> notices() {
    return log.last();
  }

  /** The pipelines at work. */
  public List<RunningPipeline> running() {
    return List.copyOf(running);
  }

  /**
   * What a caller wants to know while a pipeline runs. All called from the caller's thread.
   *
   * @param declared the pipeline, before anything is done
   * @param resolved the resolved configuration, before the first event
   * @param warning probable mistakes, one line each
   */
  public record Listener(
      Consumer<RunningPipeline> declared,
      Consumer<ResolvedPipeline> resolved,
      Consumer<String> warning) {}

  /**
   * Runs a pipeline to its end.
   *
   * @throws ConfigException when the configuration is wrong
   * @throws IOException when an input cannot be used
   * @throws PipelineException when anything else goes wrong; no product exists then
   */
  public PipelineResult run(PipelineRequest request, CancelToken cancel, Listener listener)
      throws ConfigException, IOException, PipelineException, InterruptedException {
    return run(request, cancel, listener, Optional.empty());
  }

  /**
   * Runs the stages for a calibration, which collects their results instead of a product. Nothing
   * is written; the output of the request is only checked.
   */
  public PipelineResult collect(
      PipelineRequest request, CancelToken cancel, Listener listener, Calibration calibration)
      throws ConfigException, IOException, PipelineException, InterruptedException {
    return run(request, cancel, listener, Optional.of(calibration));
  }

  private PipelineResult run(
      PipelineRequest request,
      CancelToken cancel,
      Listener listener,
      Optional<Calibration> calibration)
      throws ConfigException, IOException, PipelineException, InterruptedException {
    PluginCatalog catalog = plugins.catalog();
    Configuration profile = configuration(request.profiles(), request.sets(), catalog);
    String name = profile.name() + "-" + count.incrementAndGet();
    Configuration configuration = forms.over(profile, name);
    RunningPipeline pipeline = new RunningPipeline(name, request, cancel);
    Observations observations = new Observations();
    EngineOptions engine = configuration.engine();
    running.add(pipeline);
    listener.declared().accept(pipeline);
    // Sources and writers are exchanged between inputs, whatever the policy for the stages.
    SlotFactory slots =
        new SlotFactory(
            framework, name, observations, behaviour(SwapPolicy.BATCH, engine, request));
    try (slots) {
      factories.add(slots);
      SourceFinder sources = new SourceFinder(slots, configuration, catalog);
      Attempt attempt = new Attempt(pipeline, request, cancel, listener, slots, configuration);
      if (calibration.isPresent()) {
        try (CalibrationPlugins statistics = new CalibrationPlugins(slots)) {
          Calibration.Plugins taken = statistics.take(configuration.calibration());
          return attempt.run(
              sources, observations, Optional.of(new Collecting(calibration.get(), taken)));
        }
      }
      return attempt.run(sources, observations, Optional.empty());
    } catch (SlotException e) {
      throw new PipelineException(PipelineException.Kind.SLOT, e.getMessage(), e);
    } finally {
      factories.remove(slots);
      running.remove(pipeline);
    }
  }

  private static SlotFactory.Behaviour behaviour(
      SwapPolicy policy, EngineOptions engine, PipelineRequest request) {
    return new SlotFactory.Behaviour(
        policy,
        (long) (engine.waitSeconds() * 1000),
        (long) (engine.drainSeconds() * 1000),
        PlanBuilder.settings(engine, request.threads()).batches());
  }

  /**
   * Profiles and overrides, checked against the installed plug-ins.
   *
   * @param profiles names or files, in order
   * @param sets overrides {@code path=value}
   */
  public Configuration configuration(List<String> profiles, List<String> sets)
      throws ConfigException {
    return configuration(profiles, sets, plugins.catalog());
  }

  private static Configuration configuration(
      List<String> profiles, List<String> sets, PluginCatalog catalog) throws ConfigException {
    return Configuration.load(profiles, sets, catalog, Expression::problem);
  }

  /** Work on an input with the right source, with default options of all plug-ins. */
  public interface WithSource<T> {
    /**
     * Uses a source.
     *
     * @param name name of the source
     * @param provider opens the input
     */
    T apply(String name, EventSource.Provider provider) throws IOException;
  }

  /** Finds the source of an input and uses it. */
  public <T> T withSource(Path input, List<String> profiles, List<String> sets, WithSource<T> work)
      throws ConfigException, IOException, PipelineException, InterruptedException {
    PluginCatalog catalog = plugins.catalog();
    Configuration configuration = configuration(profiles, sets, catalog);
    String name = "look-" + count.incrementAndGet();
    try (SlotFactory slots = slots(name, configuration)) {
      SourceFinder.Found found = new SourceFinder(slots, configuration, catalog).find(input);
      try (Lease<EventSource.Provider> lease = found.lease()) {
        return work.apply(found.name(), lease.service());
      }
    } catch (SlotException e) {
      throw new PipelineException(PipelineException.Kind.SLOT, e.getMessage(), e);
    }
  }

  /** Measures where the telescopes of an input look, from monitoring files. */
  public PointingMeasurement measurePointing(
      Path input, List<String> monitoring, List<String> profiles, List<String> sets)
      throws ConfigException, IOException, PipelineException, InterruptedException {
    PluginCatalog catalog = plugins.catalog();
    Configuration configuration = configuration(profiles, sets, catalog);
    try (SlotFactory slots = slots("sense-" + count.incrementAndGet(), configuration)) {
      SourceFinder.Found found = new SourceFinder(slots, configuration, catalog).find(input);
      try (EventSource source = found.open(input, EventSource.Request.ALL)) {
        MonitoringFiles files = new MonitoringFiles(slots, configuration.monitoring());
        List<TelescopeMonitoring> known = files.read(monitoring, source.subarray());
        return PointingMeasurement.of(source, known, slots, configuration.sensors());
      }
    } catch (SlotException e) {
      throw new PipelineException(PipelineException.Kind.SLOT, e.getMessage(), e);
    }
  }

  private SlotFactory slots(String name, Configuration configuration) {
    EngineOptions engine = configuration.engine();
    return new SlotFactory(
        framework,
        name,
        new Observations(),
        new SlotFactory.Behaviour(
            SwapPolicy.BATCH,
            (long) (engine.waitSeconds() * 1000),
            (long) (engine.drainSeconds() * 1000),
            1));
  }

  /**
   * Runs two plug-ins of one kind on the same events, and writes nothing.
   *
   * @param section section of the configuration that holds them
   * @param first overrides that choose the first plug-in
   * @param second overrides that choose the second one
   */
  public PluginTrial.Result compare(
      Path input,
      long maxEvents,
      String section,
      List<String> first,
      List<String> second,
      CancelToken cancel)
      throws ConfigException, IOException, PipelineException, InterruptedException {
    PluginCatalog catalog = plugins.catalog();
    Configuration one = configuration(List.of(), first, catalog);
    Configuration two = configuration(List.of(), second, catalog);
    try (SlotFactory slots = slots("try-" + count.incrementAndGet(), one)) {
      SourceFinder.Found found = new SourceFinder(slots, one, catalog).find(input);
      try (EventSource source = found.open(input, new EventSource.Request(Set.of(), maxEvents))) {
        ResolvedPipeline resolved = one.resolve(source.subarray());
        PluginTrial trial =
            new PluginTrial(slots, section, resolved, two.resolve(source.subarray()));
        PipelinePlan plan =
            new PlanBuilder(trial)
                .build(
                    resolved,
                    OptionalInt.of(1),
                    new PipelinePlan.Recompute(true, section.equals("reconstruct")));
        slots.touchAll();
        new PipelineRun(plan, source, List.of(), cancel).run();
        return trial.result();
      }
    } catch (SlotException e) {
      throw new PipelineException(PipelineException.Kind.SLOT, e.getMessage(), e);
    }
  }

  /** Work with a writer. */
  public interface WithWriter<T> {
    /** Uses a writer. */
    T apply(ProductWriter.Provider provider) throws IOException;
  }

  /** Finds the configured writer for a product by the ending of its name and uses it. */
  public <T> T withWriter(Path target, List<String> profiles, List<String> sets, WithWriter<T> work)
      throws ConfigException, IOException, PipelineException, InterruptedException {
    Configuration configuration = configuration(profiles, sets);
    String name = "write-" + count.incrementAndGet();
    try (SlotFactory slots = slots(name, configuration);
        Lease<ProductWriter.Provider> writer = writer(slots, configuration.writers(), target)) {
      return work.apply(writer.service());
    } catch (SlotException e) {
      throw new PipelineException(PipelineException.Kind.SLOT, e.getMessage(), e);
    }
  }

  private static Lease<ProductWriter.Provider> writer(
      SlotFactory slots, List<ResolvedPlugin> writers, Path target)
      throws ConfigException, SlotException, IOException, InterruptedException {
    Set<String> extensions = new TreeSet<>();
    for (ResolvedPlugin plugin : writers) {
      ServiceSlot<ProductWriter.Provider> slot =
          slots.slot(ProductWriter.Provider.class, plugin, "write/" + plugin.plugin().name());
      slot.touch();
      Lease<ProductWriter.Provider> lease = slot.acquire(-1);
      if (lease.service().extensions().stream().anyMatch(target.toString()::endsWith)) {
        return lease;
      }
      extensions.addAll(lease.service().extensions());
      lease.close();
    }
    throw new ConfigException(
        target + ": no writer for this kind of file; names end with " + extensions);
  }

  /**
   * Writes monitoring data in the first configured format whose names end like that of the file.
   *
   * @throws ConfigException when no format does
   */
  public void writeMonitoring(
      Path target, List<String> profiles, List<String> sets, MonitoringSource.Product content)
      throws ConfigException, IOException, PipelineException, InterruptedException {
    Configuration configuration = configuration(profiles, sets);
    Set<String> extensions = new TreeSet<>();
    try (SlotFactory slots = slots("write-" + count.incrementAndGet(), configuration)) {
      for (ResolvedPlugin plugin : configuration.monitoring()) {
        ServiceSlot<MonitoringSource.Provider> slot =
            slots.slot(
                MonitoringSource.Provider.class, plugin, SlotNames.common("monitoring", plugin));
        slot.touch();
        try (Lease<MonitoringSource.Provider> lease = slot.acquire(-1)) {
          if (lease.service().extensions().stream().anyMatch(target.toString()::endsWith)) {
            lease.service().write(target, content);
            return;
          }
          extensions.addAll(lease.service().extensions());
        }
      }
    } catch (SlotException e) {
      throw new PipelineException(PipelineException.Kind.SLOT, e.getMessage(), e);
    }
    throw new ConfigException(
        target + ": no format of monitoring data for this name; names end with " + extensions);
  }

  /** One run, with all it needs at hand. */
  private record Attempt(
      RunningPipeline pipeline,
      PipelineRequest request,
      CancelToken cancel,
      Listener listener,
      SlotFactory slots,
      Configuration configuration) {

    PipelineResult run(
        SourceFinder sources,
        Observations observations,
        Optional<Lease<ProductWriter.Provider>> collecting)
        throws ConfigException,
            IOException,
            PipelineException,
            SlotException,
            InterruptedException {
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
              collecting.isPresent()
                  ? collecting.get()
                  : writer(slots, configuration.writers(), request.output());
          RunInput source = open(sources, inputs, observations)) {
        return new PipelineResult(inputs, run(source, writer), readBy, writer.identity());
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
      // Some products are directories: whether one may be replaced is for their writers to say.
      if (Files.isDirectory(output) && !request.overwrite()) {
        throw new IOException(output + ": is a directory");
      }
      if (Files.exists(output) && !request.overwrite()) {
        throw new IOException(output + ": exists already; --overwrite replaces it");
      }
      Path directory = output.toAbsolutePath().getParent();
      if (directory != null && !Files.isDirectory(directory)) {
        throw new IOException(output + ": there is no directory " + directory);
      }
    }

    private RunInput open(SourceFinder sources, List<Path> inputs, Observations observations)
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
      return new RunInput(
          inputs,
          (input, maxEvents) ->
              sources.find(input).open(input, new EventSource.Request(chosen, maxEvents)),
          observations,
          request.maxEvents());
    }

    private RunReport run(RunInput source, Lease<ProductWriter.Provider> writer)
        throws ConfigException,
            IOException,
            PipelineException,
            SlotException,
            InterruptedException {
      Subarray subarray = source.subarray();
      ResolvedPipeline plain = configuration.resolve(subarray);
      ResolvedPipeline resolved = slots.overlaid(plain);
      listener.resolved().accept(resolved);
      resolved.warnings().forEach(listener.warning());
      EngineOptions engine = configuration.engine();
      slots.use(behaviour(SwapPolicy.named(engine.swap()), engine, request));
      PipelinePlan plan =
          new PlanBuilder(slots).build(plain, request.threads(), request.recompute());
      slots.touchAll();
      MonitoringFiles monitoring = new MonitoringFiles(slots, plain.monitoring());
      List<TelescopeMonitoring> known = monitoring.read(request.monitoring(), subarray);
      PipelineRun run =
          new PipelineRun(plan.with(known), source, List.of(product(resolved, writer)), cancel);
      slots.begin(run, plan.settings().workers());
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
}
