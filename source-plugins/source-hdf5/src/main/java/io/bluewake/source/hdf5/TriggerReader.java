package io.bluewake.source.hdf5;

import io.bluewake.codec.hdf5.Hdf5Exception;
import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.Hdf5Type;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import java.io.IOException;
import java.util.Map;

/** Goes through the triggers of the array, with those of its telescopes. */
final class TriggerReader implements AutoCloseable {
  private static final String TRIGGERS = "/dl1/event/subarray/trigger";
  private static final String TELESCOPE_TRIGGERS = "/dl1/event/telescope/trigger";
  private static final int UNIX_EPOCH_MJD = 40587;
  private static final int SECONDS_PER_DAY = 86400;

  private final Subarray full;
  private final Subarray subarray;
  private final Map<String, Long> notices;
  private final KeyedTable triggers;
  private final KeyedTable telescopeTriggers;
  private final Table trigger;
  private final Table telescopeTrigger;
  private final int[] triggerMembers;
  private final int[] telescopeTriggerMembers;
  private final boolean[] bits;
  private long next;

  /**
   * Opens the tables, which need not exist.
   *
   * @param full the layout of the file
   * @param subarray the part of it that is wanted
   * @param notices where to count what is missing
   */
  TriggerReader(Hdf5File file, Subarray full, Subarray subarray, Map<String, Long> notices)
      throws IOException {
    this.full = full;
    this.subarray = subarray;
    this.notices = notices;
    triggers = keyed(file, TRIGGERS, false);
    telescopeTriggers = keyed(file, TELESCOPE_TRIGGERS, true);
    trigger =
        new Table(triggers == null ? DataModel.EVENT_INDEX : TableSchema.of(triggers.table()));
    telescopeTrigger =
        new Table(
            telescopeTriggers == null
                ? DataModel.TELESCOPE_INDEX
                : TableSchema.of(telescopeTriggers.table()));
    triggerMembers = members(triggers, trigger);
    telescopeTriggerMembers = members(telescopeTriggers, telescopeTrigger);
    bits = new boolean[full.size()];
  }

  private static KeyedTable keyed(Hdf5File file, String path, boolean perTelescope)
      throws IOException {
    Hdf5Table t = file.table(path).orElse(null);
    return t == null ? null : new KeyedTable(t, perTelescope);
  }

  private static int[] members(KeyedTable from, Table to) {
    return from == null ? new int[0] : TableSchema.members(from.table(), to.schema());
  }

  /**
   * Goes to the next event in which one of the wanted telescopes triggered.
   *
   * @return false at the end
   */
  boolean next() throws IOException {
    while (triggers != null && next < triggers.table().rows()) {
      trigger.reset(1);
      triggers.reader().read(next++, 1, trigger, 0, triggerMembers);
      if (readMask()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a telescope of the full layout triggered. */
  boolean has(int telescope) {
    return bits[telescope];
  }

  /** Something is wrong with the present event. */
  Hdf5Exception error(String problem) {
    return triggers.table().error(problem);
  }

  /** Reads which telescopes triggered; false if none of those wanted did. */
  private boolean readMask() throws IOException {
    int at = triggers.table().type().indexOf("tels_with_trigger");
    int column = trigger.schema().indexOf("tels_with_trigger");
    if (at < 0 || column < 0) {
      throw error("missing column 'tels_with_trigger'");
    }
    Hdf5Type type = triggers.table().type().members().get(at).type();
    if (type.size() != full.size()) {
      throw error("masks of " + type.size() + " telescopes, the layout has " + full.size());
    }
    byte[] mask = trigger.bytes(trigger.schema().columns().get(column));
    boolean any = false;
    for (int t = 0; t < full.size(); t++) {
      bits[t] = mask[t] != 0;
      any |= bits[t] && subarray.indexOf(full.telescope(t).id()) >= 0;
    }
    return any || subarray == full;
  }

  /** Appends the present event to a batch and returns its row. */
  int addEvent(EventBatch out) {
    int obs = (int) value(trigger, "obs_id", -1);
    long id = value(trigger, "event_id", -1);
    int[] time = time(trigger);
    int type = (int) value(trigger, "event_type", EventType.UNKNOWN.code());
    return out.addEvent(obs, id, time[0], time[1], type);
  }

  /**
   * Appends the trigger of a telescope to an event.
   *
   * @param index its place in the wanted layout; negative if it is not wanted
   */
  void addTelescope(EventBatch out, int event, int telescopeId, int index) throws IOException {
    // Telescopes that nobody asked for are looked up too: that keeps the table in step.
    long row =
        telescopeTriggers == null
            ? -1
            : telescopeTriggers.find(out.obsId()[event], out.eventId()[event], telescopeId);
    if (index < 0) {
      return;
    }
    if (row < 0) {
      int type = out.eventType()[event];
      out.addTrigger(index, out.timeSeconds()[event], out.timeQuarterNs()[event], type, -1);
      notices.merge("telescope triggers without a row", 1L, Long::sum);
      return;
    }
    telescopeTrigger.reset(1);
    telescopeTriggers.reader().read(row, 1, telescopeTrigger, 0, telescopeTriggerMembers);
    int[] time = time(telescopeTrigger);
    int type = (int) value(telescopeTrigger, "event_type", out.eventType()[event]);
    out.addTrigger(index, time[0], time[1], type, value(telescopeTrigger, "n_trigger_pixels", -1));
  }

  private static long value(Table t, String column, long missing) {
    int c = t.schema().indexOf(column);
    return c < 0 ? missing : t.getLong(0, t.schema().columns().get(c));
  }

  /** Seconds and quarter nanoseconds; older files have modified Julian dates. */
  private static int[] time(Table t) {
    int c = t.schema().indexOf("time");
    if (c < 0) {
      return new int[2];
    }
    var column = t.schema().columns().get(c);
    if (column.elements() == 2) {
      return new int[] {
        (int) (long) t.getElement(0, column, 0), quarter(t.getElement(0, column, 1))
      };
    }
    double seconds = (t.getDouble(0, column) - UNIX_EPOCH_MJD) * SECONDS_PER_DAY;
    double whole = Math.floor(seconds);
    return new int[] {(int) (long) whole, quarter((seconds - whole) * 4e9)};
  }

  private static int quarter(double v) {
    return (int) (long) v;
  }

  @Override
  public void close() {
    for (KeyedTable t : new KeyedTable[] {triggers, telescopeTriggers}) {
      if (t != null) {
        t.close();
      }
    }
  }
}
