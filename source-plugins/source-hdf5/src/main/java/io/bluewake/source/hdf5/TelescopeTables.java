package io.bluewake.source.hdf5;

import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Group;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import java.io.IOException;

/** The tables of one group that are named after telescopes, by layout index. */
final class TelescopeTables implements AutoCloseable {
  private static final int INDEX_COLUMNS = 3;

  private final KeyedTable[] tables;
  private final Schema schema;

  /**
   * Opens the tables.
   *
   * @param group path of the group; need not exist
   */
  TelescopeTables(Hdf5File file, String group, Subarray subarray) throws IOException {
    tables = new KeyedTable[subarray.size()];
    Schema found = Schema.EMPTY;
    Hdf5Group g = file.group(group).orElse(null);
    if (g != null) {
      for (int t = 0; t < tables.length; t++) {
        Hdf5Table table = g.tables().get(name(subarray.telescope(t).id()));
        if (table != null) {
          tables[t] = new KeyedTable(table, true);
          found = found.size() == 0 ? TableSchema.of(table, INDEX_COLUMNS) : found;
        }
      }
    }
    schema = found;
  }

  /** Name of the table of a telescope. */
  static String name(int telescopeId) {
    String digits = Integer.toString(telescopeId);
    return "tel_" + "0".repeat(Math.max(0, 3 - digits.length())) + digits;
  }

  /** Columns of the first table, without those that identify a row. */
  Schema schema() {
    return schema;
  }

  /** Whether there is any table. */
  boolean present() {
    for (KeyedTable t : tables) {
      if (t != null) {
        return true;
      }
    }
    return false;
  }

  /** The table of a telescope, or null. */
  Hdf5Table table(int telescope) {
    return tables[telescope] == null ? null : tables[telescope].table();
  }

  KeyedTable keyed(int telescope) {
    return tables[telescope];
  }

  /** Row of a telescope event, or -1. */
  long find(int telescope, long obs, long event, int telescopeId) throws IOException {
    KeyedTable t = tables[telescope];
    return t == null ? -1 : t.find(obs, event, telescopeId);
  }

  @Override
  public void close() {
    for (KeyedTable t : tables) {
      if (t != null) {
        t.close();
      }
    }
  }
}
