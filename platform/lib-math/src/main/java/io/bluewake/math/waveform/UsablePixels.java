package io.bluewake.math.waveform;

import io.bluewake.model.CameraConstants;
import io.bluewake.model.WaveformBatch;

/** Which pixels of an image must not be used. Keeps its answer; not thread safe. */
public final class UsablePixels {
  private static final boolean[] NONE = new boolean[0];

  private boolean[][] last = new boolean[0][];
  private boolean any;
  private boolean[] broken = NONE;

  /**
   * Pixels that are unusable in their selected gain channel.
   *
   * @return {@code [pixel]}, or empty if all are usable; valid until the next call
   */
  public boolean[] brokenInSelectedGain(WaveformBatch in, int row) {
    CameraConstants constants = in.constants(row);
    if (constants.unusable() != last) {
      last = constants.unusable();
      any = constants.hasUnusable();
    }
    if (!any) {
      return NONE;
    }
    int pixels = in.pixels();
    if (broken.length != pixels) {
      broken = new boolean[pixels];
    }
    byte[] gain = in.gain();
    int base = in.pixelBase(row);
    for (int p = 0; p < pixels; p++) {
      broken[p] = last[gain[base + p]][p];
    }
    return broken;
  }

  /**
   * Pixels that are unusable in the first gain channel, whichever was selected: what decides about
   * images, as in ctapipe.
   *
   * @return {@code [pixel]}, or empty if all are usable; shared, read only
   */
  public boolean[] brokenInFirstGain(WaveformBatch in, int row) {
    boolean[][] unusable = in.constants(row).unusable();
    return unusable.length == 0 ? NONE : unusable[0];
  }
}
