package io.bluewake.config;

import io.bluewake.model.Subarray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Profiles and overrides, merged and checked against the installed plug-ins, but not yet resolved
 * for telescopes. Precedence: defaults of plug-ins, what a profile extends, the profile, further
 * profiles in order, {@code --set} in order; the last word counts. Immutable once loaded.
 */
public final class Configuration {
  private final List<Item> documents;
  private final Settings settings;
  private final PluginCatalog catalog;
  private final CriterionCheck check;
  private final Checker checker;
  private final EngineOptions engine;
  private final List<QualityCriterion> imageQuality;
  private final Map<String, List<QualityCriterion>> quality = new LinkedHashMap<>();

  private Configuration(List<Item> documents, PluginCatalog catalog, CriterionCheck check)
      throws ConfigException {
    this.documents = List.copyOf(documents);
    this.check = check;
    settings = new Settings();
    for (Item document : documents) {
      settings.apply(document);
    }
    this.catalog = catalog;
    checker = new Checker(catalog);
    engine = EngineSection.read(settings.engine());
    imageQuality =
        settings.imageQuality().isPresent()
            ? Checker.criteria(settings.imageQuality().get(), "imageQuality", check)
            : PipelineForm.IMAGE_QUALITY.standardCriteria();
    for (PluginSetting entry : settings.list(Section.RECONSTRUCT).entries()) {
      String name = entry.plugin().orElseThrow().text();
      String path = Section.RECONSTRUCT.key + "." + name + ".quality";
      quality.put(
          name,
          entry.quality().isPresent()
              ? Checker.criteria(entry.quality().get(), path, check)
              : PipelineForm.STEREO_QUALITY.standardCriteria());
    }
    checkAll();
  }

  /**
   * Loads profiles.
   *
   * @param profiles names of built-in profiles or paths of files, in order; none means {@code
   *     cat-c}
   * @param sets overrides {@code path=value}, in order
   * @param catalog the installed plug-ins
   * @param check checks the criteria
   * @throws ConfigException naming file, line and key, and what is allowed
   */
  public static Configuration load(
      List<String> profiles, List<String> sets, PluginCatalog catalog, CriterionCheck check)
      throws ConfigException {
    List<Item> documents = new ArrayList<>();
    for (String profile : profiles.isEmpty() ? List.of("cat-c") : profiles) {
      documents.addAll(Profiles.load(profile));
    }
    for (String set : sets) {
      documents.add(SetOption.read(set));
    }
    return new Configuration(documents, catalog, check);
  }

  /**
   * The same with something on top that is written elsewhere, checked as if it were a profile.
   *
   * @throws ConfigException naming origin and option, and what is allowed
   */
  public Configuration with(List<PipelineForm.Setting> written) throws ConfigException {
    List<String> reconstructors =
        settings.list(Section.RECONSTRUCT).entries().stream()
            .map(entry -> entry.plugin().orElseThrow().text())
            .toList();
    List<Item> all = new ArrayList<>(documents);
    for (PipelineForm.Setting setting : written) {
      setting.check(check);
      all.add(setting.document(reconstructors));
    }
    return written.isEmpty() ? this : new Configuration(all, catalog, check);
  }

  /** Name of the pipeline. */
  public String name() {
    return settings.pipeline().text();
  }

  /** Name of the pipeline and the place where it was written. */
  ResolvedPlugin.Value title() {
    return new ResolvedPlugin.Value(settings.pipeline().text(), settings.pipeline().origin());
  }

  /** How to use the machine, each value with the place where it was written. */
  Map<String, ResolvedPlugin.Value> engineValues() throws ConfigException {
    return EngineSection.values(settings.engine());
  }

  /** The sources that may read an input, with their options. */
  List<ResolvedPlugin> sources() throws ConfigException {
    List<String> names =
        sourcePlugin()
            .map(List::of)
            .orElse(
                catalog.ofKind(PluginKind.SOURCE).stream().map(PluginDescription::name).toList());
    List<ResolvedPlugin> sources = new ArrayList<>();
    for (String name : names) {
      sources.add(source(name));
    }
    return List.copyOf(sources);
  }

  /** How to use the machine. */
  public EngineOptions engine() {
    return engine;
  }

  /** The source plug-in, when the configuration names one instead of leaving it to the input. */
  public Optional<String> sourcePlugin() {
    return settings.single(Section.SOURCE).plugin().map(Item.Scalar::text);
  }

  /**
   * The options of a source plug-in. Options that other sources have and this one has not are left
   * out, because one profile serves inputs of every format.
   *
   * @param plugin name of an installed source
   */
  public ResolvedPlugin source(String plugin) throws ConfigException {
    Origin origin =
        settings.single(Section.SOURCE).plugin().map(Item.Scalar::origin).orElse(Origin.DEFAULT);
    PluginDescription description =
        checker.plugin(Section.SOURCE, new Item.Scalar(plugin, plugin, origin), "source.plugin");
    Map<String, ResolvedPlugin.Value> options = defaults(description);
    for (Layer layer : settings.single(Section.SOURCE).layers()) {
      for (Map.Entry<String, Item.Entry> option : layer.options().entrySet()) {
        if (description.option(option.getKey()).isPresent()) {
          options.put(
              option.getKey(),
              checker.value(description, option.getKey(), option.getValue(), layer.path()));
        }
      }
    }
    return new ResolvedPlugin(description, origin, options);
  }

