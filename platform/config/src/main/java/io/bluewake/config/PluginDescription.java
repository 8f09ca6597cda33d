package io.bluewake.config;

import java.util.List;
import java.util.Optional;

/**
 * An installed plug-in.
 *
 * @param kind what it does
 * @param name name that configurations use
 * @param pid persistent identity of its factory configuration
 * @param summary one sentence
 * @param bundle symbolic name of its bundle
 * @param version version of its bundle
 * @param options what can be configured, in order
 */
public record PluginDescription(
    PluginKind kind,
    String name,
    String pid,
    String summary,
    String bundle,
    String version,
    List<OptionDescription> options) {

  /** Keeps a copy of the list. */
  public PluginDescription {
    options = List.copyOf(options);
  }

  /** The option with this name. */
  public Optional<OptionDescription> option(String option) {
    return options.stream().filter(o -> o.name().equals(option)).findFirst();
  }

  /** Names of all options. */
  public List<String> optionNames() {
    return options.stream().map(OptionDescription::name).toList();
  }
}
