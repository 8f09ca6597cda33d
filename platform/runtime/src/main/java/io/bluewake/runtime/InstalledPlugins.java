package io.bluewake.runtime;

import io.bluewake.config.MetatypeFile;
import io.bluewake.config.OptionDescription;
import io.bluewake.config.PluginCatalog;
import io.bluewake.config.PluginDescription;
import io.bluewake.config.PluginKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.stream.XMLStreamException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * The plug-ins of all active bundles, found by what Declarative Services and metatype know of them.
 * No plug-in class is loaded for it.
 */
@Component(service = InstalledPlugins.class)
public final class InstalledPlugins {
  /** Service property with the name of a plug-in. */
  static final String NAME = "bluewake.plugin.name";

  private static final String SUMMARY = "bluewake.plugin.summary";

  /** A bundle as it is since it was installed or updated. */
  private record State(long bundle, long modified) {
    static State of(Bundle bundle) {
      return new State(bundle.getBundleId(), bundle.getLastModified());
    }
  }

  private final BundleContext context;
  private final ServiceComponentRuntime components;
  private final Map<State, MetatypeFile> metatypes = new ConcurrentHashMap<>();

  /** Creates the component. */
  @Activate
  public InstalledPlugins(BundleContext context, @Reference ServiceComponentRuntime components) {
    this.context = context;
    this.components = components;
  }

  /**
   * Begins to read what bundles say of their plug-ins, in a thread of its own: whoever asks for it
   * later finds it or waits for the rest.
   */
  public void readAhead() {
    Thread thread =
        new Thread(
            () -> {
              try {
                all();
              } catch (UncheckedIOException | IllegalStateException e) {
                // Whoever asks for it meets the same and reports it.
                return;
              }
            },
            "bluewake-plugins");
    thread.setDaemon(true);
    thread.start();
  }

  /** The plug-ins to be used: of several versions the highest one. */
  public PluginCatalog catalog() {
    List<PluginDescription> best = new ArrayList<>();
    for (PluginDescription plugin : all()) {
      // Versions of one plug-in follow each other, the highest last.
      PluginDescription last = best.isEmpty() ? null : best.get(best.size() - 1);
      if (last != null && last.kind() == plugin.kind() && last.name().equals(plugin.name())) {
        best.remove(best.size() - 1);
      }
      best.add(plugin);
    }
    return new PluginCatalog(best);
  }

  /** All plug-ins, each version on its own, by kind, name and version. */
  public List<PluginDescription> all() {
    List<PluginDescription> plugins = new ArrayList<>();
    Set<State> present = new HashSet<>();
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
      Optional<PluginKind> kind = PluginKinds.of(component.serviceInterfaces);
      Bundle bundle = context.getBundle(component.bundle.id);
      if (kind.isPresent() && bundle != null && component.properties.containsKey(NAME)) {
        present.add(State.of(bundle));
        plugins.add(describe(kind.get(), component, bundle, metatype(bundle)));
      }
    }
    metatypes.keySet().retainAll(present);
    plugins.sort(
        Comparator.comparing(PluginDescription::kind)
            .thenComparing(PluginDescription::name)
            .thenComparing(InstalledPlugins::version));
    return plugins;
  }

  /** The plug-in of a bundle with a PID. */
  Optional<PluginDescription> describe(Bundle bundle, String pid) {
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
      Optional<PluginKind> kind = PluginKinds.of(component.serviceInterfaces);
      if (kind.isPresent() && List.of(component.configurationPid).contains(pid)) {
        return Optional.of(describe(kind.get(), component, bundle, metatype(bundle)));
      }
    }
    return Optional.empty();
  }

  private static Version version(PluginDescription plugin) {
    return Version.parseVersion(plugin.version());
  }

  private MetatypeFile metatype(Bundle bundle) {
    return metatypes.computeIfAbsent(State.of(bundle), state -> read(bundle));
  }

  private static MetatypeFile read(Bundle bundle) {
    MetatypeFile file = new MetatypeFile();
    Enumeration<URL> urls = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
    for (URL url : urls == null ? List.<URL>of() : Collections.list(urls)) {
      try (InputStream in = url.openStream()) {
        file.read(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (XMLStreamException e) {
        throw new UncheckedIOException(
            new IOException(bundle + ", " + url.getPath() + ": " + e.getMessage(), e));
      }
    }
    return file;
  }

  private static PluginDescription describe(
      PluginKind kind, ComponentDescriptionDTO component, Bundle bundle, MetatypeFile metatype) {
    String pid = component.configurationPid[0];
    Map<String, OptionDescription> options = new LinkedHashMap<>(metatype.options(pid));
    options.replaceAll(
        (name, described) ->
            component.properties.containsKey(name)
                ? OptionValues.describe(described, component.properties.get(name))
                : described);
    // A plug-in without descriptions still has options: those with a default.
    new TreeMap<>(component.properties)
        .forEach(
            (name, value) -> {
              if (!name.contains(".")) {
                options.putIfAbsent(name, OptionValues.describe(name, value));
              }
            });
    return new PluginDescription(
        kind,
        component.properties.get(NAME).toString(),
        pid,
        String.valueOf(component.properties.getOrDefault(SUMMARY, "")),
        bundle.getSymbolicName(),
        bundle.getVersion().toString(),
        List.copyOf(options.values()));
  }
}
