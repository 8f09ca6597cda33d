package io.bluewake.writer.eventio;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraConstants;

/** Monitoring (pedestals) and laser calibration (gains, times) of a telescope. */
final class CalibrationObjects {
  private static final int MONITORING = 2022;
  private static final int LASER = 2023;
  private static final int PEDESTALS = 0x04;

  private CalibrationObjects() {}

  /** Identifier of objects that have the telescope in some of its bits. */
  static int spread(int telescope) {
    return telescope & 0xFF | (telescope & 0x3F00) << 16;
  }

  /**
   * Writes both.
   *
   * @param seconds Unix time
   */
  static void write(
      EventioBuffer out, int telescope, Camera camera, CameraConstants constants, int seconds) {
    int pixels = camera.pixels();
    int channels = camera.readout().channels();
    int samples = camera.readout().samples();
    out.begin(MONITORING, 1, spread(telescope) | PEDESTALS << 8, false);
    out.i16(PEDESTALS).i16(PEDESTALS).i32(1).i32(seconds).i32(0);
    out.signed(0).signed(pixels).signed(1).signed(channels);
    out.i32(seconds).i32(0).i16(samples);
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < pixels; p++) {
        out.f32((double) constants.pedestal()[c][p] * samples);
      }
    }
    out.fill(channels * pixels, 1).end();
    out.begin(LASER, 3, telescope, false).i16(pixels).i16(channels).i32(1);
    for (int c = 0; c < channels; c++) {
      out.f32s(constants.gain()[c]);
    }
    out.fill(2 * channels, 1);
    for (int c = 0; c < channels; c++) {
      if (constants.timeShift().length > c) {
        out.f32s(constants.timeShift()[c]);
      } else {
        out.fill(pixels, 0);
      }
    }
    out.fill(channels * pixels, 1).end();
  }
}
