package io.bluewake.testkit;

import io.bluewake.spi.CameraCalibrator;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.InvalidPixelHandler;
import io.bluewake.spi.ProductWriter;
import io.bluewake.spi.Reconstructor;
import io.bluewake.spi.SimulationModifier;

/** Puts the asserting wrapper of its kind around a plug-in. */
public final class Asserting {
  private Asserting() {}

  /**
   * Wraps a plug-in of any kind.
   *
   * @throws IllegalArgumentException when it is of no kind
   */
  public static <T> T wrap(Class<T> kind, T plugin) {
    return kind.cast(wrapped(plugin));
  }

  private static Object wrapped(Object plugin) {
    if (plugin instanceof GainSelector p) {
      return new AssertingGainSelector(p);
    } else if (plugin instanceof CameraCalibrator p) {
      return new AssertingCameraCalibrator(p);
    } else if (plugin instanceof SimulationModifier p) {
      return new AssertingSimulationModifier(p);
    } else if (plugin instanceof ImageExtractor p) {
      return new AssertingImageExtractor(p);
    } else if (plugin instanceof InvalidPixelHandler p) {
      return new AssertingInvalidPixelHandler(p);
    } else if (plugin instanceof ImageCleaner p) {
      return new AssertingImageCleaner(p);
    } else if (plugin instanceof ImageParameterizer p) {
      return new AssertingImageParameterizer(p);
    } else if (plugin instanceof Reconstructor p) {
      return new AssertingReconstructor(p);
    } else if (plugin instanceof EventSource p) {
      return new AssertingEventSource(p);
    } else if (plugin instanceof ProductWriter p) {
      return new AssertingProductWriter(p);
    }
    throw new IllegalArgumentException("no stage: " + plugin.getClass().getName());
  }
}
