package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Hdf5Attribute;
import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Group;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.Table;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks that products fit together: one model, one array, other observations, same contents. */
final class MergeChecks {
  static final String LEVELS = "CTA PRODUCT DATA LEVELS";
  private static final String BLOCKS = "/configuration/observation/observation_block";
  private static final String VERSION = "CTA PRODUCT DATA MODEL VERSION";
  private static final String CATEGORY = "CTA PRODUCT DATA CATEGORY";

  /** Groups of which every file must have the same, lest rows and events no longer match. */
  private static final List<String> COMPLETE =
      List.of(
          "/r0/event/telescope",
          "/r1/event/telescope",
          "/dl1/event/telescope/images",
          "/dl1/event/telescope/parameters",
          "/dl1/event/telescope/muon",
          "/simulation/event/telescope/images",
          "/simulation/event/telescope/parameters",
          "/dl2/event/subarray",
          "/dl2/event/telescope");

  private final Path firstInput;
  private final MergeSelection selection;
  private final Map<String, Path> observations = new TreeMap<>();
  private final Set<String> levels = new TreeSet<>();
  private final Set<String> nonEmpty = new TreeSet<>();
  private final Map<String, String> first = new HashMap<>();
  private ArrayFingerprint array;

  MergeChecks(Path firstInput, MergeSelection selection) {
    this.firstInput = firstInput;
    this.selection = selection;
  }

  /** Checks that a file fits to those before. */
  void check(Path input, Hdf5File file) throws IOException {
    same(file, VERSION, "data model");
    same(file, CATEGORY, "data category");
    if (attribute(file, VERSION).isEmpty()) {
      throw new InputException(input + ": not a product of the ctapipe data model");
    }
    checkObservations(input, file);
    checkArray(input, file);
    levels.addAll(List.of(attribute(file, LEVELS).split(",", -1)));
    checkGroups(input, file, nonEmpty);
  }

  /** The observations of all files. */
  Set<String> observations() {
    return observations.keySet();
  }

  /** The data levels of all files as far as they are kept. */
  Set<String> levels() {
    Set<String> kept = new TreeSet<>(levels);
    kept.remove("");
    Map<String, String> where =
        Map.of(
            "DL1_IMAGES", "/dl1/event/telescope/images/",
            "DL1_PARAMETERS", "/dl1/event/telescope/parameters/",
            "DL1_MUON", "/dl1/event/telescope/muon/",
            "DL2", "/dl2/event/",
            "R0", "/r0/",
            "R1", "/r1/");
    where.forEach(
        (level, path) -> {
          if (!selection.keeps(path)) {
            kept.remove(level);
          }
        });
    return kept;
  }

  private static String attribute(Hdf5File file, String name) {
    Hdf5Attribute a = file.root().attributes().get(name);
    return a == null ? "" : a.asText().orElse("");
  }

  private void same(Hdf5File file, String attribute, String what) throws InputException {
    String value = attribute(file, attribute);
    String before = first.putIfAbsent(attribute, value);
    if (before != null && !before.equals(value)) {
      throw new InputException(
          file.name() + ": " + what + " " + value + ", but " + firstInput + " has " + before);
    }
  }

  private void checkObservations(Path input, Hdf5File file) throws IOException {
    Hdf5Table blocks = file.table(BLOCKS).orElse(null);
    if (blocks == null) {
      throw new InputException(input + ": " + BLOCKS + ": missing table");
    }
    Table t = TableSchema.readAll(blocks);
    if (t.schema().indexOf("obs_id") < 0) {
      throw new InputException(input + ": " + BLOCKS + ": missing column 'obs_id'");
    }
    for (int r = 0; r < t.rows(); r++) {
      String obs = Long.toString(t.getLong(r, t.schema().column("obs_id")));
      Path other = observations.putIfAbsent(obs, input);
      if (other != null) {
        throw new InputException(input + ": observation " + obs + " is also in " + other);
      }
    }
  }

  /** A file with events must have the groups that another file with events has. */
  private void checkGroups(Path input, Hdf5File file, Set<String> seen) throws IOException {
    Hdf5Table trigger = file.table("/dl1/event/subarray/trigger").orElse(null);
    if (trigger == null || trigger.rows() == 0) {
      return;
    }
    Set<String> now = new TreeSet<>();
    for (String path : COMPLETE) {
      if (selection.keeps(path + "/")) {
        Hdf5Group group = file.group(path).orElse(null);
        if (group != null) {
          now.add(path);
          group.groups().values().forEach(kind -> addPasses(kind, now));
        }
      }
    }
    if (seen.isEmpty()) {
      seen.addAll(now);
      seen.add("events");
    } else {
      now.add("events");
      Set<String> missing = new TreeSet<>(seen);
      missing.removeAll(now);
      Set<String> more = new TreeSet<>(now);
      more.removeAll(seen);
      if (!missing.isEmpty() || !more.isEmpty()) {
        throw new InputException(
            input
                + ": "
                + (missing.isEmpty()
                    ? "has " + more + ", which files before do not have"
                    : "lacks " + missing + ", which files before have"));
      }
    }
  }

  private static void addPasses(Hdf5Group kind, Set<String> out) {
    kind.tables().keySet().forEach(name -> out.add(kind.path() + "/" + name));
    kind.groups().keySet().forEach(name -> out.add(kind.path() + "/" + name));
  }

  private void checkArray(Path input, Hdf5File file) throws IOException {
    ArrayFingerprint own = new ArrayFingerprint(file);
    if (array == null) {
      array = own;
      return;
    }
    List<String> different = array.differences(own);
    if (!different.isEmpty()) {
      throw new InputException(
          input + ": telescopes " + different + " are not those of " + firstInput);
    }
  }
}
