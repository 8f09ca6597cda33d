package io.bluewake.writer.zfits;

import io.bluewake.codec.zfits.OutputColumn;
import io.bluewake.codec.zfits.ZfitsOutput;
import io.bluewake.codec.zfits.ZfitsTableOutput;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The files of subarray events and of triggers of telescopes. */
final class TriggerFiles {
  private static final int ROWS_PER_TILE = 400;
  private static final int SUBARRAY_TRIGGER = 1;

  private final Observing observing;
  private final Subarray array;
  private final Stream events;
  private final Stream triggers;
  private OutputColumn[] eventColumns = new OutputColumn[0];
  private OutputColumn[] triggerColumns = new OutputColumn[0];
  private final long[] ids;
  private final short[] withTrigger;
  private final short[] withData;
  private long nextTrigger = 1;

  TriggerFiles(
      Subarray array, Observing observing, Names names, Map<String, String> facts, int chunkRows) {
    this.array = array;
    this.observing = observing;
    ids = new long[array.size()];
    withTrigger = new short[array.size()];
    withData = new short[array.size()];
    events =
        new Stream(
            chunk -> names.triggers("SUBARRAY", chunk),
            this::beginEvents,
            facts,
            observing.encoder(),
            chunkRows);
    triggers =
        new Stream(
            chunk -> names.triggers("TEL", chunk),
            this::beginTriggers,
            facts,
            observing.encoder(),
            chunkRows);
  }

  private ZfitsTableOutput beginEvents(ZfitsOutput file) throws IOException {
    Messages m = new Messages(observing.schemes());
    OutputColumn subarray = m.u32("subarray_id", 1);
    OutputColumn sb = m.u64("sb_id", 2);
    OutputColumn obs = m.u64("obs_id", 3);
    OutputColumn producer = m.u64("producer_id", 4);
    OutputColumn creator = m.u32("sb_creator_id", 5);
    ZfitsTableOutput table = m.begin(file, "DataStream", "DL0v1.Subarray.DataStream", 1);
    subarray.set(observing.subarray());
    sb.set(observing.schedulingBlock());
    obs.set(observing.observation());
    producer.set(1);
    creator.set(0);
    table.endRow();
    m = new Messages(observing.schemes());
    eventColumns =
        new OutputColumn[] {
          m.u64("event_id", 1),
          m.u32("trigger_type", 2),
          m.u64("sb_id", 3),
          m.u64("obs_id", 4),
          m.u32("event_time_s", 5),
          m.u32("event_time_qns", 6),
          m.u64s("trigger_ids", 7),
          m.u16s("tel_ids_with_trigger", 8),
          m.u16s("tel_ids_with_data", 9)
        };
    return m.begin(file, "SubarrayEvents", "DL0v1.Subarray.Event", ROWS_PER_TILE);
  }

  private ZfitsTableOutput beginTriggers(ZfitsOutput file) throws IOException {
    Messages m = new Messages(observing.schemes());
    OutputColumn telescopes = m.u16s("tel_ids", 1);
    OutputColumn sb = m.u64("sb_id", 2);
    OutputColumn obs = m.u64("obs_id", 3);
    OutputColumn producer = m.u32("producer_id", 4);
    OutputColumn creator = m.u32("sb_creator_id", 5);
    ZfitsTableOutput table = m.begin(file, "DataStream", "DL0v1.Trigger.DataStream", 1);
    short[] list = new short[array.size()];
    int n = 0;
    for (Telescope t : array.telescopes()) {
      list[n++] = (short) t.id();
    }
    telescopes.set(list, 0, n);
    sb.set(observing.schedulingBlock());
    obs.set(observing.observation());
    producer.set(1);
    creator.set(0);
    table.endRow();
    m = new Messages(observing.schemes());
    triggerColumns =
        new OutputColumn[] {
          m.u32("tel_id", 1),
          m.u64("trigger_id", 2),
          m.u32("trigger_type", 3),
          m.u32("trigger_time_s", 4),
          m.u32("trigger_time_qns", 5),
          m.flag("readout_requested", 6),
          m.flag("data_available", 7),
          m.u32("hardware_stereo_trigger_mask", 8)
        };
    return m.begin(file, "Triggers", "DL0v1.Trigger.Trigger", ROWS_PER_TILE);
  }

  /** Opens the first files, so that an observation without events has them too. */
  void open() throws IOException {
    events.ready();
    triggers.ready();
  }

  /** Writes an event and its triggers. */
  void write(EventBatch batch, int event) throws IOException {
    int from = batch.firstTrigger()[event];
    int n = batch.firstTrigger()[event + 1] - from;
    for (int i = 0; i < n; i++) {
      ids[i] = nextTrigger;
      withTrigger[i] = (short) array.telescope(batch.triggerTelescope()[from + i]).id();
      trigger(batch, event, from + i);
    }
    int first = batch.firstTelescope()[event];
    int rows = batch.firstTelescope()[event + 1] - first;
    for (int r = 0; r < rows; r++) {
      withData[r] = (short) array.telescope(batch.telescope()[first + r]).id();
    }
    events.ready();
    long[] values = {
      batch.eventId()[event],
      SUBARRAY_TRIGGER,
      observing.schedulingBlock(),
      observing.observation(),
      batch.timeSeconds()[event],
      batch.timeQuarterNs()[event]
    };
    for (int c = 0; c < values.length; c++) {
      eventColumns[c].set(values[c]);
    }
    eventColumns[6].set(ids, 0, n);
    eventColumns[7].set(withTrigger, 0, n);
    eventColumns[8].set(withData, 0, rows);
    events.endRow();
  }

  private void trigger(EventBatch batch, int event, int trigger) throws IOException {
    triggers.ready();
    int telescope = batch.triggerTelescope()[trigger];
    boolean data = false;
    for (int r = batch.firstTelescope()[event]; r < batch.firstTelescope()[event + 1]; r++) {
      data |= batch.telescope()[r] == telescope;
    }
    long[] values = {
      array.telescope(telescope).id(),
      nextTrigger++,
      SUBARRAY_TRIGGER,
      batch.triggerSeconds()[trigger],
      batch.triggerQuarterNs()[trigger],
      1,
      data ? 1 : 0,
      0
    };
    for (int c = 0; c < values.length; c++) {
      triggerColumns[c].set(values[c]);
    }
    triggers.endRow();
  }

  /** The streams, to be closed. */
  List<Stream> streams() {
    return List.of(events, triggers);
  }
}
