package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.config.ResolvedCalibration;
import io.bluewake.config.ResolvedPlugin;
import io.bluewake.engine.Lease;
import io.bluewake.engine.SlotException;
import io.bluewake.spi.CoefficientCalculator;
import io.bluewake.spi.OutlierDetector;
import io.bluewake.spi.PixelAggregator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the plug-ins of a calibration pass until it is over. */
final class CalibrationPlugins implements AutoCloseable {
  private final SlotFactory slots;
  private final List<Lease<?>> leases = new ArrayList<>();

  CalibrationPlugins(SlotFactory slots) {
    this.slots = slots;
  }

  /**
   * Takes all of them.
   *
   * @throws ConfigException when the configuration has no statistics
   */
  Calibration.Plugins take(ResolvedCalibration c)
      throws ConfigException, IOException, SlotException, InterruptedException {
    if (c.statistics().isEmpty()) {
      throw new ConfigException("no plug-in is chosen for 'statistics'");
    }
    return new Calibration.Plugins(
        all(PixelAggregator.class, "statistics", c.statistics()).get(0),
        all(OutlierDetector.class, "outliers", c.outliers()),
        first(all(PixelAggregator.class, "timeStatistics", c.timeStatistics())),
        all(OutlierDetector.class, "timeOutliers", c.timeOutliers()),
        first(all(CoefficientCalculator.class, "coefficients", c.coefficients())));
  }

  private static <T> Optional<T> first(List<T> list) {
    return list.stream().findFirst();
  }

  private <T> List<T> all(Class<T> kind, String section, List<ResolvedPlugin> plugins)
      throws ConfigException, IOException, SlotException, InterruptedException {
    List<T> services = new ArrayList<>();
    for (ResolvedPlugin plugin : plugins) {
      ServiceSlot<T> slot = slots.slot(kind, plugin, SlotNames.common(section, plugin));
      slot.touch();
      Lease<T> lease = slot.acquire(-1);
      leases.add(lease);
      services.add(lease.service());
    }
    return services;
  }

  @Override
  public void close() {
    leases.forEach(Lease::close);
  }
}
