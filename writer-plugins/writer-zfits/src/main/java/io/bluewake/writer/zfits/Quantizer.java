package io.bluewake.writer.zfits;

import io.bluewake.model.CameraConstants;
import io.bluewake.model.Neighbors;
import io.bluewake.model.WaveformBatch;

/**
 * Turns the waveforms of a telescope event into what DL0 stores: {@code (p.e. + offset) scale},
 * rounded to whole numbers from 0 to 65535, and the status of the pixels. Raw counts become
 * photo-electrons by their pedestals and gains. Scratch of one thread.
 */
final class Quantizer {
  private static final int KEPT = 1;
  private static final int NEIGHBOR = 2;
  private static final int SIGNAL = 3;
  private static final int HIGH_GAIN = 4;
  private static final int LOW_GAIN = 8;
  private static final float SHIFTS_PER_NS = 100;

  private final float offset;
  private final float keepAbove;
  private final boolean bothGains;
  private float scale;
  private float shift;

  /** Stored numbers of the last event, {@code [channel][kept pixel][sample]}. */
  short[] stored = new short[0];

  /** Time shifts, 10 ps, {@code [channel][kept pixel]}; 0 if none are known. */
  short[] shifts = new short[0];

  /** Status of all pixels. */
  byte[] status = new byte[0];

  /** Gain channels that are stored. */
  int channels;

  /** Pixels that are stored. */
  int kept;

  /** Samples of a waveform. */
  int samples;

  Quantizer(float offset, float keepAbove, boolean bothGains) {
    this.offset = offset;
    this.bothGains = bothGains;
    this.keepAbove = keepAbove;
  }

  /**
   * Computes what is stored of a row.
   *
   * @param raw whether the waveforms are counts
   * @param perPe stored units per photo-electron
   */
  void row(WaveformBatch in, int row, boolean raw, float perPe) {
    scale = perPe;
    shift = offset * perPe + 0.5f;
    int pixels = in.pixels();
    samples = in.samplesPerPixel();
    channels = raw && bothGains && in.keepsLowGain() ? 2 : 1;
    int values = channels * pixels * samples;
    if (stored.length < values) {
      stored = new short[values];
    }
    if (status.length != pixels) {
      status = new byte[pixels];
    }
    if (shifts.length < channels * pixels) {
      shifts = new short[channels * pixels];
    }
    CameraConstants constants = in.constants(row);
    shifts(in, row, constants);
    for (int p = 0; p < pixels; p++) {
      int gain = in.gain()[in.pixelBase(row) + p];
      int has = constants.isUnusable(channels == 2 ? 0 : gain, p) ? 0 : bit(gain);
      if (channels == 2) {
        has = (constants.isUnusable(0, p) ? 0 : HIGH_GAIN);
        has |= constants.isUnusable(1, p) ? 0 : LOW_GAIN;
      }
      status[p] = (byte) (KEPT | has);
      int from = in.base(row) + p * samples;
      if (!raw) {
        waveform(in.samples(), from, samples, scale, shift, stored, p * samples);
      } else {
        int channel = channels == 2 ? 0 : gain;
        short[] first = in.counts(in.pixelBase(row) + p, channel);
        counts(first, from, constants, channel, p, p * samples);
        if (channels == 2) {
          counts(
              in.counts(in.pixelBase(row) + p, 1), from, constants, 1, p, (pixels + p) * samples);
        }
      }
    }
    kept = pixels;
    if (keepAbove > 0) {
      reduce(in.camera().neighbors(), pixels);
    }
  }

  private void shifts(WaveformBatch in, int row, CameraConstants constants) {
    int pixels = in.pixels();
    float[][] shift = constants.timeShift();
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < pixels; p++) {
        int channel = channels == 2 ? c : in.gain()[in.pixelBase(row) + p];
        float value = shift.length == 0 ? 0 : shift[channel][p] * SHIFTS_PER_NS;
        shifts[c * pixels + p] = (short) Math.max(-32768, Math.min(32767, Math.round(value)));
      }
    }
  }

  private static int bit(int gain) {
    return gain == 0 ? HIGH_GAIN : LOW_GAIN;
  }

  private void counts(short[] adc, int from, CameraConstants c, int channel, int pixel, int to) {
    float pedestal = c.pedestal().length == 0 ? 0 : c.pedestal()[channel][pixel];
    float gain = c.gain().length == 0 ? 1 : c.gain()[channel][pixel];
    counts(adc, from, samples, pedestal, gain * scale, shift, stored, to);
  }

  private static void counts(
      short[] adc,
      int from,
      int n,
      float pedestal,
      float factor,
      float shift,
      short[] out,
      int to) {
    for (int s = 0; s < n; s++) {
      float v = ((adc[from + s] & 0xFFFF) - pedestal) * factor + shift;
      out[to + s] = (short) (int) Math.max(0f, Math.min(65535f, v));
    }
  }

  private static void waveform(
      float[] in, int from, int n, float scale, float shift, short[] out, int to) {
    for (int s = 0; s < n; s++) {
      float v = in[from + s] * scale + shift;
      out[to + s] = (short) (int) Math.max(0f, Math.min(65535f, v));
    }
  }

  /** Keeps the pixels of the signal and their neighbours, and moves them together. */
  private void reduce(Neighbors neighbors, int pixels) {
    int limit = (int) (keepAbove * scale + shift);
    for (int p = 0; p < pixels; p++) {
      int peak = 0;
      for (int s = 0; s < samples; s++) {
        peak = Math.max(peak, stored[p * samples + s] & 0xFFFF);
      }
      status[p] = (byte) (status[p] & ~KEPT | (peak > limit ? SIGNAL : 0));
    }
    for (int p = 0; p < pixels; p++) {
      if ((status[p] & SIGNAL) != SIGNAL) {
        continue;
      }
      for (int i = neighbors.offsets()[p]; i < neighbors.offsets()[p + 1]; i++) {
        int q = neighbors.indices()[i];
        if ((status[q] & SIGNAL) == 0) {
          status[q] |= NEIGHBOR;
        }
      }
    }
    int to = 0;
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < pixels; p++) {
        if ((status[p] & SIGNAL) != 0) {
          System.arraycopy(stored, (c * pixels + p) * samples, stored, to * samples, samples);
          shifts[to] = shifts[c * pixels + p];
          to++;
        }
      }
    }
    kept = to / channels;
  }
}
