package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.config.PluginDescription;
import io.bluewake.config.ResolvedPipeline;
import io.bluewake.config.ResolvedPlugin;
import io.bluewake.engine.PipelineRun;
import io.bluewake.engine.ServiceIdentity;
import io.bluewake.engine.SlotException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * Makes the slots of one pipeline and the configurations that fill them. Closing it removes both.
 */
final class SlotFactory implements PlanBuilder.Slots, AutoCloseable {
  /** Framework property of processes in which neither bundles nor configurations change. */
  private static final String FIXED = "bluewake.fixed";

  /** Framework property that has the processor time of leases measured, for tests. */
  private static final String MEASURE = "bluewake.measure.leases";

  private final Framework framework;
  private final String pipeline;
  private final MissingServices missing;
  private final Overlays overlays;
  private final Observations observations;
  private final Trials trials = new Trials();
  private final boolean fixed;
  private final List<LiveSlot> slots = new CopyOnWriteArrayList<>();
  private Behaviour behaviour;
  private volatile boolean begun;

  SlotFactory(Framework framework, String pipeline, Observations observations, Behaviour first) {
    this.framework = framework;
    this.pipeline = pipeline;
    this.observations = observations;
    missing = new MissingServices(framework.context(), framework.components());
    overlays = new Overlays(framework.admin(), pipeline);
    behaviour = first;
    fixed = framework.fixed();
  }

  /**
   * What the runtime needs of the framework.
   *
   * @param context of this bundle
   * @param admin keeps configurations
   * @param components knows plug-ins and why they are missing
   * @param plugins the plug-ins of all bundles
   * @param hashes content hashes of bundles
   * @param log what happens to plug-ins
   */
  record Framework(
      BundleContext context,
      ConfigurationAdmin admin,
      ServiceComponentRuntime components,
      InstalledPlugins plugins,
      BundleHash hashes,
      SwapLog log) {
    /** Whether neither bundles nor configurations change in this process. */
    boolean fixed() {
      return context.getProperty(FIXED) != null;
    }
  }

  /**
   * How slots behave.
   *
   * @param policy when plug-ins may be exchanged
   * @param waitMillis how long a worker waits for a missing plug-in
   * @param drainMillis how long a plug-in that goes away waits for running batches
   * @param inFlight how many batches there are at most between reading and writing
   */
  record Behaviour(SwapPolicy policy, long waitMillis, long drainMillis, int inFlight) {}

  /** Sets how slots made from now on behave. */
  void use(Behaviour other) {
    behaviour = other;
  }

  /**
   * Configures a plug-in and makes the slot that it fills.
   *
   * @param kind interface of the services
   * @param plugin what is to fill it, as profiles and command line say
   * @param name stage and group of telescopes
   * @throws ConfigException when somebody has put a wrong option into Config Admin
   */
  @Override
  public <T> ServiceSlot<T> slot(Class<T> kind, ResolvedPlugin plugin, String name)
      throws ConfigException, IOException {
    SlotConfiguration configuration =
        new SlotConfiguration(framework.admin(), pipeline, name, plugin);
    configuration.make(overlaid(plugin, name));
    String place = configuration.place();
    ServiceSlot.Settings settings =
        new ServiceSlot.Settings(
            name,
            new Periods(behaviour.policy(), observations, behaviour.inFlight()),
            behaviour.waitMillis(),
            behaviour.drainMillis(),
            framework.context().getProperty(MEASURE) != null,
            bundle -> missing.explain(plugin.plugin(), place, bundle));
    ServiceSlot<T> slot =
        new ServiceSlot<>(framework.context(), filter(kind, place), settings, this::identify);
    slots.add(new LiveSlot(slot, configuration, framework.log()));
    return slot;
  }

  private ResolvedPlugin overlaid(ResolvedPlugin plugin, String name) throws ConfigException {
    if (fixed) {
      return plugin;
    }
    overlays.load(plugin.plugin());
    return overlays.over(plugin, name);
  }

  /** A configuration with what people have put into Config Admin. */
  ResolvedPipeline overlaid(ResolvedPipeline resolved) throws ConfigException {
    return SlotNames.map(resolved, this::overlaid);
  }

