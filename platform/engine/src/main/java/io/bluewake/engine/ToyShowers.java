package io.bluewake.engine;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import io.bluewake.model.WaveformBatch;

/**
 * Two bright showers seen by a few telescopes of every group: elliptic images whose long axes meet
 * in one point, in the form that the input has. Always the same.
 */
final class ToyShowers {
  private static final int EVENTS = 2;
  private static final int TELESCOPES_PER_GROUP = 3;
  private static final int FEWEST_SAMPLES = 20;
  private static final double LIGHT_PE = 3000;
  private static final double PULSE_SAMPLES = 1.5;
  private static final double ALTITUDE = Math.toRadians(70);
  private static final double AZIMUTH = Math.PI;

  private ToyShowers() {}

  /** Fills a batch as a source would do. */
  static void fill(EventBatch batch, Work work) {
    Subarray subarray = batch.subarray();
    for (int e = 0; e < EVENTS; e++) {
      int event = batch.addEvent(1, e + 1L, e, 0, EventType.SUBARRAY.code());
      batch.setArrayPointing(event, AZIMUTH, ALTITUDE);
      int[] used = new int[batch.cameras().size()];
      for (int t = 0; t < subarray.size(); t++) {
        if (used[batch.groupOf(t)]++ < TELESCOPES_PER_GROUP) {
          batch.addTrigger(t, e, 0, EventType.SUBARRAY.code(), -1);
          batch.addTelescope(t, (float) AZIMUTH, (float) ALTITUDE);
        }
      }
    }
    for (CameraBatch camera : batch.cameras()) {
      prepare(camera, work);
      for (int row = 0; row < camera.rows(); row++) {
        int tableRow = camera.tableRows()[row];
        Telescope telescope = subarray.telescope(batch.telescope()[tableRow]);
        int event = batch.eventOfRow()[tableRow];
        image(camera, row, telescope, event);
        if (work.images()) {
          waveforms(camera, row, work.raw());
        }
      }
    }
  }

  private static void prepare(CameraBatch camera, Work work) {
    camera.images().reset(camera.rows(), true);
    if (work.images()) {
      int samples = Math.max(FEWEST_SAMPLES, camera.camera().readout().samples());
      camera.waveforms().reset(camera.rows(), samples, work.raw());
    }
  }

  private static void image(CameraBatch batch, int row, Telescope telescope, int event) {
    ImageBatch images = batch.images();
    Camera camera = batch.camera();
    double[] x = camera.geometry().pixelX();
    double[] y = camera.geometry().pixelY();
    double radius = 0;
    for (int p = 0; p < x.length; p++) {
      radius = Math.max(radius, Math.hypot(x[p], y[p]));
    }
    double scale = radius > 0 ? radius : 1;
    double phi = Math.atan2(20 + 30.0 * event - telescope.y(), 40 - telescope.x());
    double cos = Math.cos(phi);
    double sin = Math.sin(phi);
    double sum = 0;
    int base = images.base(row);
    for (int p = 0; p < x.length; p++) {
      double along = (x[p] * cos + y[p] * sin) / scale - 0.35;
      double across = (y[p] * cos - x[p] * sin) / scale;
      double light = Math.exp(-0.5 * (along * along / 0.03 + across * across / 0.006)) + 1e-4;
      images.charge()[base + p] = (float) light;
      images.peakTime()[base + p] =
          (float) ((0.4 + 0.1 * along) * FEWEST_SAMPLES / camera.readout().samplingRateGHz());
      sum += light;
    }
    for (int p = 0; p < x.length; p++) {
      images.charge()[base + p] *= (float) (LIGHT_PE / sum);
    }
    images.valid()[row] = true;
  }

  private static void waveforms(CameraBatch batch, int row, boolean raw) {
    WaveformBatch waveforms = batch.waveforms();
    ImageBatch images = batch.images();
    waveforms.setConstants(row, CameraConstants.NONE);
    double rate = batch.camera().readout().samplingRateGHz();
    int n = waveforms.samplesPerPixel();
    for (int p = 0; p < waveforms.pixels(); p++) {
      double charge = images.charge(row, p);
      double peak = images.peakTime(row, p) * rate;
      for (int s = 0; s < n; s++) {
        double z = (s - peak) / PULSE_SAMPLES;
        double value = charge * Math.exp(-0.5 * z * z) / (PULSE_SAMPLES * Math.sqrt(2 * Math.PI));
        int at = waveforms.base(row) + p * n + s;
        if (raw) {
          waveforms.adc()[at] = (short) Math.round(value);
        } else {
          waveforms.samples()[at] = (float) value;
        }
      }
    }
  }
}
