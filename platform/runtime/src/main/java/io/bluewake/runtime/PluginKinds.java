package io.bluewake.runtime;

import io.bluewake.config.PluginKind;
import io.bluewake.spi.CameraCalibrator;
import io.bluewake.spi.CoefficientCalculator;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.InvalidPixelHandler;
import io.bluewake.spi.MonitoringSource;
import io.bluewake.spi.OutlierDetector;
import io.bluewake.spi.PixelAggregator;
import io.bluewake.spi.PointingCorrector;
import io.bluewake.spi.PointingSensor;
import io.bluewake.spi.ProductWriter;
import io.bluewake.spi.Reconstructor;
import io.bluewake.spi.SimulationModifier;
import java.util.Optional;

/** Which service interface stands for which kind of plug-in. */
final class PluginKinds {
  private PluginKinds() {}

  /** The interface that plug-ins of a kind register. */
  static Class<?> service(PluginKind kind) {
    return switch (kind) {
      case SOURCE -> EventSource.Provider.class;
      case MONITORING -> MonitoringSource.Provider.class;
      case GAIN -> GainSelector.class;
      case CALIBRATE -> CameraCalibrator.class;
      case MODIFY -> SimulationModifier.class;
      case EXTRACT -> ImageExtractor.class;
      case INVALID_PIXELS -> InvalidPixelHandler.class;
      case CLEAN -> ImageCleaner.class;
      case PARAMETERS -> ImageParameterizer.class;
      case SENSE -> PointingSensor.class;
      case POINTING -> PointingCorrector.class;
      case RECONSTRUCT -> Reconstructor.class;
      case STATISTICS -> PixelAggregator.class;
      case OUTLIERS -> OutlierDetector.class;
      case COEFFICIENTS -> CoefficientCalculator.class;
      case WRITE -> ProductWriter.Provider.class;
    };
  }

  /** The kind of plug-ins that register one of these interfaces, if any does. */
  static Optional<PluginKind> of(String[] interfaces) {
    for (PluginKind kind : PluginKind.values()) {
      for (String name : interfaces) {
        if (name.equals(service(kind).getName())) {
          return Optional.of(kind);
        }
      }
    }
    return Optional.empty();
  }
}
