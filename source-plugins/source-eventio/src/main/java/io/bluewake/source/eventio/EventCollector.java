package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.Subarray;
import java.util.Arrays;

/**
 * Puts a parsed array event into a batch: event, triggers, telescope rows, true shower. Also holds
 * where the photo-electrons of the event are that preceded it.
 */
final class EventCollector {
  /** Above this sum, missing photo-electrons mean that they were too many to be stored. */
  private static final int BRIGHT = 1_000_000;

  private static final int LONG_EVENT = 0x100;
  private static final int MUON = 0x200;
  private static final int RANDOM_MONO = 0x400;

  private final Subarray subarray;
  private final RunHeader run;
  private final int obsId;
  private final boolean trueImages;
  private final Notices notices;
  private final int[] runIndex;
  final ArrayEventParser event;
  private final ShowerState shower;
  final Calibration[] calibrations;

  /** Photo-electrons of each telescope: place in the bytes of the batch, -1 if there are none. */
  final int[] peFrom;

  final int[] peTo;
  final int[] peVersion;
  private long pseudoEventId;

  EventCollector(
      Subarray subarray, SimtelHeader header, ShowerState shower, int obsId, Notices notices) {
    this.shower = shower;
    this.subarray = subarray;
    this.run = header.run;
    this.obsId = obsId;
    this.trueImages = header.hasTrueImages();
    this.notices = notices;
    event = new ArrayEventParser(subarray);
    int n = subarray.size();
    calibrations = new Calibration[n];
    runIndex = new int[n];
    for (int t = 0; t < n; t++) {
      int id = subarray.telescope(t).id();
      CameraReadout readout = subarray.telescope(t).camera().readout();
      calibrations[t] =
          new Calibration(readout.pixels(), readout.channels(), header.telescopes.get(id).disabled);
      runIndex[t] = run.indexOf(id);
    }
    peFrom = new int[n];
    peTo = new int[n];
    peVersion = new int[n];
    forgetPhotoElectrons();
  }

  /** Takes over pedestals or gains of a telescope, if it is in the layout. */
  void calibrate(ObjectHeader object, ByteReader in) throws FormatException {
    boolean monitoring = object.type == ObjectTypes.CAMERA_MONITORING;
    int index = subarray.indexOf(monitoring ? ObjectTypes.telescopeOfId(object.id) : object.id);
    if (index >= 0 && monitoring) {
      calibrations[index].readMonitoring(object, in);
    } else if (index >= 0) {
      calibrations[index].readLaser(object, in);
    }
  }

  /** Number of the observation that events get. */
  int observation() {
    return obsId;
  }

  /** Whether the file is to have true images. */
  boolean trueImages() {
    return trueImages;
  }

  /** Forgets the photo-electrons. */
  void forgetPhotoElectrons() {
    Arrays.fill(peFrom, -1);
  }

  /** Samples of the waveforms of a group in this event; 0 if it has none. */
  private int samplesOf(EventBatch out, int group) throws FormatException {
    int samples = 0;
    for (int t = 0; t < subarray.size(); t++) {
      if (hasWaveforms(t) && out.groupOf(t) == group) {
        if (samples != 0 && (samples == 1) != (event.samples[t] == 1)) {
          throw new FormatException(
              event.from[t], "telescopes of a kind have waveforms and charges in one event");
        }
        samples = Math.max(samples, event.samples[t]);
      }
    }
    return samples;
  }

  private boolean hasWaveforms(int t) {
    return event.hasEvent[t] && event.triggered[t] && event.kind[t] >= 0;
  }

