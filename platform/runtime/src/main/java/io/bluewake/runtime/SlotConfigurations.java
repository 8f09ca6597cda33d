package io.bluewake.runtime;

import io.bluewake.config.ResolvedPlugin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The factory configurations of one pipeline: {@code <pid>~<pipeline>.<slot>.<group>}, each with
 * the property {@value #SLOT}. They exist as long as the pipeline.
 */
final class SlotConfigurations implements AutoCloseable {
  /** Property that tells a service which slot it is for. */
  static final String SLOT = "pipeline.slot";

  /** Property that tells for which pipeline a configuration was made. */
  static final String PIPELINE = "pipeline.name";

  private final ConfigurationAdmin admin;
  private final String pipeline;
  private final List<Configuration> made = new ArrayList<>();

  SlotConfigurations(ConfigurationAdmin admin, String pipeline) {
    this.admin = admin;
    this.pipeline = pipeline;
  }

  /**
   * Configures a plug-in for a slot.
   *
   * @param slot stage and group, for example {@code clean/LST_LST_LSTCam}
   * @return the value of the property {@value #SLOT} to look for
   */
  String configure(ResolvedPlugin plugin, String slot) throws IOException {
    String place = pipeline + "/" + slot;
    Map<String, Object> properties = new LinkedHashMap<>();
    plugin.values().forEach((name, value) -> properties.put(name, storable(value)));
    properties.put(SLOT, place);
    properties.put(PIPELINE, pipeline);
    Configuration configuration =
        admin.getFactoryConfiguration(plugin.plugin().pid(), place.replace('/', '.'), "?");
    configuration.update(FrameworkUtil.asDictionary(properties));
    made.add(configuration);
    return place;
  }

  private static Object storable(Object value) {
    return value instanceof Collection<?> list ? new ArrayList<>(list) : value;
  }

  /** Removes configurations that an earlier process left behind. */
  static void removeLeftOvers(ConfigurationAdmin admin) throws IOException {
    try {
      Configuration[] found = admin.listConfigurations("(" + PIPELINE + "=*)");
      for (Configuration configuration : found == null ? new Configuration[0] : found) {
        configuration.delete();
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    List<IOException> failures = new ArrayList<>();
    made.forEach(configuration -> delete(configuration, failures));
    made.clear();
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  private static void delete(Configuration configuration, List<IOException> failures) {
    try {
      configuration.delete();
    } catch (IOException e) {
      failures.add(e);
    } catch (IllegalStateException alreadyDeleted) {
      // Somebody else has deleted it: that is what was wanted.
    }
  }
}
