package io.bluewake.engine;

import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import java.util.List;

/**
 * The facts of the selected pixels of one image, as values of the image quality criteria. One per
 * worker.
 */
final class ImageFacts {
  private static final List<String> KNOWN =
      List.of(
          "image.sum",
          "image.size",
          "image.max",
          "image.min",
          "image.count_nonzero",
          "image.mean",
          "image.std");

  private final Selection selection;
  private final Expression.Values[] values;
  private final double[] facts = new double[KNOWN.size()];

  ImageFacts(Selection selection) {
    this.selection = selection;
    values = new Expression.Values[selection.size()];
    for (int i = 0; i < values.length; i++) {
      int[] slots =
          selection.expression(i).names().stream()
              .mapToInt(name -> KNOWN.indexOf(name.name()))
              .toArray();
      values[i] = name -> facts[slots[name]];
    }
  }

  /** Checks that the criteria ask only for what is known. */
  static void check(Selection selection) throws PipelineException {
    for (int i = 0; i < selection.size(); i++) {
      for (Expression.Name name : selection.expression(i).names()) {
        if (!KNOWN.contains(name.name())) {
          throw selection.unknown(
              i, name, "'" + name.name() + "' is not known here; there are " + KNOWN);
        }
        if (!name.unit().isEmpty()) {
          throw selection.unknown(i, name, "'" + name.name() + "' has no unit");
        }
      }
    }
  }

  /** Whether an image passes. */
  boolean passes(ImageBatch images, PixelMask signal, int row, CutFlow counts) {
    fill(images, signal, row);
    return selection.passes(values, counts);
  }

  private void fill(ImageBatch images, PixelMask signal, int row) {
    float[] charge = images.charge();
    long[] words = signal.words();
    int base = images.base(row);
    int wordBase = signal.wordBase(row);
    double sum = 0;
    double max = Double.NaN;
    double min = Double.NaN;
    int size = 0;
    int nonzero = 0;
    for (int w = 0; w < signal.wordsPerRow(); w++) {
      for (long bits = words[wordBase + w]; bits != 0; bits &= bits - 1) {
        double q = charge[base + (w << 6) + Long.numberOfTrailingZeros(bits)];
        sum += q;
        max = size == 0 ? q : Math.max(max, q);
        min = size == 0 ? q : Math.min(min, q);
        size++;
        if (q != 0) {
          nonzero++;
        }
      }
    }
    facts[0] = sum;
    facts[1] = size;
    facts[2] = max;
    facts[3] = min;
    facts[4] = nonzero;
    facts[5] = sum / size;
    facts[6] =
        Math.sqrt(squares(charge, words, base, wordBase, signal.wordsPerRow(), facts[5]) / size);
  }

  private static double squares(
      float[] charge, long[] words, int base, int wordBase, int wordsPerRow, double mean) {
    double squares = 0;
    for (int w = 0; w < wordsPerRow; w++) {
      for (long bits = words[wordBase + w]; bits != 0; bits &= bits - 1) {
        double d = charge[base + (w << 6) + Long.numberOfTrailingZeros(bits)] - mean;
        squares += d * d;
      }
    }
    return squares;
  }
}
