package io.bluewake.runtime;

import io.bluewake.engine.Lease;
import io.bluewake.engine.ServiceIdentity;
import io.bluewake.engine.Slot;
import io.bluewake.engine.SlotException;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.Rows;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Two plug-ins of one kind on the same data: what they do differently, how long they take, what
 * they allocate. The first one's results go on through the pipeline. Used by one worker.
 */
public final class PluginTrial {
  /** Where there are more batches, the ones before do not count: they warm up the compiler. */
  private static final int WARM_UP = 8;

  private final Cost[] costs = {new Cost(), new Cost()};
  private final Memory memory = new Memory();
  private int batches;
  private long images;
  private long equalImages;
  private long pixels;
  private long first;
  private long second;
  private long both;
  private double sumDifference;
  private double sumSquare;
  private double largest;

  /** What one of the two has taken. */
  private static final class Cost {
    private long images;
    private long nanos;
    private long bytes;
  }

  /**
   * What came out.
   *
   * @param images images that both have treated
   * @param equalImages images on which they agree in every pixel
   * @param pixels pixels of all images
   * @param kept pixels that each has kept; of cleaners only
   * @param keptByBoth pixels that both have kept; of cleaners only
   * @param meanDifference mean of second minus first charge, p.e.; of extractors only
   * @param rmsDifference root mean square of it
   * @param largestDifference largest absolute value of it
   * @param microseconds processor time per image, of each
   * @param bytes allocated per image, of each
   */
  public record Result(
      long images,
      long equalImages,
      long pixels,
      long[] kept,
      long keptByBoth,
      double meanDifference,
      double rmsDifference,
      double largestDifference,
      double[] microseconds,
      double[] bytes) {}

  /** What came out so far. */
  public Result result() {
    double n = Math.max(1, pixels);
    double[] microseconds = new double[2];
    double[] bytes = new double[2];
    for (int i = 0; i < 2; i++) {
      double timed = Math.max(1, costs[i].images);
      microseconds[i] = costs[i].nanos / timed / 1000;
      bytes[i] = costs[i].bytes / timed;
    }
    return new Result(
        images,
        equalImages,
        pixels,
        new long[] {first, second},
        both,
        sumDifference / n,
        Math.sqrt(sumSquare / n),
        largest,
        microseconds,
        bytes);
  }

  /** A slot whose cleaner runs both. */
  Slot<ImageCleaner> cleaners(Slot<ImageCleaner> a, Slot<ImageCleaner> b) {
    PixelMask other = new PixelMask();
    return new Pair<>(
        a,
        b,
        (one, two) ->
            new ImageCleaner() {
              @Override
              public void clean(ImageBatch in, PixelMask out) {
                throw new IllegalStateException("the engine knows where images come from");
              }

              @Override
              public void clean(Scene in, PixelMask out, Rows report) {
                ImageBatch images = in.images();
                other.reset(images.rows(), images.pixels());
                measure(
                    images.rows(),
                    () -> one.clean(in, out, Rows.NONE),
                    () -> two.clean(in, other, Rows.NONE));
                compare(images, out, other);
              }
            });
  }

  /** A slot whose extractor runs both. */
  Slot<ImageExtractor> extractors(Slot<ImageExtractor> a, Slot<ImageExtractor> b) {
    return new Pair<>(a, b, Extractors::new);
  }

  private void compare(ImageBatch in, PixelMask a, PixelMask b) {
    for (int row = 0; row < in.rows(); row++) {
      int shared = 0;
      for (int p = 0; p < in.pixels(); p++) {
        shared += a.get(row, p) && b.get(row, p) ? 1 : 0;
      }
      int kept = a.count(row);
      int keptByOther = b.count(row);
      equalImages += kept == shared && keptByOther == shared ? 1 : 0;
      first += kept;
      second += keptByOther;
      both += shared;
    }
    images += in.rows();
    pixels += (long) in.rows() * in.pixels();
  }