  /**
   * The plug-ins that this configuration names, whatever the telescopes: those for all and those
   * for some. Sources are named by inputs and not listed, unless the configuration names one.
   */
  public List<PluginDescription> plugins() throws ConfigException {
    Set<PluginDescription> all = new java.util.LinkedHashSet<>();
    for (Section section : Section.values()) {
      List<PluginSetting> settingsOfSection =
          section.list ? settings.list(section).entries() : List.of(settings.single(section));
      for (PluginSetting setting : settingsOfSection) {
        all.addAll(used(section, setting, section.key));
      }
    }
    return List.copyOf(all);
  }

  /** What measures where telescopes look. */
  public List<ResolvedPlugin> sensors() throws ConfigException {
    return resolver().sameForAll(Section.SENSE);
  }

  /** What may read monitoring data, in order of priority. */
  public List<ResolvedPlugin> monitoring() throws ConfigException {
    return resolver().sameForAll(Section.MONITORING);
  }

  /** What summarizes calibration events. */
  public ResolvedCalibration calibration() throws ConfigException {
    Resolver r = resolver();
    return new ResolvedCalibration(
        r.sameForAll(Section.STATISTICS),
        r.sameForAll(Section.OUTLIERS),
        r.sameForAll(Section.TIME_STATISTICS),
        r.sameForAll(Section.TIME_OUTLIERS),
        r.sameForAll(Section.COEFFICIENTS));
  }

  /** The writers that are configured, in order. */
  public List<ResolvedPlugin> writers() throws ConfigException {
    return resolver().sameForAll(Section.WRITE);
  }

  /**
   * Works out the configuration of every telescope.
   *
   * @throws ConfigException when an option is set for a telescope whose plug-in has no such option
   */
  public ResolvedPipeline resolve(Subarray subarray) throws ConfigException {
    return resolver().resolve(subarray);
  }

  private Resolver resolver() {
    return new Resolver(this, settings, checker);
  }

  List<QualityCriterion> imageQuality() {
    return imageQuality;
  }

  List<QualityCriterion> quality(String reconstructor) {
    return quality.get(reconstructor);
  }

  static Map<String, ResolvedPlugin.Value> defaults(PluginDescription plugin) {
    Map<String, ResolvedPlugin.Value> values = new LinkedHashMap<>();
    for (OptionDescription option : plugin.options()) {
      values.put(option.name(), new ResolvedPlugin.Value(option.defaultValue(), Origin.DEFAULT));
    }
    return values;
  }

  private void checkAll() throws ConfigException {
    for (Section section : Section.values()) {
      if (section == Section.SOURCE) {
        checkSource();
      } else if (section.list) {
        for (PluginSetting entry : settings.list(section).entries()) {
          check(section, entry, section.key + "." + entry.plugin().orElseThrow().text());
        }
      } else {
        check(section, settings.single(section), section.key);
      }
    }
  }

  private void checkSource() throws ConfigException {
    PluginSetting source = settings.single(Section.SOURCE);
    List<PluginDescription> candidates = catalog.ofKind(PluginKind.SOURCE);
    if (source.plugin().isPresent()) {
      candidates = List.of(checker.plugin(Section.SOURCE, source.plugin().get(), "source.plugin"));
    }
    for (Layer layer : source.layers()) {
      checkOptions(layer, candidates, "no source plug-in");
    }
  }

  private void check(Section section, PluginSetting setting, String path) throws ConfigException {
    if (setting.plugin().isEmpty()) {
      throw new ConfigException(
          "pipeline '" + name() + "': no plug-in is chosen for '" + section.key + "'");
    }
    List<PluginDescription> used = used(section, setting, path);
    for (Layer layer : setting.layers()) {
      List<PluginDescription> candidates = used;
      if (layer.plugin().isPresent()) {
        String name = layer.plugin().get().text();
        candidates = used.stream().filter(p -> p.name().equals(name)).toList();
      } else if (layer.pattern().isEmpty()) {
        candidates = used.isEmpty() ? used : used.subList(0, 1);
      }
      checkOptions(layer, candidates, "plug-in 'none'");
    }
  }

  /** The plug-ins of a section or entry: first that for all telescopes, then those for some. */
  private List<PluginDescription> used(Section section, PluginSetting setting, String path)
      throws ConfigException {
    List<PluginDescription> used = new ArrayList<>();
    if (setting.plugin().isPresent() && !isNone(section, setting.plugin().get().text())) {
      used.add(checker.plugin(section, setting.plugin().get(), path));
    }
    for (Layer layer : setting.layers()) {
      if (layer.plugin().isPresent() && !isNone(section, layer.plugin().get().text())) {
        used.add(checker.plugin(section, layer.plugin().get(), layer.path()));
      }
    }
    return used;
  }

  private void checkOptions(Layer layer, List<PluginDescription> candidates, String nobody)
      throws ConfigException {
    for (Map.Entry<String, Item.Entry> option : layer.options().entrySet()) {
      List<PluginDescription> having =
          candidates.stream().filter(p -> p.option(option.getKey()).isPresent()).toList();
      if (having.isEmpty()) {
        Set<String> names = new java.util.TreeSet<>();
        candidates.forEach(p -> names.addAll(p.optionNames()));
        List<String> owners = candidates.stream().map(PluginDescription::name).distinct().toList();
        String owner =
            owners.size() == 1
                ? "plug-in '" + owners.get(0) + "'"
                : owners.isEmpty() ? nobody : "none of the plug-ins " + owners;
        throw Checker.unknown(
            owner, List.copyOf(names), option.getKey(), option.getValue(), layer.path());
      }
      for (PluginDescription plugin : having) {
        checker.value(plugin, option.getKey(), option.getValue(), layer.path());
      }
    }
  }

  static boolean isNone(Section section, String plugin) {
    return section.optional() && plugin.equals("none");
  }
}
