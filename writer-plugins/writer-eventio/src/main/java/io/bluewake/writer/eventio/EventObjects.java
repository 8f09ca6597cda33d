package io.bluewake.writer.eventio;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.Column;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Table;
import io.bluewake.model.WaveformBatch;

/** Objects of events: the shower, its use, photo-electrons, and the array event with waveforms. */
final class EventObjects {
  private static final int PHOTO_ELECTRONS = 1204;
  private static final int PHOTO_ELECTRONS_OF_TELESCOPE = 1208;
  private static final int TRIGGER = 2009;
  private static final int ARRAY_EVENT = 2010;
  private static final int EVENT_HEADER = 2011;
  private static final int SAMPLES = 2013;
  private static final int SHOWER = 2020;
  private static final int USE = 2021;
  private static final int SUMS = 2026;
  private static final int CALIBRATION_EVENT = 2028;
  private static final int TRACKING = 2100;
  private static final int TELESCOPE_EVENT = 2200;
  private static final int RAW_AND_CORRECTED = 0x300;
  private static final int USES = 100;

  private static final Column ENERGY = DataModel.SHOWER.column("true_energy");
  private static final Column ALT = DataModel.SHOWER.column("true_alt");
  private static final Column AZ = DataModel.SHOWER.column("true_az");
  private static final Column CORE_X = DataModel.SHOWER.column("true_core_x");
  private static final Column CORE_Y = DataModel.SHOWER.column("true_core_y");
  private static final Column FIRST = DataModel.SHOWER.column("true_h_first_int");
  private static final Column DEPTH = DataModel.SHOWER.column("true_x_max");
  private static final Column START = DataModel.SHOWER.column("true_starting_grammage");
  private static final Column PRIMARY = DataModel.SHOWER.column("true_shower_primary_id");

  /** Bits of the trigger types of a telescope. */
  private static final int CAMERA = 1;

  private static final int MUON = 0x200;

  private long lastShower = -1;

  /** Writes an event. */
  void write(EventioBuffer out, EventBatch batch, int event) {
    int id = (int) batch.eventId()[event];
    int type = batch.eventType()[event];
    boolean shower = type == EventType.SUBARRAY.code() || type == EventType.MUON.code();
    if (shower && batch.showers().rows() > event) {
      truth(out, batch, event, id);
    }
    if (!shower) {
      out.begin(CALIBRATION_EVENT, 0, calibrationCode(type), true);
    }
    out.begin(ARRAY_EVENT, 0, id, true);
    trigger(out, batch, event, id);
    for (int row = batch.firstTelescope()[event]; row < batch.firstTelescope()[event + 1]; row++) {
      telescope(out, batch, event, row, id);
    }
    for (int row = batch.firstTelescope()[event]; row < batch.firstTelescope()[event + 1]; row++) {
      tracking(out, batch, row);
    }
    out.end();
    if (!shower) {
      out.end();
    }
  }

  private static int calibrationCode(int type) {
    if (type == EventType.DARK_PEDESTAL.code()) {
      return 0;
    }
    if (type == EventType.SKY_PEDESTAL.code() || type == EventType.PEDESTAL.code()) {
      return 1;
    }
    if (type == EventType.SINGLE_PE.code()) {
      return 2;
    }
    return type == EventType.FLATFIELD.code() ? 3 : -1;
  }

  private void truth(EventioBuffer out, EventBatch batch, int event, int id) {
    Table t = batch.showers();
    int shower = id / USES;
    if (shower != lastShower) {
      lastShower = shower;
      out.begin(SHOWER, 1, shower, false);
      out.i32((int) t.getLong(event, PRIMARY)).f32(t.getDouble(event, ENERGY));
      out.f32(Math.toRadians(t.getDouble(event, AZ)));
      out.f32(Math.toRadians(t.getDouble(event, ALT)));
      out.f32(t.getDouble(event, START)).f32(t.getDouble(event, FIRST));
      out.f32(t.getDouble(event, DEPTH)).f32(0).f32(t.getDouble(event, DEPTH));
      out.f32(t.getDouble(event, DEPTH)).i16(0).end();
    }
    out.begin(USE, 1, id, false).i32(shower);
    out.f32(t.getDouble(event, CORE_X)).f32(t.getDouble(event, CORE_Y)).end();
    photoElectrons(out, batch, event, id);
    sums(out, batch, event, id, shower);
  }

  private static void photoElectrons(EventioBuffer out, EventBatch batch, int event, int id) {
    out.begin(PHOTO_ELECTRONS, 0, id, true);
    for (int row = batch.firstTelescope()[event]; row < batch.firstTelescope()[event + 1]; row++) {
      int telescope = batch.telescope()[row];
      CameraBatch camera = batch.cameras().get(batch.groupOf(telescope));
      int inGroup = batch.groupRow()[row];
      if (camera.hasTrueImages() && camera.trueImages().valid()[inGroup]) {
        image(out, camera.trueImages(), inGroup, telescope);
      }
    }
    out.end();
  }