  private Filter filter(Class<?> kind, String place) {
    try {
      return framework
          .context()
          .createFilter(
              "(&("
                  + Constants.OBJECTCLASS
                  + "="
                  + kind.getName()
                  + ")("
                  + SlotConfiguration.SLOT
                  + "="
                  + place.replaceAll("([\\\\*()])", "\\\\$1")
                  + "))");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private ServiceIdentity identify(ServiceReference<?> reference) {
    Map<String, Object> values = new TreeMap<>();
    for (String key : reference.getPropertyKeys()) {
      // Names with dots belong to the container and the platform.
      if (!key.contains(".") && !key.equals(Constants.OBJECTCLASS)) {
        values.put(key, OptionValues.plain(reference.getProperty(key)));
      }
    }
    return new ServiceIdentity(
        String.valueOf(reference.getProperty(InstalledPlugins.NAME)),
        reference.getBundle().getSymbolicName(),
        reference.getBundle().getVersion().toString(),
        framework.hashes().of(reference.getBundle()),
        BundleHash.of(values));
  }

  /**
   * Creates an instance for every slot, so that a bad value fails before the first event.
   *
   * @throws ConfigException when a plug-in refuses its options
   * @throws SlotException when a plug-in does not come
   */
  void touchAll() throws ConfigException, SlotException, InterruptedException {
    for (LiveSlot live : slots) {
      live.slot().touch();
    }
  }

  /** The run begins: what comes from now on is tried before it is used. */
  void begin(PipelineRun run, int workers) {
    if (!fixed) {
      run.expectSwaps();
    }
    for (LiveSlot live : slots) {
      live.slot()
          .begin(
              new Newcomers(
                  trials,
                  live.judge(framework.plugins(), run::refuse),
                  workers,
                  framework.log(),
                  live::decided));
    }
    observations.onNext(() -> trials.submit(() -> slots.forEach(LiveSlot::settle)));
    begun = true;
  }

  /**
   * A configuration was changed or deleted, by whomever.
   *
   * @param pluginPid identity of the plug-in, if it is a factory configuration
   * @param pid its identity
   */
  void configurationChanged(Optional<String> pluginPid, String pid) {
    if (begun) {
      trials.submit(() -> follow(pluginPid, pid));
    }
  }

  private void follow(Optional<String> factory, String pid) {
    int tilde = pid.indexOf('~');
    String pluginPid = factory.orElse(tilde < 0 ? pid : pid.substring(0, tilde));
    List<LiveSlot> mine = slots.stream().filter(s -> s.plugin().pid().equals(pluginPid)).toList();
    if (mine.isEmpty()) {
      return;
    }
    PluginDescription plugin = latest(mine.get(0).plugin());
    if (mine.stream().anyMatch(slot -> slot.owns(pid))) {
      mine.stream()
          .filter(slot -> slot.owns(pid) && slot.takeBack(pid, plugin))
          .forEach(slot -> slot.follow(overlays, behaviour.policy()));
    } else {
      overlays.reload(plugin, problem -> framework.log().refuse(pipeline + ": refused " + problem));
      mine.forEach(slot -> slot.follow(overlays, behaviour.policy()));
    }
  }

  /** The description of the version that is installed now. */
  private PluginDescription latest(PluginDescription plugin) {
    return framework.plugins().catalog().find(plugin.kind(), plugin.name()).orElse(plugin);
  }

  /** What fills the slots now. */
  List<SlotState> states() {
    return slots.stream().flatMap(s -> s.slot().states().stream()).toList();
  }

  /** What workers wait for, one line per slot. */
  List<String> waiting() {
    return slots.stream()
        .map(LiveSlot::slot)
        .filter(ServiceSlot::hasWaiting)
        .map(slot -> slot.name() + ": waiting, " + slot.missing())
        .toList();
  }

  /** What configurations that came later have instead of the first values, for the product. */
  Map<String, Long> changes() {
    Map<String, Long> all = new TreeMap<>();
    slots.forEach(live -> all.putAll(live.changes()));
    return all;
  }

  /** How long leases took. */
  LeaseWaits waits() {
    LeaseWaits.Builder sum = new LeaseWaits.Builder();
    slots.forEach(live -> live.slot().statistics().addTo(sum));
    return sum.build();
  }

  @Override
  public void close() throws IOException {
    begun = false;
    trials.close();
    slots.forEach(live -> live.slot().close());
    List<IOException> failures = new ArrayList<>();
    for (LiveSlot live : slots) {
      try {
        live.close();
      } catch (IOException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }
}
