package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;

/**
 * Traces of the trigger electronics of a telescope (objects 2029 and 2030).
 *
 * @param telescope telescope number
 * @param timeScale readout samples per trace sample
 * @param samples samples of a trace
 * @param values the traces, unsigned counts or amplitudes
 */
record AuxiliaryTraces(int telescope, float timeScale, int samples, float[][] values) {

  /** Counts, stored as differences. */
  static AuxiliaryTraces digital(ByteReader in) throws FormatException {
    return read(in, true);
  }

  /** Amplitudes. */
  static AuxiliaryTraces analog(ByteReader in) throws FormatException {
    return read(in, false);
  }

  private static AuxiliaryTraces read(ByteReader in, boolean digital) throws FormatException {
    int telescope = in.i32();
    float scale = in.f32();
    int traces = in.varCount();
    int samples = in.varCount();
    in.need((long) traces * samples, digital ? 1 : 4);
    float[][] values = new float[traces][];
    int[] counts = new int[digital ? samples : 0];
    for (int t = 0; t < traces; t++) {
      if (digital) {
        in.differences(counts, samples);
        values[t] = new float[samples];
        for (int s = 0; s < samples; s++) {
          values[t][s] = Integer.toUnsignedLong(counts[s]);
        }
      } else {
        values[t] = in.f32s(samples);
      }
    }
    return new AuxiliaryTraces(telescope, scale, samples, values);
  }
}
