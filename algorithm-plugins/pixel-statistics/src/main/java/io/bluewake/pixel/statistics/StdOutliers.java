package io.bluewake.pixel.statistics;

import io.bluewake.model.PixelChunk;
import io.bluewake.spi.OutlierDetector;
import io.bluewake.spi.Plugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Marks pixels whose statistic differs from the median of the camera by less than {@code low} or
 * more than {@code high} standard deviations of the camera.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(
    name = "std",
    summary = "Pixels whose statistic is far from the median of the camera, in standard deviations")
@Designate(ocd = StdOutliers.Config.class, factory = true)
public final class StdOutliers implements OutlierDetector {
  /** Options. */
  @ObjectClassDefinition(
      name = "Outliers by std",
      description =
          "Pixels whose statistic is far from the median of the camera, in standard deviations")
  public @interface Config {
    /** Statistics that are looked at: mean, median, std. */
    @AttributeDefinition(
        name = "Columns",
        description = "Statistics that are looked at: mean, median, std")
    String[] columns() default {"median"};

    /** Smallest good value, standard deviations of the camera. */
    @AttributeDefinition(
        name = "Low",
        description = "Smallest good value, standard deviations of the camera",
        min = "-1e300",
        max = "1e300")
    double low() default -10;

    /** Largest good value, standard deviations of the camera. */
    @AttributeDefinition(
        name = "High",
        description = "Largest good value, standard deviations of the camera",
        min = "-1e300",
        max = "1e300")
    double high() default 10;
  }

  private final String[] columns;
  private final double low;
  private final double high;

  /**
   * Creates a detector.
   *
   * @throws IllegalArgumentException when a column is no statistic or the limits are exchanged
   */
  @Activate
  public StdOutliers(Config config) {
    columns = CameraStatistics.columns(config.columns());
    low = config.low();
    high = config.high();
    CameraStatistics.checkLimits(low, high);
  }

  @Override
  public void detect(PixelChunk chunk, boolean[] outlier) {
    for (String column : columns) {
      double[] values = chunk.values(column);
      for (int c = 0; c < chunk.channels(); c++) {
        int base = chunk.base(c);
        double median = CameraStatistics.median(values, base, chunk.pixels());
        double std = CameraStatistics.std(values, base, chunk.pixels());
        CameraStatistics.mark(
            values, base, chunk.pixels(), median + low * std, median + high * std, outlier);
      }
    }
  }
}
