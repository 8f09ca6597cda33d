package io.bluewake.writer.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which groups of tables a merged product keeps. */
final class MergeSelection {
  /** Paths of each group that can be left out; a trailing column name leaves out that column. */
  private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("images", List.of("/dl1/event/telescope/images/"));
    GROUPS.put("true-images", List.of("/simulation/event/telescope/images/#true_image"));
    GROUPS.put("parameters", List.of("/dl1/event/telescope/parameters/"));
    GROUPS.put("true-parameters", List.of("/simulation/event/telescope/parameters/"));
    GROUPS.put("muons", List.of("/dl1/event/telescope/muon/"));
    GROUPS.put("waveforms", List.of("/r0/", "/r1/", "/dl0/event/"));
    GROUPS.put("dl2", List.of("/dl2/event/"));
    GROUPS.put("dl2-telescope", List.of("/dl2/event/telescope/"));
    GROUPS.put("dl2-subarray", List.of("/dl2/event/subarray/"));
    GROUPS.put("monitoring", List.of("/dl0/monitoring/", "/dl1/monitoring/", "/dl2/monitoring/"));
    GROUPS.put("statistics", List.of("/dl1/service/", "/dl2/service/"));
  }

  private final List<String> dropped = new ArrayList<>();

  /**
   * Reads the options.
   *
   * @param options name of a group to {@code true} or {@code false}; those not named are kept
   */
  MergeSelection(Map<String, String> options) throws IOException {
    for (Map.Entry<String, String> o : options.entrySet()) {
      List<String> paths = GROUPS.get(o.getKey().toLowerCase(Locale.ROOT));
      if (paths == null) {
        throw new IOException(
            "merge option '" + o.getKey() + "' is unknown; there are " + GROUPS.keySet());
      }
      switch (o.getValue().toLowerCase(Locale.ROOT)) {
        case "true" -> {
          // Kept anyway.
        }
        case "false" -> dropped.addAll(paths);
        default ->
            throw new IOException(
                "merge option " + o.getKey() + ": '" + o.getValue() + "' is not true or false");
      }
    }
  }

  boolean keeps(String table) {
    return dropped.stream().noneMatch(d -> d.indexOf('#') < 0 && table.startsWith(d));
  }

  boolean keeps(String table, String column) {
    for (String d : dropped) {
      int at = d.indexOf('#');
      if (at >= 0 && table.startsWith(d.substring(0, at)) && column.equals(d.substring(at + 1))) {
        return false;
      }
    }
    return true;
  }
}
