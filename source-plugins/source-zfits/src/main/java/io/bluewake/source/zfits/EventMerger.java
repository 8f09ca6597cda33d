package io.bluewake.source.zfits;

import io.bluewake.model.EventType;
import io.bluewake.model.Subarray;
import io.bluewake.spi.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts array events together: those that the subarray announces with the data of their telescopes,
 * and those of telescopes by themselves (calibration events, or everything when there is no file of
 * subarray events), in the order of time. What does not fit together is counted.
 */
final class EventMerger {
  private final Subarray subarray;
  private final SubarrayStream announced;
  private final TriggerTimes triggers;
  private final Notices notices;

  /** Streams whose events are announced, by layout index. */
  private final List<List<TelescopeStream>> expected = new ArrayList<>();

  /** Streams whose events stand for themselves. */
  private final List<TelescopeStream> free = new ArrayList<>();

  private final NextEvent event;
  private boolean hasAnnounced;
  private boolean anyAnnounced;
  private long lastAnnounced;
  private long lastTime = Long.MIN_VALUE;
  private boolean began;

  /**
   * Prepares a merger.
   *
   * @param announced subarray events, or null if there are none
   * @param triggers trigger times, or null if there are none
   */
  EventMerger(Subarray subarray, SubarrayStream announced, TriggerTimes triggers, Notices notices) {
    this.subarray = subarray;
    this.announced = announced;
    this.triggers = triggers;
    this.notices = notices;
    for (int t = 0; t < subarray.size(); t++) {
      expected.add(new ArrayList<>());
    }
    event = new NextEvent(subarray);
  }

  /** Adds a stream. */
  void add(TelescopeStream stream, int index, boolean standsForItself) {
    if (standsForItself || announced == null) {
      free.add(stream);
    } else {
      expected.get(index).add(stream);
    }
  }

  /** The event that {@link #next} has found. */
  NextEvent event() {
    return event;
  }

  /** Goes to the next event; false at the end. */
  boolean next() throws InputException {
    if (!began && announced != null) {
      hasAnnounced = nextAnnounced();
    }
    began = true;
    while (true) {
      TelescopeStream first = firstFree();
      if (first == null && !hasAnnounced) {
        finish();
        return false;
      }
      if (first != null && (!hasAnnounced || first.time() < announcedTime())) {
        takeFree(first);
      } else {
        takeAnnounced();
        hasAnnounced = nextAnnounced();
      }
      if (event.concerns()) {
        long time = TelescopeStream.time(event.seconds, event.quarterNs);
        if (time < lastTime) {
          notices.add("events earlier than the one before");
        }
        lastTime = time;
        return true;
      }
    }
  }

  private long announcedTime() {
    return TelescopeStream.time(
        (int) announced.integer("event_time_s", 0), (int) announced.integer("event_time_qns", 0));
  }

  private boolean nextAnnounced() throws InputException {
    while (announced.next()) {
      long id = announced.integer("event_id", 0);
      if (!anyAnnounced || id != lastAnnounced) {
        if (anyAnnounced && Long.compareUnsigned(id, lastAnnounced) < 0) {
          notices.add("subarray events with a smaller number than the one before");
        }
        anyAnnounced = true;
        lastAnnounced = id;
        return true;
      }
      notices.gap("subarray events that repeat a number left out", announced.place());
    }
    return false;
  }

  /** The stream with the smallest number; times may step, numbers do not. */
  private TelescopeStream firstFree() throws InputException {
    TelescopeStream first = null;
    for (TelescopeStream stream : free) {
      if (stream.hasNewRow()
          && (first == null || Long.compareUnsigned(stream.id(), first.id()) < 0)) {
        first = stream;
      }
    }
    return first;
  }

  private void takeFree(TelescopeStream first) throws InputException {
    Tile tile = first.tile();
    int row = first.row();
    long id = first.id();
    event.begin(id, tile.seconds[row], tile.quarterNs[row], tile.type[row]);
    for (TelescopeStream stream : free) {
      if (stream.hasNewRow() && stream.id() == id) {
        int t = stream.telescope() < 0 ? 0 : subarray.indexOf(stream.telescope());
        if (event.tile[t] != null) {
          notices.gap("telescope events that are in two streams left out", place(stream));
        } else {
          event.take(t, stream);
          event.triggered[t] = true;
          event.triggerTime[t] = stream.time();
        }
        stream.next();
      }
    }
  }

  private static String place(TelescopeStream stream) {
    return stream.tile().error(stream.row(), "").getMessage();
  }

  private void takeAnnounced() throws InputException {
    long id = announced.integer("event_id", 0);
    event.begin(
        id,
        (int) announced.integer("event_time_s", 0),
        (int) announced.integer("event_time_qns", 0),
        EventType.SUBARRAY.code());
    String data = announced.has("tel_ids_with_data") ? "tel_ids_with_data" : "tel_ids_with_trigger";
    for (int i = 0; i < announced.count(data); i++) {
      int t = subarray.indexOf((int) announced.integer(data, i));
      if (t >= 0 && event.tile[t] == null && !find(t, id)) {
        notices.gap(
            "telescope events that are announced but not there (telescope "
                + subarray.telescope(t).id()
                + ")",
            announced.place());
      }
    }
    boolean first = true;
    for (int t = 0; t < event.tile.length; t++) {
      if (event.tile[t] != null) {
        int type = event.tile[t].type[event.row[t]];
        event.type = first ? type : event.type;
        first = false;
      }
    }
    for (int i = 0; i < announced.count("tel_ids_with_trigger"); i++) {
      int telescope = (int) announced.integer("tel_ids_with_trigger", i);
      int t = subarray.indexOf(telescope);
      if (t >= 0) {
        event.triggered[t] = true;
        event.triggerTime[t] = triggerTime(t, telescope, i);
      }
    }
  }

  /** The time of the trigger; without a list of triggers, that of the data, or of the event. */
  private long triggerTime(int t, int telescope, int i) throws InputException {
    long time = -1;
    if (triggers != null && i < announced.count("trigger_ids")) {
      time = triggers.time(announced.integer("trigger_ids", i), telescope);
      if (time < 0) {
        notices.add("triggers that are not in the list of triggers");
      }
    }
    if (time < 0 && event.tile[t] != null) {
      Tile tile = event.tile[t];
      time = TelescopeStream.time(tile.seconds[event.row[t]], tile.quarterNs[event.row[t]]);
    }
    return time < 0 ? TelescopeStream.time(event.seconds, event.quarterNs) : time;
  }

  private boolean find(int t, long id) throws InputException {
    boolean found = false;
    for (TelescopeStream stream : expected.get(t)) {
      while (stream.hasNewRow() && Long.compareUnsigned(stream.id(), id) < 0) {
        unannounced(stream);
        stream.next();
      }
      if (stream.hasNewRow() && stream.id() == id) {
        if (found) {
          notices.gap("telescope events that are in two streams left out", place(stream));
        } else {
          event.take(t, stream);
          found = true;
        }
        stream.next();
      }
    }
    return found;
  }

  private void unannounced(TelescopeStream stream) throws InputException {
    notices.gap("telescope events that no subarray event announces left out", place(stream));
  }

  private void finish() throws InputException {
    for (List<TelescopeStream> streams : expected) {
      for (TelescopeStream stream : streams) {
        while (stream.hasNewRow()) {
          unannounced(stream);
          stream.next();
        }
      }
    }
  }
}
