package io.bluewake.pixel.statistics;

import io.bluewake.model.PixelChunk;
import io.bluewake.spi.OutlierDetector;
import io.bluewake.spi.Plugin;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Marks pixels whose statistic differs from the median of the camera by less than {@code low} or
 * more than {@code high} times that median.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(
    name = "median",
    summary =
        "Pixels whose statistic is far from the median of the camera, in units of that median")
@Designate(ocd = MedianOutliers.Config.class, factory = true)
public final class MedianOutliers implements OutlierDetector {
  /** Options. */
  @ObjectClassDefinition(
      name = "Outliers by median",
      description =
          "Pixels whose statistic is far from the median of the camera, in units of that median")
  public @interface Config {
    /** Statistics that are looked at: mean, median, std. */
    @AttributeDefinition(
        name = "Columns",
        description = "Statistics that are looked at: mean, median, std")
    String[] columns() default {"median"};

    /** Smallest good value, medians of the camera. */
    @AttributeDefinition(
        name = "Low",
        description = "Smallest good value, medians of the camera",
        min = "-1e300",
        max = "1e300")
    double low() default -1;

    /** Largest good value, medians of the camera. */
    @AttributeDefinition(
        name = "High",
        description = "Largest good value, medians of the camera",
        min = "-1e300",
        max = "1e300")
    double high() default 1;
  }

  private final Limits limits;

  /**
   * Creates a detector.
   *
   * @throws IllegalArgumentException when a column is no statistic or the limits are exchanged
   */
  @Activate
  public MedianOutliers(Config config) {
    limits = new Limits(List.of(config.columns()), config.low(), config.high());
  }

  @Override
  public void detect(PixelChunk chunk, boolean[] outlier) {
    limits.mark(chunk, MedianOutliers::range, outlier);
  }

  private static double[] range(double[] values, int base, int pixels, Limits limits) {
    double median = CameraStatistics.median(values, base, pixels);
    double a = median + limits.low() * median;
    double b = median + limits.high() * median;
    // The unit is negative when the median is.
    return new double[] {Math.min(a, b), Math.max(a, b)};
  }
}
