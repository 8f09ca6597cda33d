package io.bluewake.testkit;

import io.bluewake.model.CameraConstants;

/** Calibration constants in another pixel order. */
final class ConstantsCopy {
  private ConstantsCopy() {}

  static CameraConstants permuted(CameraConstants from, int[] order) {
    if (from == null) {
      return CameraConstants.NONE;
    }
    boolean[][] unusable = new boolean[from.unusable().length][order.length];
    for (int c = 0; c < unusable.length; c++) {
      for (int p = 0; p < order.length; p++) {
        unusable[c][p] = from.unusable()[c][order[p]];
      }
    }
    return new CameraConstants(
        permuted(from.pedestal(), order),
        permuted(from.gain(), order),
        permuted(from.pedestalOffset(), order),
        permuted(from.factor(), order),
        permuted(from.timeShift(), order),
        unusable);
  }

  private static float[][] permuted(float[][] from, int[] order) {
    float[][] to = new float[from.length][order.length];
    for (int c = 0; c < from.length; c++) {
      for (int p = 0; p < order.length; p++) {
        to[c][p] = from[c][order[p]];
      }
    }
    return to;
  }
}
