package io.bluewake.calibration.camera;

import io.bluewake.model.CameraConstants;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.WaveformBatch;
import java.util.IdentityHashMap;
import java.util.List;

/** Puts coefficients of monitoring data in the place of those of the file. One per thread. */
final class MonitoredConstants {
  private static final int KEPT = 1024;

  private final boolean used;
  private final boolean required;
  private final IdentityHashMap<PixelChunk, Known> chunks = new IdentityHashMap<>();
  private PixelChunk lastChunk;
  private Known last;

  /** Coefficients as the stages want them, with what was last made of them. */
  private static final class Known {
    final float[][] offset;
    final float[][] factor;
    final float[][] shift;
    final boolean[][] outlier;
    CameraConstants file;
    CameraConstants combined;

    /** One channel of coefficients stands for all channels of the camera. */
    Known(PixelChunk c, int channels) {
      offset = floats(c, channels, "pedestal_offset");
      factor = floats(c, channels, "factor");
      shift = floats(c, channels, "time_shift");
      outlier = new boolean[channels][c.pixels()];
      for (int channel = 0; channel < channels; channel++) {
        int from = c.base(Math.min(channel, c.channels() - 1));
        System.arraycopy(c.outlier(), from, outlier[channel], 0, c.pixels());
      }
    }
  }

  MonitoredConstants(String mode) {
    if (!List.of("use", "ignore", "require").contains(mode)) {
      throw new IllegalArgumentException(
          "monitoring '" + mode + "': choose use, ignore or require");
    }
    used = !mode.equals("ignore");
    required = mode.equals("require");
  }

  /**
   * The constants of a row, which become those of the waveforms.
   *
   * @param raw whether the file has raw counts; its time shifts are coefficients then, which are
   *     replaced, and else belong to the event, and are added
   */
  CameraConstants replace(WaveformBatch waveforms, int row, boolean raw) {
    CameraConstants file = waveforms.constants(row);
    if (!used) {
      return file;
    }
    PixelSeries series = waveforms.monitoring(row).coefficients();
    if (required && series.isStale(waveforms.timeNs(row))) {
      throw new IllegalStateException("monitoring has no coefficients that hold at this time");
    }
    if (series.isEmpty()) {
      return file;
    }
    PixelChunk chunk = series.chunk(series.find(waveforms.timeNs(row)));
    if (chunk != lastChunk) {
      last = known(chunk, waveforms.camera().readout().channels());
      lastChunk = chunk;
    }
    if (!file.equals(last.file)) {
      last.combined = combine(file, last, raw);
      last.file = file;
    }
    waveforms.setConstants(row, last.combined);
    return last.combined;
  }

  private Known known(PixelChunk chunk, int channels) {
    if (chunks.size() >= KEPT) {
      chunks.clear();
    }
    return chunks.computeIfAbsent(chunk, c -> new Known(c, channels));
  }

  private static CameraConstants combine(CameraConstants file, Known known, boolean raw) {
    boolean[][] unusable = known.outlier;
    if (file.unusable().length > 0) {
      unusable = new boolean[known.outlier.length][];
      for (int c = 0; c < unusable.length; c++) {
        boolean[] ofFile = file.unusable()[Math.min(c, file.unusable().length - 1)];
        unusable[c] = known.outlier[c].clone();
        for (int p = 0; p < ofFile.length; p++) {
          unusable[c][p] |= ofFile[p];
        }
      }
    }
    float[][] shift = known.shift;
    if (!raw && file.timeShift().length > 0) {
      shift = new float[known.shift.length][];
      for (int c = 0; c < shift.length; c++) {
        float[] ofEvent = file.timeShift()[Math.min(c, file.timeShift().length - 1)];
        shift[c] = known.shift[c].clone();
        for (int p = 0; p < ofEvent.length; p++) {
          shift[c][p] += ofEvent[p];
        }
      }
    }
    return new CameraConstants(
        file.pedestal(), file.gain(), known.offset, known.factor, shift, unusable);
  }

  private static float[][] floats(PixelChunk c, int channels, String column) {
    double[] values = c.values(column);
    float[][] out = new float[channels][c.pixels()];
    for (int channel = 0; channel < channels; channel++) {
      int from = c.base(Math.min(channel, c.channels() - 1));
      for (int p = 0; p < c.pixels(); p++) {
        double value = values[from + p];
        // What is not known must not get into sums over neighbours.
        out[channel][p] = Double.isFinite(value) ? (float) value : 0;
      }
    }
    return out;
  }
}