  /** Whether the waveforms are as long as those the batch has already. */
  boolean fits(EventBatch out, RawEvents raw) throws FormatException {
    for (int g = 0; g < out.cameras().size(); g++) {
      int samples = samplesOf(out, g);
      if (samples != 0 && raw.groupSamples[g] != 0 && samples != raw.groupSamples[g]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Appends the event.
   *
   * @param type kind of the event
   * @param simulated whether the event belongs to the current shower
   * @param offset byte offset in the file of byte 0 of the batch's bytes
   * @return bytes of its waveforms
   */
  long append(
      EventBatch out,
      RawEvents raw,
      EventType type,
      boolean simulated,
      boolean bigEndian,
      long offset)
      throws FormatException {
    long id = event.eventId == 0 ? --pseudoEventId : event.eventId;
    long unix = event.gpsSeconds;
    long units = SimtelTime.units(event.gpsNanoseconds, 0);
    int row =
        out.addEvent(
            obsId,
            id,
            SimtelTime.taiSeconds(unix, units),
            SimtelTime.taiQuarterNs(unix, units),
            type.code());
    if (run.trackingMode() == 0) {
      out.setArrayPointing(row, run.direction()[0], run.direction()[1]);
    }
    if (simulated) {
      shower.append(out.showers());
    } else {
      out.showers().append();
    }
    addTriggers(out);
    long bytes = 0;
    for (int t = 0; t < subarray.size(); t++) {
      if (event.hasEvent[t] && isWanted(t)) {
        bytes += addTelescope(out, raw, t, simulated, bigEndian, offset);
      }
    }
    return bytes;
  }

  private void addTriggers(EventBatch out) {
    for (int t = 0; t < subarray.size(); t++) {
      if (event.triggered[t]) {
        long unix = event.gpsSeconds;
        long units = SimtelTime.units(event.gpsNanoseconds, event.triggerTime[t]);
        int mask = event.triggerMask[t];
        EventType type =
            (mask & RANDOM_MONO) != 0
                ? EventType.RANDOM_MONO
                : (mask & MUON) != 0
                    ? EventType.MUON
                    : (mask & LONG_EVENT) != 0 ? EventType.LONG_EVENT : EventType.SUBARRAY;
        out.addTrigger(
            t,
            SimtelTime.taiSeconds(unix, units),
            SimtelTime.taiQuarterNs(unix, units),
            type.code(),
            event.triggerPixels[t]);
      }
    }
  }

  private boolean isWanted(int t) throws FormatException {
    if (!event.hasPointing[t]) {
      throw new FormatException(
          0, "telescope " + subarray.telescope(t).id() + " has an event but no pointing");
    }
    if (!event.triggered[t]) {
      notices.add("events of telescopes outside the array trigger skipped");
      return false;
    }
    if (event.kind[t] < 0) {
      notices.add("telescope events without ADC data skipped");
      return false;
    }
    if (trueImages && peFrom[t] < 0) {
      if (shower.sum(runIndex[t]) > BRIGHT) {
        notices.add("bright telescope events without true image skipped");
        return false;
      }
      notices.add("telescope events without true image");
    }
    return true;
  }

  private long addTelescope(
      EventBatch out, RawEvents raw, int t, boolean simulated, boolean bigEndian, long offset)
      throws FormatException {
    if (calibrations[t].constants() == null) {
      throw new FormatException(
          event.from[t],
          "no pedestals and gains precede this event of telescope " + subarray.telescope(t).id());
    }
    int row = out.addTelescope(t, event.azimuth[t], event.altitude[t]);
    if (simulated) {
      out.trueImpactDistance()[row] = shower.impactDistance(subarray.telescope(t));
      out.trueImageSum()[row] = shower.sum(runIndex[t]);
    }
    int r = raw.append();
    raw.kind[r] = event.kind[t];
    raw.from[r] = event.from[t];
    raw.to[r] = event.to[t];
    raw.channels[r] = event.channels[t];
    raw.samples[r] = event.samples[t];
    raw.peFrom[r] = peFrom[t];
    raw.peTo[r] = peTo[t];
    raw.peVersion[r] = peVersion[t];
    raw.bigEndian[r] = bigEndian;
    raw.offset[r] = offset;
    raw.constants[r] = calibrations[t].constants();
    int group = out.groupOf(t);
    raw.groupSamples[group] = Math.max(raw.groupSamples[group], event.samples[t]);
    if (event.kind[t] >= RawEvents.SUMS && subarray.telescope(t).camera().readout().samples() > 1) {
      notices.add("telescope events with charges instead of waveforms");
    }
    return 4L * subarray.telescope(t).camera().pixels() * event.samples[t];
  }
}
