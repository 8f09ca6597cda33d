package io.bluewake.testkit;

import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.Table;
import io.bluewake.model.WaveformBatch;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Measurements and comparisons that the contracts share; usable on their own. */
public final class Checks {
  private static final long PATIENCE_NS = 2_000_000_000L;

  private Checks() {}

  /**
   * Bytes that one call allocates once it is warm: the smallest of many measurements, so that
   * neither first calls nor the compiler's own needs count. Returns as soon as a measurement is 0.
   */
  public static long bytesPerCall(Runnable call) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int calls = 10;
    long least = Long.MAX_VALUE;
    long end = System.nanoTime() + PATIENCE_NS;
    call.run();
    do {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < calls; i++) {
        call.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    } while (least > 0 && System.nanoTime() < end);
    return (least + calls - 1) / calls;
  }

  /** Runs work in two threads at the same time and returns both results. */
  public static <T> List<T> inTwoThreads(Supplier<T> work) {
    List<FutureTask<T>> tasks = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      FutureTask<T> task = new FutureTask<>(work::get);
      tasks.add(task);
      Thread thread = new Thread(task, "contract-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    List<T> results = new ArrayList<>();
    for (FutureTask<T> task : tasks) {
      try {
        results.add(task.get());
      } catch (java.util.concurrent.ExecutionException e) {
        throw new AssertionError("failed in a thread of its own: " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
    return results;
  }

  /** Digest of everything an image batch holds. */
  public static long checksum(ImageBatch batch) {
    long sum = 31L * batch.rows() + (batch.hasPeakTime() ? 1 : 0);
    for (int i = 0; i < batch.base(batch.rows()); i++) {
      sum = mix(sum, Float.floatToRawIntBits(batch.charge()[i]));
      if (batch.hasPeakTime()) {
        sum = mix(sum, Float.floatToRawIntBits(batch.peakTime()[i]));
      }
    }
    for (int row = 0; row < batch.rows(); row++) {
      sum = mix(sum, batch.valid()[row] ? 1 : 2);
    }
    return mix(sum, checksum(batch.unusable()));
  }

  /** Digest of everything a waveform batch holds. */
  public static long checksum(WaveformBatch batch) {
    int n = batch.base(batch.rows());
    long sum = mix(batch.rows(), batch.samplesPerPixel());
    for (int i = 0; i < n; i++) {
      sum = mix(sum, Float.floatToRawIntBits(batch.samples()[i]));
    }
    for (int i = 0; i < Math.min(n, batch.adc().length); i++) {
      sum = mix(sum, batch.adc()[i]);
    }
    for (int i = 0; i < batch.pixelBase(batch.rows()); i++) {
      sum = mix(sum, batch.gain()[i]);
    }
    for (int row = 0; row < batch.rows(); row++) {
      sum = mix(sum, System.identityHashCode(batch.constants(row)));
    }
    return sum;
  }

  /** Digest of the calibrated samples alone. */
  static long samplesSum(WaveformBatch batch) {
    long sum = 0;
    for (int i = 0; i < batch.base(batch.rows()); i++) {
      sum = mix(sum, Float.floatToRawIntBits(batch.samples()[i]));
    }
    return sum;
  }

  /** Digest of a pixel mask. */
  public static long checksum(PixelMask mask) {
    long sum = mix(mask.rows(), mask.pixels());
    for (int w = 0; w < mask.wordBase(mask.rows()); w++) {
      sum = mix(sum, mask.words()[w]);
    }
    return sum;
  }

  static long mix(long sum, long value) {
    long z = (sum ^ value) * 0x9E3779B97F4A7C15L;
    return z ^ (z >>> 29);
  }

  /** Whether two numbers agree within a relative tolerance; two NaN agree. */
  public static boolean close(double a, double b, double relative) {
    if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
      return true;
    }
    return Math.abs(a - b) <= relative * Math.max(1e-3, Math.max(Math.abs(a), Math.abs(b)));
  }

  /**
   * Whether two single precision charges or times agree: relative to their size, but to at least
   * one p.e. or ns, since sums of noise of either sign cancel.
   */
  public static boolean closeFloats(float a, float b, double relative) {
    if (a == b || (Float.isNaN(a) && Float.isNaN(b))) {
      return true;
    }
    return Math.abs(a - b) <= relative * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }

  /** Fails unless a row of one table holds what a row of another holds. */
  static void sameRow(Table a, int rowA, Table b, int rowB, double relative, String what) {
    for (Column c : a.schema().columns()) {
      for (int e = 0; e < c.elements(); e++) {
        boolean same =
            c.type() == ColumnType.STRING
                ? a.getString(rowA, c).equals(b.getString(rowB, c))
                : close(a.getElement(rowA, c, e), b.getElement(rowB, c, e), relative);
        if (!same) {
          String one = c.type() == ColumnType.STRING ? "" : "" + a.getElement(rowA, c, e);
          String two = c.type() == ColumnType.STRING ? "" : "" + b.getElement(rowB, c, e);
          throw new AssertionError(
              what + ", " + c.name() + ": row " + rowA + " has " + one + ", row " + rowB + " has "
                  + two);
        }
      }
    }
  }
}
