package io.bluewake.source.hdf5;

import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.Hdf5Type;
import io.bluewake.codec.hdf5.RowCodec;
import io.bluewake.codec.hdf5.RowReader;
import java.io.IOException;

/**
 * Finds rows of a table by observation, event and telescope. Rows in the order of the events, as
 * they should be, are found by looking at the next one; a table that breaks the order gets an index
 * of all its rows once.
 */
final class KeyedTable implements AutoCloseable {
  private final Hdf5Table table;
  private final RowReader reader;
  private final Hdf5Type.Member obs;
  private final Hdf5Type.Member event;
  private final Hdf5Type.Member telescope;
  private long next;
  private int[] slots;
  private long[] keys;

  /**
   * Opens a table.
   *
   * @param perTelescope whether rows belong to telescopes, too
   */
  KeyedTable(Hdf5Table table, boolean perTelescope) throws IOException {
    this.table = table;
    obs = integer("obs_id");
    event = integer("event_id");
    telescope = perTelescope ? integer("tel_id") : null;
    reader = table.reader();
  }

  private Hdf5Type.Member integer(String name) throws IOException {
    int at = table.type().indexOf(name);
    if (at < 0 || table.type().members().get(at).type().kind() != Hdf5Type.Kind.INTEGER) {
      throw table.error("has no integer column '" + name + "'");
    }
    return table.type().members().get(at);
  }

  Hdf5Table table() {
    return table;
  }

  RowReader reader() {
    return reader;
  }

  private static long value(byte[] b, int at, Hdf5Type.Member m) {
    return RowCodec.integer(b, at + m.offset(), m.type());
  }

  long obs(long row) throws IOException {
    return value(reader.bytes(), reader.seek(row), obs);
  }

  /** Row of this key, or -1. */
  long find(long wantedObs, long wantedEvent, long wantedTelescope) throws IOException {
    if (slots == null) {
      if (next < table.rows() && matches(next, wantedObs, wantedEvent, wantedTelescope)) {
        return next++;
      }
      if (next >= table.rows() && table.rows() == 0) {
        return -1;
      }
      buildIndex();
    }
    int mask = slots.length - 1;
    for (int s = hash(wantedObs, wantedEvent, wantedTelescope) & mask; ; s = (s + 1) & mask) {
      int row = slots[s] - 1;
      if (row < 0) {
        return -1;
      }
      if (keys[3 * row] == wantedObs
          && keys[3 * row + 1] == wantedEvent
          && keys[3 * row + 2] == wantedTelescope) {
        return row;
      }
    }
  }

  private boolean matches(long row, long o, long e, long t) throws IOException {
    int at = reader.seek(row);
    byte[] b = reader.bytes();
    return value(b, at, obs) == o
        && value(b, at, event) == e
        && (telescope == null || value(b, at, telescope) == t);
  }

  private static int hash(long o, long e, long t) {
    long h = (o * 0x9E3779B97F4A7C15L ^ e) * 0xC2B2AE3D27D4EB4FL ^ t * 0x165667B19E3779F9L;
    h ^= h >>> 29;
    return (int) (h ^ h >>> 32);
  }

  private void buildIndex() throws IOException {
    if (table.rows() > 1 << 26) {
      throw table.error(table.rows() + " rows are not in the order of the events");
    }
    int n = (int) table.rows();
    int size = Integer.highestOneBit(Math.max(2, n)) * 4;
    int[] made = new int[size];
    long[] all = new long[Math.multiplyExact(3, n)];
    for (int row = 0; row < n; row++) {
      int at = reader.seek(row);
      byte[] b = reader.bytes();
      all[3 * row] = value(b, at, obs);
      all[3 * row + 1] = value(b, at, event);
      all[3 * row + 2] = telescope == null ? -1 : value(b, at, telescope);
      int s = hash(all[3 * row], all[3 * row + 1], all[3 * row + 2]) & (size - 1);
      while (made[s] != 0) {
        s = (s + 1) & (size - 1);
      }
      made[s] = row + 1;
    }
    slots = made;
    keys = all;
  }

  @Override
  public void close() {
    reader.close();
  }
}
