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

/** Marks pixels whose statistic is below {@code low} or above {@code high}, in its own unit. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "range", summary = "Pixels whose statistic is outside of a range")
@Designate(ocd = RangeOutliers.Config.class, factory = true)
public final class RangeOutliers implements OutlierDetector {
  /** Options. */
  @ObjectClassDefinition(
      name = "Outliers by range",
      description = "Pixels whose statistic is outside of a range")
  public @interface Config {
    /** Statistics that are looked at: mean, median, std. */
    @AttributeDefinition(
        name = "Columns",
        description = "Statistics that are looked at: mean, median, std")
    String[] columns() default {"median"};

    /** Smallest good value, the unit of the statistic. */
    @AttributeDefinition(
        name = "Low",
        description = "Smallest good value, the unit of the statistic",
        min = "-1e300",
        max = "1e300")
    double low() default -1e6;

    /** Largest good value, the unit of the statistic. */
    @AttributeDefinition(
        name = "High",
        description = "Largest good value, the unit of the statistic",
        min = "-1e300",
        max = "1e300")
    double high() default 1e6;
  }

  private final Limits limits;

  /**
   * Creates a detector.
   *
   * @throws IllegalArgumentException when a column is no statistic or the limits are exchanged
   */
  @Activate
  public RangeOutliers(Config config) {
    limits = new Limits(List.of(config.columns()), config.low(), config.high());
  }

  @Override
  public void detect(PixelChunk chunk, boolean[] outlier) {
    limits.mark(
        chunk, (values, base, pixels, its) -> new double[] {its.low(), its.high()}, outlier);
  }
}
