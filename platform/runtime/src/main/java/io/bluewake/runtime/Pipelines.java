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
import io.bluewake.spi.EventSource;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
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

  /** Creates the component; removes what a process that was killed has left behind. */
  @Activate
  public Pipelines(
      BundleContext context,
      @Reference ConfigurationAdmin admin,
      @Reference ServiceComponentRuntime components,
      @Reference InstalledPlugins plugins)
      throws IOException {
    this.plugins = plugins;
    framework = new SlotFactory.Framework(context, admin, components, new BundleHash());
    SlotConfigurations.removeLeftOvers(admin);
  }

  /** Stops what is running. */
  @Deactivate
  void stop() {
    running.forEach(RunningPipeline::stop);
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
    PluginCatalog catalog = plugins.catalog();
    Configuration configuration = configuration(request.profiles(), request.sets(), catalog);
    String name = configuration.name() + "-" + count.incrementAndGet();
    RunningPipeline pipeline = new RunningPipeline(name, request, cancel);
    Observations observations = new Observations();
    EngineOptions engine = configuration.engine();
    long waitMillis = (long) (engine.waitSeconds() * 1000);
    running.add(pipeline);
    listener.declared().accept(pipeline);
    try (SlotFactory slots = new SlotFactory(framework, name, observations, waitMillis);
        SourceFinder sources = new SourceFinder(slots, configuration, catalog)) {
      slots.use(SwapPolicy.named(engine.swap()), waitMillis);
      Attempt attempt = new Attempt(pipeline, request, cancel, listener, slots, configuration);
      return attempt.run(sources, observations);
    } catch (SlotException e) {
      throw new PipelineException(PipelineException.Kind.SLOT, e.getMessage(), e);
    } finally {
      running.remove(pipeline);
    }
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
    try (SlotFactory slots = slots(name, configuration);
        SourceFinder sources = new SourceFinder(slots, configuration, catalog)) {
      SourceFinder.Found found = sources.find(input);
      return work.apply(found.name(), found.provider());
    } catch (SlotException e) {
      throw new PipelineException(PipelineException.Kind.SLOT, e.getMessage(), e);
    }
  }

  private SlotFactory slots(String name, Configuration configuration) {
    return new SlotFactory(
        framework, name, new Observations(), (long) (configuration.engine().waitSeconds() * 1000));
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

  /** One run, with all it needs at hand. */
  private record Attempt(
      RunningPipeline pipeline,
      PipelineRequest request,
      CancelToken cancel,
      Listener listener,
      SlotFactory slots,
      Configuration configuration) {

    PipelineResult run(SourceFinder sources, Observations observations)
        throws ConfigException,
            IOException,
            PipelineException,
            SlotException,
            InterruptedException {
      List<Path> inputs = sources.expand(InputPaths.expand(request.inputs()));
      checkOutput(inputs);
      List<ServiceIdentity> readBy = new ArrayList<>();
      for (Path input : inputs) {
        readBy.add(sources.find(input).identity());
      }
      try (Lease<ProductWriter.Provider> writer =
              writer(slots, configuration.writers(), request.output());
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
      if (Files.isDirectory(output)) {
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
            sources.find(inputs.get(0)).provider().open(inputs.get(0), EventSource.Request.ALL)) {
          telescopes = TelescopeChoice.ids(request.telescopes(), all.subarray());
        }
      }
      Set<Integer> chosen = telescopes;
      return new RunInput(
          inputs,
          (input, maxEvents) ->
              sources
                  .find(input)
                  .provider()
                  .open(input, new EventSource.Request(chosen, maxEvents)),
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
      ResolvedPipeline resolved = configuration.resolve(subarray);
      listener.resolved().accept(resolved);
      resolved.warnings().forEach(listener.warning());
      PipelinePlan plan =
          new PlanBuilder(slots).build(resolved, request.threads(), request.recompute());
      slots.touchAll();
      PipelineRun run = new PipelineRun(plan, source, List.of(product(resolved, writer)), cancel);
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
          request.overwrite());
    }
  }
}
