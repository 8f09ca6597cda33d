package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.config.ResolvedPlugin;
import io.bluewake.engine.ServiceIdentity;
import io.bluewake.engine.SlotException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
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
final class SlotFactory implements AutoCloseable {
  private static final long DRAIN_MILLIS = 5000;

  private final BundleContext context;
  private final SlotConfigurations configurations;
  private final MissingServices missing;
  private final BundleHash hashes;
  private final LongUnaryOperator observationOf;
  private final List<ServiceSlot<?>> slots = new ArrayList<>();
  private SwapPolicy policy = SwapPolicy.NEVER;
  private long waitMillis;

  SlotFactory(
      Framework framework, String pipeline, LongUnaryOperator observationOf, long waitMillis) {
    context = framework.context();
    configurations = new SlotConfigurations(framework.admin(), pipeline);
    missing = new MissingServices(framework.context(), framework.components());
    hashes = framework.hashes();
    this.observationOf = observationOf;
    this.waitMillis = waitMillis;
  }

  /**
   * What the runtime needs of the framework.
   *
   * @param context of this bundle
   * @param admin keeps configurations
   * @param components knows plug-ins and why they are missing
   * @param hashes content hashes of bundles
   */
  record Framework(
      BundleContext context,
      ConfigurationAdmin admin,
      ServiceComponentRuntime components,
      BundleHash hashes) {}

  /** Sets how slots made from now on behave. */
  void use(SwapPolicy newPolicy, long newWaitMillis) {
    policy = newPolicy;
    waitMillis = newWaitMillis;
  }

  /**
   * Configures a plug-in and makes the slot that it fills.
   *
   * @param kind interface of the services
   * @param plugin what is to fill it
   * @param name stage and group of telescopes
   */
  <T> ServiceSlot<T> slot(Class<T> kind, ResolvedPlugin plugin, String name) throws IOException {
    String place = configurations.configure(plugin, name);
    ServiceSlot.Settings settings =
        new ServiceSlot.Settings(
            name,
            policy,
            observationOf,
            waitMillis,
            DRAIN_MILLIS,
            () -> missing.explain(plugin.plugin(), place));
    ServiceSlot<T> slot = new ServiceSlot<>(context, filter(kind, place), settings, this::identify);
    slots.add(slot);
    return slot;
  }

  private Filter filter(Class<?> kind, String place) {
    try {
      return context.createFilter(
          "(&("
              + Constants.OBJECTCLASS
              + "="
              + kind.getName()
              + ")("
              + SlotConfigurations.SLOT
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
        hashes.of(reference.getBundle()),
        BundleHash.of(values));
  }

  /**
   * Creates an instance for every slot, so that a bad value fails before the first event.
   *
   * @throws ConfigException when a plug-in refuses its options
   * @throws SlotException when a plug-in does not come
   */
  void touchAll() throws ConfigException, SlotException, InterruptedException {
    for (ServiceSlot<?> slot : slots) {
      slot.touch();
    }
  }

  /** What fills the slots now. */
  List<SlotState> states() {
    return slots.stream().flatMap(s -> s.states().stream()).toList();
  }

  @Override
  public void close() throws IOException {
    slots.forEach(ServiceSlot::close);
    configurations.close();
  }
}
