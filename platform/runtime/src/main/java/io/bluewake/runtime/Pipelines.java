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
import io.bluewake.engine.SlotException;
import io.bluewake.model.EventType;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.MonitoringSource;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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
   * Runs stages for a calibration, which collects their images instead of a product. Nothing is
   * written. All requests have the same inputs, which are read once, unless they group the
   * telescopes in different ways.
   *
   * @param runs one or more stages; only the first may compute more than images, if it is alone
   * @param types kinds of events that are wanted, empty for all; others may come nevertheless
   */
  public PipelineResult collect(
      List<CalibrationRun> runs, Set<EventType> types, CancelToken cancel, Listener listener)
      throws ConfigException, IOException, PipelineException, InterruptedException {
    List<CalibrationRun> left = List.copyOf(runs);
    while (true) {
      CalibrationPasses passes =
          new CalibrationPasses(left.get(0), left.subList(1, left.size()), types, maker());
      PipelineResult result = run(left.get(0).request(), cancel, listener, Optional.of(passes));
      left = passes.waiting();
      if (left.isEmpty()) {
        return result;
      }
    }
  }

  private CalibrationPasses.Maker maker() {
    return new CalibrationPasses.Maker() {
      @Override
      public Configuration configuration(PipelineRequest request)
          throws ConfigException, IOException {
        Configuration profile =
            Pipelines.configuration(request.profiles(), request.sets(), plugins.catalog());
        return forms.over(profile, profile.name());
      }

      @Override
      public SlotFactory slots(Configuration configuration, PipelineRequest request) {
        EngineOptions engine = configuration.engine();
        SlotFactory made =
            new SlotFactory(
                framework,
                configuration.name() + "-" + count.incrementAndGet(),
                new Observations(),
                behaviour(SwapPolicy.named(engine.swap()), engine, request));
        factories.add(made);
        return made;
      }

      @Override
      public void close(SlotFactory made) throws IOException {
        factories.remove(made);
        made.close();
      }
    };
  }

  private PipelineResult run(
      PipelineRequest request,
      CancelToken cancel,
      Listener listener,
      Optional<CalibrationPasses> calibration)
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
      PipelineAttempt attempt =
          new PipelineAttempt(pipeline, request, cancel, listener, slots, configuration);
      // Closed before the slots, whose services it holds.
      try (CalibrationPasses passes = calibration.orElse(null)) {
        return attempt.run(sources, observations, Optional.ofNullable(passes));
      }
    } catch (SlotException e) {
      throw new PipelineException(PipelineException.Kind.SLOT, e.getMessage(), e);
    } finally {
      factories.remove(slots);
      running.remove(pipeline);
    }
  }

  /** How the slots of a pipeline behave. */
  static SlotFactory.Behaviour behaviour(
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

  /** The configured writer for a product, by the ending of its name. */
  static Lease<ProductWriter.Provider> writer(
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
    withMonitoring(target, profiles, sets, provider -> provider.write(target, content));
  }

  /**
   * Looks whether monitoring data can be written under a name, before there are any.
   *
   * @throws ConfigException when no format has names that end like it
   * @throws IOException when it exists and must not be replaced, or has no directory
   */
  public void checkMonitoring(
      Path target, List<String> profiles, List<String> sets, boolean overwrite)
      throws ConfigException, IOException, PipelineException, InterruptedException {
    withMonitoring(target, profiles, sets, provider -> {});
    PipelineAttempt.checkOutput(target, overwrite);
  }

  /** Work with what writes monitoring data. */
  private interface WithMonitoring {
    void apply(MonitoringSource.Provider provider) throws IOException;
  }

  private void withMonitoring(
      Path target, List<String> profiles, List<String> sets, WithMonitoring work)
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
            work.apply(lease.service());
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
}
