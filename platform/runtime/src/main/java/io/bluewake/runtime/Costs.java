package io.bluewake.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What two plug-ins take on the same data: processor time and memory. Used by one thread. */
final class Costs {
  /** Where there are more calls, the ones before do not count: they warm up the compiler. */
  private static final int WARM_UP = 8;

  private final Cost[] costs = {new Cost(), new Cost()};
  private final Memory memory = new Memory();
  private long calls;
  private long items;

  /** What one of the two has taken. */
  private static final class Cost {
    private long items;
    private long nanos;
    private long bytes;
  }

  /** Runs both, in turns first. */
  void measure(int count, Runnable one, Runnable two) {
    if (calls == WARM_UP) {
      costs[0] = new Cost();
      costs[1] = new Cost();
    }
    boolean swapped = calls++ % 2 == 1;
    measure(count, swapped ? two : one, costs[swapped ? 1 : 0]);
    measure(count, swapped ? one : two, costs[swapped ? 0 : 1]);
    items += count;
  }

  private void measure(int count, Runnable work, Cost cost) {
    long before = memory.allocated();
    long start = memory.processorNanos();
    work.run();
    cost.nanos += Math.max(0, memory.processorNanos() - start - memory.ownNanos);
    cost.bytes += Math.max(0, memory.allocated() - before - memory.own);
    cost.items += count;
  }

  /** What both have treated. */
  long items() {
    return items;
  }

  /** Processor time per item, of each. */
  double[] microseconds() {
    return new double[] {
      costs[0].nanos / 1000.0 / Math.max(1, costs[0].items),
      costs[1].nanos / 1000.0 / Math.max(1, costs[1].items)
    };
  }

  /** Allocated bytes per item, of each. */
  double[] bytes() {
    return new double[] {
      costs[0].bytes / (double) Math.max(1, costs[0].items),
      costs[1].bytes / (double) Math.max(1, costs[1].items)
    };
  }

  /** What the current thread has allocated; asked by name, because not every Java can tell. */
  private static final class Memory {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    private final ObjectName threads;
    private long own = Long.MAX_VALUE;
    private long ownNanos = Long.MAX_VALUE;

    Memory() {
      try {
        threads = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
      } catch (JMException e) {
        throw new IllegalStateException(e);
      }
      for (int i = 0; i < 1000; i++) {
        long before = allocated();
        own = Math.min(own, allocated() - before);
        long start = processorNanos();
        ownNanos = Math.min(ownNanos, processorNanos() - start);
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
