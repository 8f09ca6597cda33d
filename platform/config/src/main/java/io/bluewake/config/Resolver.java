package io.bluewake.config;

import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works out what holds for each telescope and puts equal telescopes together. */
final class Resolver {
  private final Configuration configuration;
  private final Settings settings;
  private final Checker checker;

  Resolver(Configuration configuration, Settings settings, Checker checker) {
    this.configuration = configuration;
    this.settings = settings;
    this.checker = checker;
  }

  ResolvedPipeline resolve(Subarray subarray) throws ConfigException {
    List<ResolvedGroup> groups = new ArrayList<>();
    List<Integer> groupOfTelescope = new ArrayList<>();
    for (Telescope telescope : subarray.telescopes()) {
      ResolvedGroup fresh = group(telescope);
      int index = indexOf(groups, fresh);
      if (index < 0) {
        index = groups.size();
        groups.add(withName(fresh, groups));
      } else {
        groups.set(index, withTelescope(groups.get(index), telescope.id()));
      }
      groupOfTelescope.add(index);
    }
    List<ResolvedReconstruction> reconstructions = new ArrayList<>();
    for (ResolvedPlugin plugin : sameForAll(Section.RECONSTRUCT)) {
      reconstructions.add(
          new ResolvedReconstruction(
              plugin, List.copyOf(configuration.quality(plugin.plugin().name()))));
    }
    ResolvedPipeline resolved =
        new ResolvedPipeline(
            configuration.title(),
            configuration.sources(),
            sameForAll(Section.MONITORING),
            List.copyOf(groupOfTelescope),
            List.copyOf(groups),
            List.copyOf(configuration.imageQuality()),
            sameForAll(Section.POINTING),
            List.copyOf(reconstructions),
            configuration.calibration(),
            sameForAll(Section.WRITE),
            configuration.engine(),
            configuration.engineValues(),
            warnings(subarray));
    return resolved;
  }

  private ResolvedGroup group(Telescope telescope) throws ConfigException {
    return new ResolvedGroup(
        telescope.camera().description(),
        telescope.camera(),
        List.of(telescope.id()),
        one(Section.GAIN, telescope),
        one(Section.CALIBRATE, telescope),
        list(Section.MODIFY, telescope),
        one(Section.EXTRACT, telescope),
        plugin(Section.INVALID_PIXELS, settings.single(Section.INVALID_PIXELS), telescope),
        one(Section.CLEAN, telescope),
        list(Section.PARAMETERS, telescope),
        list(Section.MUONS, telescope));
  }

  private ResolvedPlugin one(Section section, Telescope telescope) throws ConfigException {
    return plugin(section, settings.single(section), telescope).orElseThrow();
  }

  private List<ResolvedPlugin> list(Section section, Telescope telescope) throws ConfigException {
    List<ResolvedPlugin> all = new ArrayList<>();
    for (PluginSetting entry : settings.list(section).entries()) {
      plugin(section, entry, telescope).ifPresent(all::add);
    }
    return List.copyOf(all);
  }

  /** The plug-ins of a section that does not depend on telescopes. */
  List<ResolvedPlugin> sameForAll(Section section) throws ConfigException {
    List<ResolvedPlugin> all = new ArrayList<>();
    for (PluginSetting entry : settings.list(section).entries()) {
      all.add(fold(section, entry, layer -> layer.pattern().isEmpty()).orElseThrow());
    }
    return List.copyOf(all);
  }

  private Optional<ResolvedPlugin> plugin(
      Section section, PluginSetting setting, Telescope telescope) throws ConfigException {
    return fold(
        section,
        setting,
        layer ->
            layer.pattern().isEmpty()
                || new TelescopePattern(layer.pattern().get()).matches(telescope));
  }

  /** Which layers count. */
  private interface Applies {
    boolean to(Layer layer);
  }

