package io.bluewake.testkit;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.WaveformBatch;
import java.util.stream.IntStream;

/** Copies of batches with other rows or other pixel orders, for contracts and plug-in tests. */
public final class Batches {
  private Batches() {}

  /** Chosen rows of a batch as a batch of their own. */
  public static ImageBatch rows(ImageBatch from, int... rows) {
    return copy(from, from.camera(), identity(from.pixels()), rows);
  }

  /** Chosen rows of a mask as a mask of their own. */
  public static PixelMask rows(PixelMask from, int... rows) {
    return copy(from, identity(from.pixels()), rows);
  }

  /** Chosen rows of a batch as a batch of their own. */
  public static WaveformBatch rows(WaveformBatch from, int... rows) {
    return copy(from, from.camera(), identity(from.pixels()), rows);
  }

  /**
   * The same images on a camera with another pixel order.
   *
   * @param to what {@link ToyCamera#permuted} made with this order
   */
  public static ImageBatch permuted(ImageBatch from, Camera to, int[] order) {
    return copy(from, to, order, IntStream.range(0, from.rows()).toArray());
  }

  /** The same mask in another pixel order. */
  public static PixelMask permuted(PixelMask from, int[] order) {
    return copy(from, order, IntStream.range(0, from.rows()).toArray());
  }

  /** The same waveforms on a camera with another pixel order, constants included. */
  public static WaveformBatch permuted(WaveformBatch from, Camera to, int[] order) {
    return copy(from, to, order, IntStream.range(0, from.rows()).toArray());
  }

  private static int[] identity(int pixels) {
    return IntStream.range(0, pixels).toArray();
  }

  private static ImageBatch copy(ImageBatch from, Camera camera, int[] order, int[] rows) {
    ImageBatch to = new ImageBatch(camera);
    to.reset(rows.length, from.hasPeakTime());
    for (int row = 0; row < rows.length; row++) {
      to.valid()[row] = from.valid()[rows[row]];
      for (int p = 0; p < order.length; p++) {
        to.charge()[to.base(row) + p] = from.charge(rows[row], order[p]);
        if (from.hasPeakTime()) {
          to.peakTime()[to.base(row) + p] = from.peakTime(rows[row], order[p]);
        }
        if (from.unusable().get(rows[row], order[p])) {
          to.unusable().set(row, p);
        }
      }
    }
    return to;
  }

  private static PixelMask copy(PixelMask from, int[] order, int[] rows) {
    PixelMask to = new PixelMask();
    to.reset(rows.length, from.pixels());
    for (int row = 0; row < rows.length; row++) {
      for (int p = 0; p < order.length; p++) {
        if (from.get(rows[row], order[p])) {
          to.set(row, p);
        }
      }
    }
    return to;
  }

  private static WaveformBatch copy(WaveformBatch from, Camera camera, int[] order, int[] rows) {
    WaveformBatch to = new WaveformBatch(camera);
    int samples = from.samplesPerPixel();
    boolean raw = from.adc().length >= from.base(from.rows()) && from.adc().length > 0;
    to.reset(rows.length, samples, raw);
    if (from.hasSums()) {
      to.useSums();
    }
    for (int row = 0; row < rows.length; row++) {
      to.setConstants(row, ConstantsCopy.permuted(from.constants(rows[row]), order));
      for (int p = 0; p < order.length; p++) {
        to.gain()[to.pixelBase(row) + p] = from.gain()[from.pixelBase(rows[row]) + order[p]];
        int source = from.base(rows[row]) + order[p] * samples;
        int target = to.base(row) + p * samples;
        System.arraycopy(from.samples(), source, to.samples(), target, samples);
        if (raw) {
          System.arraycopy(from.adc(), source, to.adc(), target, samples);
        }
        if (from.hasSums()) {
          to.sums()[target] = from.sums()[source];
        }
      }
    }
    return to;
  }
}