  /** Numbers per pixel are known, times are not: all are 0. */
  private static void image(EventioBuffer out, ImageBatch images, int row, int telescope) {
    int sum = 0;
    int filled = 0;
    int base = images.base(row);
    for (int p = 0; p < images.pixels(); p++) {
      int n = Math.round(images.charge()[base + p]);
      sum += n;
      filled += n > 0 ? 1 : 0;
    }
    out.begin(PHOTO_ELECTRONS_OF_TELESCOPE, 2, telescope, false);
    out.i32(sum).i32(images.pixels()).i16(0).i32(filled);
    for (int p = 0; p < images.pixels(); p++) {
      int n = Math.round(images.charge()[base + p]);
      if (n > 0) {
        out.i16(p).i32(n).fill(n, 0);
      }
    }
    out.end();
  }

  private static void sums(EventioBuffer out, EventBatch batch, int event, int id, int shower) {
    int telescopes = batch.subarray().size();
    int[] sums = new int[telescopes];
    for (int row = batch.firstTelescope()[event]; row < batch.firstTelescope()[event + 1]; row++) {
      sums[batch.telescope()[row]] = Math.max(0, batch.trueImageSum()[row]);
    }
    out.begin(SUMS, 0, id, false).i32(shower).i32(telescopes);
    for (int sum : sums) {
      out.i32(sum);
    }
    for (int t = 0; t < telescopes; t++) {
      out.i32(0);
    }
    out.end();
  }

  private static void trigger(EventioBuffer out, EventBatch batch, int event, int id) {
    int from = batch.firstTrigger()[event];
    int to = batch.firstTrigger()[event + 1];
    int seconds = UnixTime.seconds(batch.timeSeconds()[event]);
    int nanoseconds = batch.timeQuarterNs()[event] >> 2;
    out.begin(TRIGGER, 2, id, false);
    out.i32(seconds).i32(nanoseconds).i32(seconds).i32(nanoseconds).i32(0).i32(0);
    out.i16(to - from);
    for (int t = from; t < to; t++) {
      out.i16(batch.subarray().telescope(batch.triggerTelescope()[t]).id());
    }
    for (int t = from; t < to; t++) {
      long later = batch.triggerSeconds()[t] - (long) batch.timeSeconds()[event];
      long quarters = batch.triggerQuarterNs()[t] - 4L * nanoseconds;
      out.f32(1e9 * later + 0.25 * quarters);
    }
    int first = batch.firstTelescope()[event];
    int last = batch.firstTelescope()[event + 1];
    out.i16(last - first);
    for (int row = first; row < last; row++) {
      out.i16(batch.subarray().telescope(batch.telescope()[row]).id());
    }
    for (int t = from; t < to; t++) {
      out.unsigned(batch.triggerType()[t] == EventType.MUON.code() ? CAMERA | MUON : CAMERA);
    }
    out.end();
  }

  private static void telescope(EventioBuffer out, EventBatch batch, int event, int row, int id) {
    int index = batch.telescope()[row];
    int telescope = batch.subarray().telescope(index).id();
    int seconds = UnixTime.seconds(batch.timeSeconds()[event]);
    int nanoseconds = batch.timeQuarterNs()[event] >> 2;
    WaveformBatch waveforms = batch.cameras().get(batch.groupOf(index)).waveforms();
    out.begin(TELESCOPE_EVENT + telescope % 100 + 1000 * (telescope / 100), 1, id, true);
    out.begin(EVENT_HEADER, 2, telescope, false);
    out.i32(id).i32(id).i32(seconds).i32(nanoseconds).i32(seconds).i32(nanoseconds).i16(0).end();
    samples(out, waveforms, batch.groupRow()[row], telescope);
    out.end();
  }

  private static void samples(EventioBuffer out, WaveformBatch waveforms, int row, int telescope) {
    int pixels = waveforms.pixels();
    int samples = waveforms.samplesPerPixel();
    boolean both = waveforms.keepsLowGain();
    out.begin(SAMPLES, 3, telescope << 12, false);
    out.i32(pixels).i16(both ? 2 : 1).i16(samples);
    int base = waveforms.base(row);
    int first = waveforms.pixelBase(row);
    for (int p = 0; p < pixels; p++) {
      short[] counts = both ? waveforms.counts(first + p, 0) : waveforms.adc();
      out.differences(counts, base + p * samples, samples);
    }
    for (int p = 0; both && p < pixels; p++) {
      out.differences(waveforms.counts(first + p, 1), base + p * samples, samples);
    }
    out.end();
  }

  private static void tracking(EventioBuffer out, EventBatch batch, int row) {
    int telescope = batch.subarray().telescope(batch.telescope()[row]).id();
    int type = TRACKING + telescope % 100 + 1000 * (telescope / 100);
    out.begin(type, 0, CalibrationObjects.spread(telescope) | RAW_AND_CORRECTED, false);
    for (int i = 0; i < 2; i++) {
      out.f32(batch.azimuth()[row]).f32(batch.altitude()[row]);
    }
    out.end();
  }
}
