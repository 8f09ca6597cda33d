package io.bluewake.source.hdf5;

import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Group;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one algorithm has reconstructed in an earlier run.
 *
 * @param algorithm its name
 * @param property what it reconstructed
 * @param stereo rows per event, or null
 * @param stereoSchema columns of {@code stereo}
 * @param telescopeProperty what its telescope tables hold
 * @param telescopes rows per telescope, possibly none
 */
record Pass(
    String algorithm,
    String property,
    KeyedTable stereo,
    Schema stereoSchema,
    String telescopeProperty,
    TelescopeTables telescopes)
    implements AutoCloseable {
  private static final String EVENTS = "/dl2/event/subarray";
  private static final String TELESCOPES = "/dl2/event/telescope";

  /** Columns that identify a row of a table of events. */
  private static final int INDEX_COLUMNS = 2;

  /** The passes in a file. */
  static List<Pass> of(Hdf5File file, Subarray subarray) throws IOException {
    List<Pass> all = new ArrayList<>();
    Set<String> used = new LinkedHashSet<>();
    Hdf5Group events = file.group(EVENTS).orElse(null);
    if (events != null) {
      for (Map.Entry<String, Hdf5Group> property : events.groups().entrySet()) {
        for (Hdf5Table t : property.getValue().tables().values()) {
          String same = property.getKey();
          boolean own = file.group(TELESCOPES + "/" + same + "/" + t.name()).isPresent();
          String telescope = own || !same.equals("geometry") ? same : "impact";
          String path = TELESCOPES + "/" + telescope + "/" + t.name();
          used.add(path);
          all.add(
              new Pass(
                  t.name(),
                  current(same),
                  new KeyedTable(t, false),
                  TableSchema.of(t, INDEX_COLUMNS),
                  current(telescope),
                  new TelescopeTables(file, path, subarray)));
        }
      }
    }
    addTelescopeOnly(file, subarray, used, all);
    return all;
  }

  private static void addTelescopeOnly(
      Hdf5File file, Subarray subarray, Set<String> used, List<Pass> all) throws IOException {
    Hdf5Group telescopes = file.group(TELESCOPES).orElse(null);
    if (telescopes == null) {
      return;
    }
    for (Map.Entry<String, Hdf5Group> property : telescopes.groups().entrySet()) {
      for (Map.Entry<String, Hdf5Group> algorithm : property.getValue().groups().entrySet()) {
        if (!used.contains(algorithm.getValue().path())) {
          all.add(
              new Pass(
                  algorithm.getKey(),
                  current(property.getKey()),
                  null,
                  Schema.EMPTY,
                  current(property.getKey()),
                  new TelescopeTables(file, algorithm.getValue().path(), subarray)));
        }
      }
    }
  }

  /** Name of a property in the current data model. */
  private static String current(String property) {
    return property.equals("classification") ? "particle_type" : property;
  }

  @Override
  public void close() {
    if (stereo != null) {
      stereo.close();
    }
    telescopes.close();
  }
}
