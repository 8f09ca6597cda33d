package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.config.ResolvedCalibration;
import io.bluewake.config.ResolvedGroup;
import io.bluewake.config.ResolvedPipeline;
import io.bluewake.config.ResolvedPlugin;
import io.bluewake.config.ResolvedReconstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the slots of a pipeline are called: stage, plug-in where there are several, and group. */
final class SlotNames {
  private SlotNames() {}

  /** Name of a slot that every group has. */
  static String single(String stage, String group) {
    return stage + "/" + group;
  }

  /** Name of a slot of which a group has several. */
  static String listed(String stage, ResolvedPlugin plugin, String group) {
    return stage + "/" + plugin.plugin().name() + "/" + group;
  }

  /** Name of a slot that is the same for all telescopes. */
  static String common(String stage, ResolvedPlugin plugin) {
    return common(stage, plugin.plugin().name());
  }

  /** Name of a slot that is the same for all telescopes. */
  static String common(String stage, String plugin) {
    return stage + "/" + plugin;
  }

  /** Replaces a plug-in in a slot. */
  interface Change {
    ResolvedPlugin apply(ResolvedPlugin plugin, String slot) throws ConfigException;
  }

  /** A pipeline with something done to the plug-in of each slot. */
  static ResolvedPipeline map(ResolvedPipeline p, Change change) throws ConfigException {
    List<ResolvedGroup> groups = new ArrayList<>();
    for (ResolvedGroup group : p.groups()) {
      groups.add(map(group, change));
    }
    List<ResolvedPlugin> pointing = new ArrayList<>();
    for (ResolvedPlugin plugin : p.pointing()) {
      pointing.add(change.apply(plugin, common("pointing", plugin)));
    }
    List<ResolvedReconstruction> reconstruct = new ArrayList<>();
    for (ResolvedReconstruction r : p.reconstruct()) {
      ResolvedPlugin plugin = change.apply(r.plugin(), common("reconstruct", r.plugin()));
      reconstruct.add(new ResolvedReconstruction(plugin, r.quality()));
    }
    List<ResolvedPlugin> write = new ArrayList<>();
    for (ResolvedPlugin plugin : p.write()) {
      write.add(change.apply(plugin, common("write", plugin)));
    }
    List<ResolvedPlugin> monitoring = new ArrayList<>();
    for (ResolvedPlugin plugin : p.monitoring()) {
      monitoring.add(change.apply(plugin, common("monitoring", plugin)));
    }
    List<List<ResolvedPlugin>> calibration = new ArrayList<>();
    for (Map.Entry<String, List<ResolvedPlugin>> s : p.calibration().sections().entrySet()) {
      List<ResolvedPlugin> changed = new ArrayList<>();
      for (ResolvedPlugin plugin : s.getValue()) {
        changed.add(change.apply(plugin, common(s.getKey(), plugin)));
      }
      calibration.add(List.copyOf(changed));
    }
    List<ResolvedPlugin> sources = new ArrayList<>();
    for (ResolvedPlugin plugin : p.sources()) {
      sources.add(change.apply(plugin, common("source", plugin)));
    }
    return new ResolvedPipeline(
        p.title(),
        sources,
        List.copyOf(monitoring),
        p.groupOfTelescope(),
        groups,
        p.imageQuality(),
        pointing,
        reconstruct,
        new ResolvedCalibration(
            calibration.get(0),
            calibration.get(1),
            calibration.get(2),
            calibration.get(3),
            calibration.get(4)),
        write,
        p.engine(),
        p.engineValues(),
        p.warnings());
  }

  private static ResolvedGroup map(ResolvedGroup g, Change change) throws ConfigException {
    Optional<ResolvedPlugin> invalidPixels = Optional.empty();
    if (g.invalidPixels().isPresent()) {
      invalidPixels =
          Optional.of(change.apply(g.invalidPixels().get(), single("invalidPixels", g.name())));
    }
    return new ResolvedGroup(
        g.name(),
        g.camera(),
        g.telescopes(),
        change.apply(g.gain(), single("gain", g.name())),
        change.apply(g.calibrate(), single("calibrate", g.name())),
        map(g.modify(), "modify", g.name(), change),
        change.apply(g.extract(), single("extract", g.name())),
        invalidPixels,
        change.apply(g.clean(), single("clean", g.name())),
        map(g.parameters(), "parameters", g.name(), change),
        map(g.muons(), "muons", g.name(), change));
  }

  private static List<ResolvedPlugin> map(
      List<ResolvedPlugin> plugins, String stage, String group, Change change)
      throws ConfigException {
    List<ResolvedPlugin> mapped = new ArrayList<>();
    for (ResolvedPlugin plugin : plugins) {
      mapped.add(change.apply(plugin, listed(stage, plugin, group)));
    }
    return List.copyOf(mapped);
  }
}