  private void compare(ImageBatch a, ImageBatch b) {
    for (int row = 0; row < a.rows(); row++) {
      boolean equal = true;
      for (int p = 0; p < a.pixels(); p++) {
        double difference = (double) b.charge(row, p) - a.charge(row, p);
        equal &= difference == 0;
        sumDifference += difference;
        sumSquare += difference * difference;
        largest = Math.max(largest, Math.abs(difference));
      }
      equalImages += equal ? 1 : 0;
    }
    images += a.rows();
    pixels += (long) a.rows() * a.pixels();
  }

  /** Runs both, in turns first. */
  private void measure(int rows, Runnable one, Runnable two) {
    if (batches == WARM_UP) {
      costs[0] = new Cost();
      costs[1] = new Cost();
    }
    boolean swapped = batches++ % 2 == 1;
    measure(rows, swapped ? two : one, costs[swapped ? 1 : 0]);
    measure(rows, swapped ? one : two, costs[swapped ? 0 : 1]);
  }

  private void measure(int rows, Runnable work, Cost cost) {
    long before = memory.allocated();
    long start = memory.processorNanos();
    work.run();
    cost.nanos += memory.processorNanos() - start;
    cost.bytes += Math.max(0, memory.allocated() - before - memory.own);
    cost.images += rows;
  }

  /** Both extractors. */
  private final class Extractors implements ImageExtractor {
    private final ImageExtractor one;
    private final ImageExtractor two;
    private ImageBatch other;

    Extractors(ImageExtractor one, ImageExtractor two) {
      this.one = one;
      this.two = two;
    }

    @Override
    public void extract(WaveformBatch in, ImageBatch out) {
      if (other == null || other.camera() != in.camera()) {
        other = new ImageBatch(in.camera());
      }
      other.reset(in.rows(), two.providesPeakTime());
      measure(in.rows(), () -> one.extract(in, out), () -> two.extract(in, other));
      compare(out, other);
    }

    @Override
    public int chargeExponent() {
      return one.chargeExponent();
    }

    @Override
    public boolean providesPeakTime() {
      return one.providesPeakTime();
    }
  }

  /** Makes one instance of two. */
  private interface Join<T> {
    T of(T one, T two);
  }

  /** Leases from two slots at once. */
  private record Pair<T>(Slot<T> a, Slot<T> b, Join<T> join) implements Slot<T> {
    @Override
    public String name() {
      return a.name();
    }

    @Override
    public Lease<T> acquire(long batchNumber) throws InterruptedException, SlotException {
      Lease<T> one = a.acquire(batchNumber);
      try {
        Lease<T> two = b.acquire(batchNumber);
        return new PairLease<>(one, two, join.of(one.service(), two.service()));
      } catch (SlotException | InterruptedException e) {
        one.close();
        throw e;
      }
    }
  }

  /** Two leases as one. */
  private record PairLease<T>(Lease<T> one, Lease<T> two, T service) implements Lease<T> {
    @Override
    public ServiceIdentity identity() {
      return one.identity();
    }

    @Override
    public void close() {
      two.close();
      one.close();
    }
  }

  /** What the current thread has allocated; asked by name, because not every Java can tell. */
  private static final class Memory {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    private final ObjectName threads;
    private long own;

    Memory() {
      try {
        threads = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
      } catch (JMException e) {
        throw new IllegalStateException(e);
      }
      own = Long.MAX_VALUE;
      for (int i = 0; i < 1000; i++) {
        long before = allocated();
        own = Math.min(own, allocated() - before);
      }
    }

    /** Other processes do not count. */
    long processorNanos() {
      return bean.getCurrentThreadCpuTime();
    }

    long allocated() {
      try {
        return (Long)
            server.invoke(
                threads,
                "getThreadAllocatedBytes",
                new Object[] {Thread.currentThread().getId()},
                new String[] {long.class.getName()});
      } catch (JMException e) {
        return 0;
      }
    }
  }
}
