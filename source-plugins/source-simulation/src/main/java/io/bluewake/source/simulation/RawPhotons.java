package io.bluewake.source.simulation;

import io.bluewake.source.simulation.shower.Photons;
import io.bluewake.source.simulation.telescope.FieldState;
import io.bluewake.source.simulation.telescope.WaveformMaker;
import java.util.Arrays;

/**
 * What a batch keeps between reading and decoding: the photo-electrons of every telescope row with
 * times relative to its trigger, and the state of the night and of the camera. Reused.
 */
final class RawPhotons {
  /** What decoding the batch needs; a batch is decoded by one thread at a time. */
  final WaveformMaker maker = new WaveformMaker();

  int rows;
  int[] from = new int[65];
  int[] state = new int[64];
  int[] kind = new int[64];
  long[] key = new long[64];
  double[] sky = new double[64];
  double[] gain = new double[64];
  FieldState[] field = new FieldState[64];
  double[] moment = new double[64];
  int[] pixel = new int[1 << 12];
  float[] time = new float[1 << 12];
  float[] number = new float[1 << 12];

  void clear() {
    rows = 0;
  }

  /**
   * Adds a row.
   *
   * @param telescope index in the array model
   * @param eventKind code of the event type
   * @param eventKey names the random numbers
   * @param skyFactor night sky light
   * @param gainFactor gain against the calibrated one
   * @param fieldState where the random stars are
   * @param eventTime seconds after the start of the run
   * @param triggerTime when the trigger was, as the times of the photons
   */
  void add(
      int telescope,
      int eventKind,
      long eventKey,
      double skyFactor,
      double gainFactor,
      FieldState fieldState,
      double eventTime,
      Photons photons,
      double triggerTime) {
    if (rows == state.length) {
      int n = 2 * rows;
      from = Arrays.copyOf(from, n + 1);
      state = Arrays.copyOf(state, n);
      kind = Arrays.copyOf(kind, n);
      key = Arrays.copyOf(key, n);
      sky = Arrays.copyOf(sky, n);
      gain = Arrays.copyOf(gain, n);
      field = Arrays.copyOf(field, n);
      moment = Arrays.copyOf(moment, n);
    }
    state[rows] = telescope;
    kind[rows] = eventKind;
    key[rows] = eventKey;
    sky[rows] = skyFactor;
    gain[rows] = gainFactor;
    field[rows] = fieldState;
    moment[rows] = eventTime;
    int at = from[rows];
    int to = at + photons.count();
    if (to > pixel.length) {
      int n = Math.max(to, 2 * pixel.length);
      pixel = Arrays.copyOf(pixel, n);
      time = Arrays.copyOf(time, n);
      number = Arrays.copyOf(number, n);
    }
    for (int i = 0; i < photons.count(); i++) {
      pixel[at + i] = photons.pixel()[i];
      time[at + i] = (float) (photons.time()[i] - triggerTime);
      number[at + i] = photons.number()[i];
    }
    from[++rows] = to;
  }
}