  private Optional<ResolvedPlugin> fold(Section section, PluginSetting setting, Applies applies)
      throws ConfigException {
    Item.Scalar base = setting.plugin().orElseThrow();
    Item.Scalar chosen = base;
    Map<String, Item.Entry> options = new LinkedHashMap<>();
    Map<String, String> paths = new LinkedHashMap<>();
    for (Layer layer : setting.layers()) {
      if (!applies.to(layer)) {
        continue;
      }
      boolean forAll = layer.pattern().isEmpty();
      if (layer.plugin().isPresent() && !layer.plugin().get().text().equals(chosen.text())) {
        options.clear();
      }
      chosen = layer.plugin().orElse(chosen);
      // What is said for all is about the plug-in for all, not about the exceptions.
      if (!forAll || chosen.text().equals(base.text())) {
        options.putAll(layer.options());
        layer.options().keySet().forEach(name -> paths.put(name, layer.path()));
      }
    }
    if (Configuration.isNone(section, chosen.text())) {
      return Optional.empty();
    }
    PluginDescription plugin = checker.plugin(section, chosen, section.key);
    Map<String, ResolvedPlugin.Value> values = Configuration.defaults(plugin);
    for (Map.Entry<String, Item.Entry> option : options.entrySet()) {
      values.put(
          option.getKey(),
          checker.value(plugin, option.getKey(), option.getValue(), paths.get(option.getKey())));
    }
    return Optional.of(new ResolvedPlugin(plugin, chosen.origin(), values));
  }

  private static int indexOf(List<ResolvedGroup> groups, ResolvedGroup fresh) {
    for (int i = 0; i < groups.size(); i++) {
      ResolvedGroup g = groups.get(i);
      if (g.camera() == fresh.camera()
          && g.gain().sameAs(fresh.gain())
          && g.calibrate().sameAs(fresh.calibrate())
          && same(g.modify(), fresh.modify())
          && g.extract().sameAs(fresh.extract())
          && same(g.invalidPixels().stream().toList(), fresh.invalidPixels().stream().toList())
          && g.clean().sameAs(fresh.clean())
          && same(g.parameters(), fresh.parameters())
          && same(g.muons(), fresh.muons())) {
        return i;
      }
    }
    return -1;
  }

  private static boolean same(List<ResolvedPlugin> a, List<ResolvedPlugin> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).sameAs(b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static ResolvedGroup withName(ResolvedGroup group, List<ResolvedGroup> others) {
    long alike = others.stream().filter(o -> o.camera().description().equals(group.name())).count();
    return copy(
        group, alike == 0 ? group.name() : group.name() + "-" + (alike + 1), group.telescopes());
  }

  private static ResolvedGroup withTelescope(ResolvedGroup group, int id) {
    List<Integer> ids = new ArrayList<>(group.telescopes());
    ids.add(id);
    return copy(group, group.name(), List.copyOf(ids));
  }

  private static ResolvedGroup copy(ResolvedGroup g, String name, List<Integer> telescopes) {
    return new ResolvedGroup(
        name,
        g.camera(),
        telescopes,
        g.gain(),
        g.calibrate(),
        g.modify(),
        g.extract(),
        g.invalidPixels(),
        g.clean(),
        g.parameters(),
        g.muons());
  }

  /** Patterns that match nothing, unless every user has them. */
  private List<String> warnings(Subarray subarray) {
    List<String> warnings = new ArrayList<>();
    for (Section section : Section.values()) {
      List<PluginSetting> all =
          section.list ? settings.list(section).entries() : List.of(settings.single(section));
      for (PluginSetting setting : all) {
        for (Layer layer : setting.layers()) {
          if (layer.pattern().isPresent()
              && !Profiles.isBuiltIn(layer.origin())
              && !matchesAny(layer.pattern().get(), subarray)) {
            warnings.add(
                layer.origin()
                    + ": "
                    + layer.path()
                    + ": '"
                    + layer.pattern().get()
                    + "' matches no telescope of the input");
          }
        }
      }
    }
    return List.copyOf(warnings);
  }

  private static boolean matchesAny(String pattern, Subarray subarray) {
    TelescopePattern p = new TelescopePattern(pattern);
    return subarray.telescopes().stream().anyMatch(p::matches);
  }
}
