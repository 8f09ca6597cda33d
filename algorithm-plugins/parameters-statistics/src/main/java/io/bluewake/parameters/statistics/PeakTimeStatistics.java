package io.bluewake.parameters.statistics;

import io.bluewake.math.image.Statistics;
import io.bluewake.model.Column;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Schema;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.Rows;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * Extremes and moments of the peak times of the signal pixels, ns, in single precision. Images
 * without signal pixels or without peak times keep missing values; equal times have neither
 * skewness nor kurtosis.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "peak-time-statistics", summary = "Extremes and moments of the peak times")
public final class PeakTimeStatistics implements ImageParameterizer {
  private final Schema schema = StatisticsColumns.single("peak_time", "peak time, ns");
  private final Column[] columns = schema.columns().toArray(Column[]::new);
  private final Statistics statistics = new Statistics();
  private int[] pixels = new int[0];

  @Override
  public Schema provides() {
    return schema;
  }

  @Override
  public Schema providesForTrueImages() {
    return Schema.EMPTY;
  }

  @Override
  public void parameterize(SelectedImages in, Rows out) {
    ImageBatch images = in.images();
    if (in.isTrue() || !images.hasPeakTime()) {
      return;
    }
    if (pixels.length != images.pixels()) {
      pixels = new int[images.pixels()];
    }
    for (int i = 0; i < in.count(); i++) {
      int row = in.rows()[i];
      int n = in.signal().pixelsOf(row, pixels);
      if (n > 0) {
        statistics.computeSingle(images.peakTime(), images.base(row), pixels, n);
        StatisticsColumns.store(statistics, row, columns, out);
      }
    }
  }
}
