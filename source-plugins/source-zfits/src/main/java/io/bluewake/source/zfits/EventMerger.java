package io.bluewake.source.zfits;

import io.bluewake.model.EventType;
import io.bluewake.model.Subarray;
import io.bluewake.spi.InputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts array events together: those that the subarray announces with the data of their telescopes,
 * and those of telescopes by themselves (calibration events, or everything when there is no file of
 * subarray events), in the order of time. What does not fit together is counted.
 */
final class EventMerger {
  private static final int QUARTERS_OF_A_SECOND = (int) 4_000_000_000L;

  /** Largest difference between the times of an array event and its telescopes: 1 ms. */
  private static final long MOST_APART = 4_000_000;

  /** Telescopes without files that are named one by one. */
  private static final int MOST_UNKNOWN = 20;

  private final Subarray subarray;
  private final SubarrayStream announced;
  private final TriggerTimes triggers;
  private final Notices notices;

  /** Streams whose events are announced, by layout index. */
  private final List<List<TelescopeStream>> expected = new ArrayList<>();

  /** Streams whose events stand for themselves. */
  private final List<TelescopeStream> free = new ArrayList<>();

  private final NextEvent event;

  /** Numbers of the events that were put together. */
  private final EventNumbers numbers = new EventNumbers();

  /** Numbers of the events of each telescope that were taken, by layout index. */
  private final List<EventNumbers> taken = new ArrayList<>();

  /** Whether only some telescopes are read: what others have is no gap. */
  private final boolean selected;

  private final Set<Integer> unknown = new HashSet<>();
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
   * @param selected whether only some telescopes are read
   */
  EventMerger(
      Subarray subarray,
      SubarrayStream announced,
      TriggerTimes triggers,
      Notices notices,
      boolean selected) {
    this.subarray = subarray;
    this.announced = announced;
    this.triggers = triggers;
    this.notices = notices;
    this.selected = selected;
    for (int t = 0; t < subarray.size(); t++) {
      expected.add(new ArrayList<>());
      taken.add(new EventNumbers());
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
        checkTimes();
        return true;
      }
      if (!selected) {
        notices.gap("array events without telescopes left out", "event " + event.id);
      }
    }
  }

  /** Counts what a clock that steps, or one that is off, leaves behind. */
  private void checkTimes() throws InputException {
    long time = TelescopeStream.time(event.seconds, event.quarterNs);
    if (time < lastTime) {
      notices.gap("events earlier than the one before", "event " + event.id);
    }
    lastTime = time;
    boolean timed = false;
    for (int t = 0; t < event.tile.length; t++) {
      Tile tile = event.tile[t];
      if (tile != null && tile.layout.hasTimes()) {
        timed = true;
        int row = event.row[t];
        long own = TelescopeStream.time(tile.seconds[row], tile.quarterNs[row]);
        if (Math.abs(own - time) > MOST_APART) {
          notices.gap(
              "telescope events more than 1 ms from the time of their array event (telescope "
                  + subarray.telescope(t).id()
                  + ")",
              place(tile, row));
        }
      }
    }
    if (timed && event.seconds == 0) {
      notices.gap("events without a time", "event " + event.id);
    }
    if (Integer.compareUnsigned(event.quarterNs, QUARTERS_OF_A_SECOND) >= 0) {
      notices.gap("events with a fraction of a second of more than one", "event " + event.id);
    }
  }

  private long announcedTime() {
    return TelescopeStream.time(
        (int) announced.integer("event_time_s", 0), (int) announced.integer("event_time_qns", 0));
  }

  private boolean nextAnnounced() throws InputException {
    while (announced.next()) {
      long id = announced.integer("event_id", 0);
      if (numbers.add(id)) {
        if (anyAnnounced && Long.compareUnsigned(id, lastAnnounced) < 0) {
          notices.gap(
              "subarray events with a smaller number than the one before", announced.place());
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
      while (stream.hasNewRow() && numbers.contains(stream.id())) {
        leaveOut(index(stream), stream);
      }
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
    numbers.add(id);
    event.begin(id, tile.seconds[row], tile.quarterNs[row], tile.type[row]);
    for (TelescopeStream stream : free) {
      if (stream.hasNewRow() && stream.id() == id) {
        int t = index(stream);
        if (event.tile[t] != null) {
          notices.gap("telescope events that are in two streams left out", place(stream));
        } else {
          event.take(t, stream);
          taken.get(t).add(id);
          event.triggered[t] = true;
          event.triggerTime[t] = stream.time();
        }
        stream.next();
      }
    }
  }

  private int index(TelescopeStream stream) {
    return stream.telescope() < 0 ? 0 : subarray.indexOf(stream.telescope());
  }

  private static String place(TelescopeStream stream) {
    return place(stream.tile(), stream.row());
  }

  private static String place(Tile tile, int row) {
    return tile.place(row);
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
      int telescope = (int) announced.integer(data, i);
      int t = subarray.indexOf(telescope);
      if (t < 0) {
        notRead("telescope events that are announced but not there", telescope);
      }
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
      } else if (!isAnnounced(data, telescope)) {
        notRead("triggers of telescopes that are not there left out", telescope);
      }
    }
  }

  private boolean isAnnounced(String column, int telescope) {
    for (int i = 0; i < announced.count(column); i++) {
      if (announced.integer(column, i) == telescope) {
        return true;
      }
    }
    return false;
  }

  /** Counts what is announced of a telescope of which there is no file, unless it is unwanted. */
  private void notRead(String what, int telescope) throws InputException {
    if (selected) {
      return;
    }
    if (unknown.size() < MOST_UNKNOWN) {
      unknown.add(telescope);
    }
    String which = unknown.contains(telescope) ? "telescope " + telescope : "other telescopes";
    notices.gap(what + " (" + which + ")", announced.place());
  }

  /** The time of the trigger; without a list of triggers, that of the data, or of the event. */
  private long triggerTime(int t, int telescope, int i) throws InputException {
    long time = -1;
    if (triggers != null && i < announced.count("trigger_ids")) {
      time = triggers.time(announced.integer("trigger_ids", i), telescope);
      if (time < 0) {
        notices.gap("triggers that are not in the list of triggers", announced.place());
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
        leaveOut(t, stream);
      }
      if (stream.hasNewRow() && stream.id() == id) {
        if (found) {
          notices.gap("telescope events that are in two streams left out", place(stream));
        } else {
          event.take(t, stream);
          taken.get(t).add(id);
          found = true;
        }
        stream.next();
      }
    }
    return found;
  }

  /** Goes past an event that finds no place, and counts why. */
  private void leaveOut(int t, TelescopeStream stream) throws InputException {
    long id = stream.id();
    notices.gap(
        taken.get(t).contains(id)
            ? TelescopeStream.REPEATED
            : numbers.contains(id)
                ? "telescope events that their array event did not announce, or after it, left out"
                : "telescope events that no subarray event announces left out",
        place(stream));
    stream.next();
  }

  private void finish() throws InputException {
    for (int t = 0; t < expected.size(); t++) {
      for (TelescopeStream stream : expected.get(t)) {
        while (stream.hasNewRow()) {
          leaveOut(t, stream);
        }
      }
    }
  }
}
