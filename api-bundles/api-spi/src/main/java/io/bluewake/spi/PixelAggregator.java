package io.bluewake.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Summarizes what each pixel has seen in many events, for example the charges of flat-field events.
 */
@ConsumerType
public interface PixelAggregator {
  /**
   * Summarizes a chunk of events.
   *
   * @param images one array of values per event, all of the same length; values that are NaN or
   *     infinite do not count; must not be changed
   * @param from first event
   * @param to event after the last one, greater than {@code from}
   */
  Moments aggregate(float[][] images, int from, int to);

  /**
   * Results per pixel. A pixel without any value has NaN.
   *
   * @param events values that entered
   * @param mean their mean
   * @param median their median
   * @param std their standard deviation, of the whole population
   */
  record Moments(long[] events, double[] mean, double[] median, double[] std) {}
}
