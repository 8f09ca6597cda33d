package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.config.ResolvedPlugin;
import io.bluewake.engine.Lease;
import io.bluewake.engine.SlotException;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import io.bluewake.spi.MonitoringSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads all monitoring files of a run before its first event and merges them: first those of the
 * command line in their order, then those that the plug-ins name in theirs.
 */
final class MonitoringFiles {
  private final Map<String, ServiceSlot<MonitoringSource.Provider>> providers =
      new LinkedHashMap<>();
  private final Map<String, Long> notices = new LinkedHashMap<>();
  private final List<Path> read = new ArrayList<>();

  /**
   * Configures what may read them.
   *
   * @throws ConfigException when a plug-in refuses its options
   */
  MonitoringFiles(SlotFactory slots, List<ResolvedPlugin> plugins)
      throws ConfigException, IOException {
    for (ResolvedPlugin plugin : plugins) {
      providers.put(
          plugin.plugin().name(),
          slots.slot(
              MonitoringSource.Provider.class, plugin, SlotNames.common("monitoring", plugin)));
    }
  }

  /**
   * Reads everything.
   *
   * @param paths files or patterns of the command line
   * @return what is known of each telescope, by layout index; empty when there are no files
   */
  List<TelescopeMonitoring> read(List<String> paths, Subarray subarray)
      throws ConfigException, IOException, SlotException, InterruptedException {
    List<List<TelescopeMonitoring>> all = new ArrayList<>();
    for (Path path : paths.isEmpty() ? List.<Path>of() : InputPaths.expand(paths)) {
      all.add(read(path, subarray));
    }
    for (ServiceSlot<MonitoringSource.Provider> slot : providers.values()) {
      slot.touch();
      try (Lease<MonitoringSource.Provider> lease = slot.acquire(-1)) {
        for (Path path : lease.service().paths()) {
          all.add(read(lease.service(), path, subarray));
        }
      }
    }
    if (all.isEmpty()) {
      return List.of();
    }
    List<TelescopeMonitoring> merged = new ArrayList<>();
    for (int t = 0; t < subarray.size(); t++) {
      int telescope = t;
      merged.add(
          TelescopeMonitoring.merged(all.stream().map(file -> file.get(telescope)).toList()));
    }
    return merged;
  }

  /** What the sources noticed. */
  Map<String, Long> notices() {
    return notices;
  }

  /** The files that were read. */
  List<Path> files() {
    return List.copyOf(read);
  }

  private List<TelescopeMonitoring> read(Path path, Subarray subarray)
      throws ConfigException, IOException, SlotException, InterruptedException {
    if (!Files.isRegularFile(path)) {
      throw new InputException(
          path + ": " + (Files.exists(path) ? "is no file" : "there is no such file"));
    }
    byte[] head = InputHead.of(path);
    for (ServiceSlot<MonitoringSource.Provider> slot : providers.values()) {
      slot.touch();
      try (Lease<MonitoringSource.Provider> lease = slot.acquire(-1)) {
        if (lease.service().probe(path, head) == EventSource.Match.MAGIC) {
          return read(lease.service(), path, subarray);
        }
      }
    }
    throw new InputException(
        path + ": no monitoring data of a supported format; formats are " + providers.keySet());
  }

  private List<TelescopeMonitoring> read(
      MonitoringSource.Provider provider, Path path, Subarray subarray) throws IOException {
    List<TelescopeMonitoring> telescopes = new ArrayList<>();
    try (MonitoringSource source = provider.open(path, subarray)) {
      for (Telescope telescope : subarray.telescopes()) {
        telescopes.add(source.telescope(telescope));
      }
      source.notices().forEach((text, n) -> notices.merge(text, n, Long::sum));
    }
    if (telescopes.stream().allMatch(TelescopeMonitoring::isEmpty)) {
      throw new InputException(path + ": has no monitoring data of the telescopes of the input");
    }
    read.add(path);
    return telescopes;
  }
}
