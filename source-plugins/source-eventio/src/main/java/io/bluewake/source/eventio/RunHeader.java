package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;

/**
 * Header of a run (object 2000).
 *
 * @param run run number
 * @param time start, Unix time, s
 * @param trackingMode 0 when the direction is azimuth and altitude, else right ascension and
 *     declination
 * @param direction direction, rad
 * @param telescopeIds telescopes of the array
 * @param positions x, y, z of each telescope, m
 * @param target what is observed
 * @param observer who observes
 */
record RunHeader(
    int run,
    int time,
    int trackingMode,
    float[] direction,
    int[] telescopeIds,
    float[][] positions,
    String target,
    String observer) {

  static RunHeader read(ByteReader in, int version) throws FormatException {
    Versions.atMost(in, version, 2);
    int run = in.i32();
    int time = in.i32();
    in.i32(); // run type
    int trackingMode = in.i32();
    if (version >= 2) {
      in.i32(); // reverse flag
    }
    float[] direction = in.f32s(2);
    in.skip(version >= 1 ? 20 : 12); // offset, convergent pointing
    int telescopes = in.i32();
    in.need(telescopes, 14);
    int[] ids = in.i16s(telescopes);
    float[][] positions = new float[telescopes][];
    for (int t = 0; t < telescopes; t++) {
      positions[t] = in.f32s(3);
    }
    in.skip(8); // telescopes required for a trigger, duration
    return new RunHeader(
        run, time, trackingMode, direction, ids, positions, in.text(in.u16()), in.text(in.u16()));
  }

  /** Position of a telescope in the lists of this header, -1 if it is not there. */
  int indexOf(int telescope) {
    for (int t = 0; t < telescopeIds.length; t++) {
      if (telescopeIds[t] == telescope) {
        return t;
      }
    }
    return -1;
  }
}
