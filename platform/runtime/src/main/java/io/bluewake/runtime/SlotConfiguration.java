package io.bluewake.runtime;

import io.bluewake.config.ResolvedPlugin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The factory configuration of one slot, {@code <pid>~<pipeline>.<slot>.<group>}. A change makes a
 * second one beside the first, so that its service can be tried before the first one goes. Used by
 * one thread at a time.
 */
final class SlotConfiguration {
  /** Property that tells a service which slot it is for. */
  static final String SLOT = "pipeline.slot";

  /** Property that tells for which pipeline a configuration was made. */
  static final String PIPELINE = "pipeline.name";

  /** Property that counts the configurations of a slot, from 0. */
  static final String GENERATION = "pipeline.generation";

  private final ConfigurationAdmin admin;
  private final String pipeline;
  private final String name;
  private final ResolvedPlugin base;
  private final Map<Integer, Generation> generations = new TreeMap<>();
  private ResolvedPlugin current;

  /** What somebody wrote into the slot's own configuration. */
  private Map<String, ResolvedPlugin.Value> byHand = Map.of();

  private int count;

  /** One configuration that exists. */
  private record Generation(
      Configuration configuration, ResolvedPlugin plugin, Map<String, Object> values) {}

  /**
   * Describes the configuration of a slot.
   *
   * @param pipeline name of the pipeline
   * @param name stage and group, for example {@code clean/LST_LST_LSTCam}
   * @param base what profiles and command line say
   */
  SlotConfiguration(ConfigurationAdmin admin, String pipeline, String name, ResolvedPlugin base) {
    this.admin = admin;
    this.pipeline = pipeline;
    this.name = name;
    this.base = base;
    current = base;
  }

  String name() {
    return name;
  }

  ResolvedPlugin base() {
    return base;
  }

  /** The values of the latest configuration. */
  ResolvedPlugin current() {
    return current;
  }

  Map<String, ResolvedPlugin.Value> byHand() {
    return byHand;
  }

  void setByHand(Map<String, ResolvedPlugin.Value> values) {
    byHand = Map.copyOf(values);
  }

  /** The value of the property {@value #SLOT}. */
  String place() {
    return pipeline + "/" + name;
  }

  /** Makes a configuration that the services of the slot get beside those they have. */
  void make(ResolvedPlugin plugin) throws IOException {
    int generation = count++;
    Map<String, Object> values = new LinkedHashMap<>();
    plugin.values().forEach((key, value) -> values.put(key, storable(value)));
    Configuration configuration =
        admin.getFactoryConfiguration(
            plugin.plugin().pid(),
            place().replace('/', '.') + (generation == 0 ? "" : "." + generation),
            "?");
    current = plugin;
    generations.put(generation, new Generation(configuration, plugin, values));
    store(generation);
  }

  private void store(int number) throws IOException {
    Generation generation = generations.get(number);
    Map<String, Object> properties = new LinkedHashMap<>(generation.values());
    properties.put(SLOT, place());
    properties.put(PIPELINE, pipeline);
    properties.put(GENERATION, number);
    generation.configuration().update(FrameworkUtil.asDictionary(properties));
  }

  private static Object storable(Object value) {
    return value instanceof Collection<?> list ? new ArrayList<>(list) : value;
  }

  /** Which of the configurations has a PID, if one has. */
  Optional<Integer> generationOf(String pid) {
    return generations.entrySet().stream()
        .filter(e -> e.getValue().configuration().getPid().equals(pid))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * Undoes what somebody else did to a configuration.
   *
   * @return the options that were different, as they were; empty when it was as it should be
   */
  Map<String, Object> restore(int number) throws IOException {
    Generation generation = generations.get(number);
    Map<String, Object> changed = new LinkedHashMap<>();
    Optional<Map<String, Object>> found = properties(generation.configuration());
    if (found.isEmpty()) {
      String pid = generation.configuration().getPid();
      Configuration again =
          admin.getFactoryConfiguration(
              base.plugin().pid(), pid.substring(base.plugin().pid().length() + 1), "?");
      generations.put(number, new Generation(again, generation.plugin(), generation.values()));
      store(number);
      return changed;
    }
    for (Map.Entry<String, Object> property : found.get().entrySet()) {
      String key = property.getKey();
      Object expected = generation.values().get(key);
      boolean same =
          expected != null
              && OptionValues.plain(expected).equals(OptionValues.plain(property.getValue()));
      if (!key.contains(".") && !same) {
        changed.put(key, property.getValue());
      }
    }
    boolean complete = found.get().keySet().containsAll(generation.values().keySet());
    if (!changed.isEmpty() || !complete) {
      store(number);
    }
    return changed;
  }

  private static Optional<Map<String, Object>> properties(Configuration configuration) {
    try {
      Map<String, Object> map = new TreeMap<>();
      var dictionary = configuration.getProperties();
      dictionary.keys().asIterator().forEachRemaining(key -> map.put(key, dictionary.get(key)));
      return Optional.of(map);
    } catch (IllegalStateException deleted) {
      return Optional.empty();
    }
  }

  /** Whether a service has the values that were configured, not others that somebody wrote. */
  boolean isRight(ServiceReference<?> reference) {
    Object number = reference.getProperty(GENERATION);
    Generation generation = number instanceof Integer n ? generations.get(n) : null;
    if (generation == null) {
      return false;
    }
    for (Map.Entry<String, Object> value : generation.values().entrySet()) {
      Object there = reference.getProperty(value.getKey());
      if (there == null
          || !OptionValues.plain(value.getValue()).equals(OptionValues.plain(there))) {
        return false;
      }
    }
    return true;
  }

  /** Numbers of the configurations before the latest one with a service that may be used. */
  List<Integer> before(int generation) {
    return generations.keySet().stream().filter(g -> g < generation).toList();
  }

  /** The values of one of the configurations, if it exists. */
  Optional<ResolvedPlugin> values(int number) {
    return Optional.ofNullable(generations.get(number)).map(Generation::plugin);
  }

  /** Number of the latest configuration. */
  int latest() {
    return generations.keySet().stream().max(Integer::compare).orElse(-1);
  }

  /** Removes one of the configurations; its services go. */
  void remove(int number) throws IOException {
    Generation generation = generations.remove(number);
    if (generation != null) {
      delete(generation.configuration());
    }
  }

  /** Goes back to the values of an earlier configuration, after the latest one was refused. */
  void giveUp(ResolvedPlugin before) throws IOException {
    remove(latest());
    current = before;
  }

  /** Removes everything. */
  void close() throws IOException {
    for (Integer number : List.copyOf(generations.keySet())) {
      remove(number);
    }
  }

  static void delete(Configuration configuration) throws IOException {
    try {
      configuration.delete();
    } catch (IllegalStateException alreadyDeleted) {
      // Somebody else has deleted it: that is what was wanted.
    }
  }
}
