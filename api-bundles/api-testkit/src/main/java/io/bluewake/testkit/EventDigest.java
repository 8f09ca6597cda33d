package io.bluewake.testkit;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Table;
import io.bluewake.model.WaveformBatch;
import java.util.List;
import java.util.Set;

/** Everything a source says about one event, as numbers that can be compared. */
record EventDigest(
    int obsId, long eventId, long header, long triggers, long shower, List<Long> telescopes) {

  static void of(EventBatch batch, Set<DataLevel> levels, List<EventDigest> out) {
    for (int e = 0; e < batch.events(); e++) {
      long header = Checks.mix(batch.timeSeconds()[e], batch.timeQuarterNs()[e]);
      header = Checks.mix(header, batch.eventType()[e]);
      header = Checks.mix(header, Double.doubleToLongBits(batch.arrayAzimuth()[e]));
      header = Checks.mix(header, Double.doubleToLongBits(batch.arrayAltitude()[e]));
      long triggers = 0;
      for (int t = batch.firstTrigger()[e]; t < batch.firstTrigger()[e + 1]; t++) {
        triggers = Checks.mix(triggers, batch.triggerTelescope()[t]);
        triggers = Checks.mix(triggers, batch.triggerQuarterNs()[t]);
        triggers = Checks.mix(triggers, batch.triggerSeconds()[t]);
        triggers = Checks.mix(triggers, batch.triggerType()[t]);
        triggers = Checks.mix(triggers, batch.triggerPixels()[t]);
      }
      long shower = e < batch.showers().rows() ? row(batch.showers(), e) : 0;
      List<Long> telescopes = new java.util.ArrayList<>();
      for (int row = batch.firstTelescope()[e]; row < batch.firstTelescope()[e + 1]; row++) {
        telescopes.add(telescope(batch, row, levels));
      }
      out.add(
          new EventDigest(
              batch.obsId()[e], batch.eventId()[e], header, triggers, shower, telescopes));
    }
  }

  private static long telescope(EventBatch batch, int row, Set<DataLevel> levels) {
    int telescope = batch.telescope()[row];
    long sum = Checks.mix(telescope, batch.trueImageSum()[row]);
    sum = Checks.mix(sum, Double.doubleToLongBits(batch.trueImpactDistance()[row]));
    sum = Checks.mix(sum, Float.floatToIntBits(batch.azimuth()[row]));
    sum = Checks.mix(sum, Float.floatToIntBits(batch.altitude()[row]));
    CameraBatch camera = batch.cameras().get(batch.groupOf(telescope));
    int image = batch.groupRow()[row];
    if (levels.contains(DataLevel.R0)) {
      sum = Checks.mix(sum, waveforms(camera.waveforms(), image, true));
    } else if (levels.contains(DataLevel.R1) || levels.contains(DataLevel.DL0)) {
      sum = Checks.mix(sum, waveforms(camera.waveforms(), image, false));
    }
    if (levels.contains(DataLevel.DL1_IMAGES)) {
      sum = Checks.mix(sum, image(camera.images(), image));
    }
    if (camera.hasTrueImages()) {
      sum = Checks.mix(sum, image(camera.trueImages(), image));
    }
    if (levels.contains(DataLevel.DL1_PARAMETERS) && row < batch.parameters().rows()) {
      sum = Checks.mix(sum, row(batch.parameters(), row));
    }
    return sum;
  }

  private static long waveforms(WaveformBatch batch, int row, boolean raw) {
    long sum = batch.samplesPerPixel();
    for (int i = batch.base(row); i < batch.base(row + 1); i++) {
      sum = Checks.mix(sum, raw ? batch.adc()[i] : Float.floatToIntBits(batch.samples()[i]));
    }
    for (int i = batch.pixelBase(row); i < batch.pixelBase(row + 1); i++) {
      sum = Checks.mix(sum, batch.gain()[i]);
    }
    return sum;
  }

  private static long image(ImageBatch batch, int row) {
    long sum = 0;
    for (int i = batch.base(row); i < batch.base(row + 1); i++) {
      sum = Checks.mix(sum, Float.floatToIntBits(batch.charge()[i]));
      sum = Checks.mix(sum, batch.hasPeakTime() ? Float.floatToIntBits(batch.peakTime()[i]) : 0);
    }
    return sum;
  }

  private static long row(Table table, int row) {
    long sum = 0;
    for (Column c : table.schema().columns()) {
      for (int e = 0; e < c.elements(); e++) {
        long value =
            c.type() == ColumnType.STRING
                ? table.getString(row, c).hashCode()
                : Double.doubleToLongBits(table.getElement(row, c, e));
        sum = Checks.mix(sum, value);
      }
    }
    return sum;
  }
}
