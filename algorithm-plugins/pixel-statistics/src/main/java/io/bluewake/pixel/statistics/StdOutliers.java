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

  private final Limits limits;

  /**
   * Creates a detector.
   *
   * @throws IllegalArgumentException when a column is no statistic or the limits are exchanged
   */
  @Activate
  public StdOutliers(Config config) {
    limits = new Limits(List.of(config.columns()), config.low(), config.high());
  }

  @Override
  public void detect(PixelChunk chunk, boolean[] outlier) {
    limits.mark(chunk, StdOutliers::range, outlier);
  }

  private static double[] range(double[] values, int base, int pixels, Limits limits) {
    double median = CameraStatistics.median(values, base, pixels);
    double std = CameraStatistics.std(values, base, pixels);
    return new double[] {median + limits.low() * std, median + limits.high() * std};
  }
}
