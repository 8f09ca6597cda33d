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
 * Extremes and moments of the charges of the signal pixels: in single precision for measured
 * images, with integer extremes for true images. Images without signal pixels keep missing values;
 * equal charges have neither skewness nor kurtosis.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "intensity-statistics", summary = "Extremes and moments of the charges")
public final class IntensityStatistics implements ImageParameterizer {
  private final Schema measured = StatisticsColumns.single("intensity", "charge, p.e.");
  private final Schema truth = StatisticsColumns.counts("intensity", "photo-electrons");
  private final Column[] measuredColumns = measured.columns().toArray(Column[]::new);
  private final Column[] trueColumns = truth.columns().toArray(Column[]::new);
  private final Statistics statistics = new Statistics();
  private int[] pixels = new int[0];

  @Override
  public Schema provides() {
    return measured;
  }

  @Override
  public Schema providesForTrueImages() {
    return truth;
  }

  @Override
  public void parameterize(SelectedImages in, Rows out) {
    ImageBatch images = in.images();
    if (pixels.length != images.pixels()) {
      pixels = new int[images.pixels()];
    }
    for (int i = 0; i < in.count(); i++) {
      int row = in.rows()[i];
      int n = in.signal().pixelsOf(row, pixels);
      if (n == 0) {
        continue;
      }
      if (in.isTrue()) {
        statistics.computeDouble(images.charge(), images.base(row), pixels, n);
        StatisticsColumns.store(statistics, row, trueColumns, out);
      } else {
        statistics.computeSingle(images.charge(), images.base(row), pixels, n);
        StatisticsColumns.store(statistics, row, measuredColumns, out);
      }
    }
  }
}
