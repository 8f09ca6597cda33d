package io.bluewake.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * A configuration of a plug-in that a person has made: with the shell, the web console, or a file
 * in {@code etc/}. It holds for every slot that the plug-in fills, unless the properties {@value
 * SlotConfiguration#SLOT} and {@value SlotConfiguration#PIPELINE} say for which; both are patterns
 * with {@code *}.
 *
 * @param pid its persistent identity
 * @param origin where it was written, for people
 * @param options the options it sets
 * @param slots pattern of stage and group
 * @param pipelines pattern of names of pipelines
 */
record UserConfiguration(
    String pid, String origin, Map<String, Object> options, String slots, String pipelines) {
  private static final String FILE = "felix.fileinstall.filename";

  /** Whether it holds for a slot. */
  boolean holdsFor(String pipeline, String slot) {
    return isFor(pipeline) && matches(slots, slot);
  }

  /** Whether it holds for slots of a pipeline. */
  boolean isFor(String pipeline) {
    return matches(pipelines, pipeline);
  }

  private static boolean matches(String pattern, String text) {
    String regex =
        pattern
            .chars()
            .mapToObj(c -> c == '*' ? ".*" : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining());
    return text.matches(regex);
  }

  /** All that exist for a plug-in, in the order of their identities: later ones have precedence. */
  static List<UserConfiguration> of(ConfigurationAdmin admin, String pluginPid) throws IOException {
    List<UserConfiguration> list = new ArrayList<>();
    try {
      Configuration[] found =
          admin.listConfigurations(
              "(&(|(service.factoryPid="
                  + pluginPid
                  + ")(service.pid="
                  + pluginPid
                  + ")(service.pid="
                  + pluginPid
                  + "~*))(!("
                  + SlotConfiguration.GENERATION
                  + "=*)))");
      for (Configuration configuration : found == null ? new Configuration[0] : found) {
        list.add(read(configuration));
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    list.sort(Comparator.comparing(UserConfiguration::pid));
    return list;
  }

  private static UserConfiguration read(Configuration configuration) {
    Map<String, Object> options = new TreeMap<>();
    Map<String, String> meta = new TreeMap<>();
    var properties = configuration.getProperties();
    properties
        .keys()
        .asIterator()
        .forEachRemaining(
            key -> {
              if (key.contains(".")) {
                meta.put(key, String.valueOf(properties.get(key)));
              } else {
                options.put(key, OptionValues.plain(properties.get(key)));
              }
            });
    String pid = configuration.getPid();
    String file = meta.getOrDefault(FILE, "");
    return new UserConfiguration(
        pid,
        file.isEmpty() ? "configuration " + pid : "etc/" + Path.of(file).getFileName(),
        options,
        meta.getOrDefault(SlotConfiguration.SLOT, "*"),
        meta.getOrDefault(SlotConfiguration.PIPELINE, "*"));
  }
}
