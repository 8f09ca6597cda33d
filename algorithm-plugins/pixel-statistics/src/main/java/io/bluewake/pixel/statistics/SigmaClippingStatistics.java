package io.bluewake.pixel.statistics;

import io.bluewake.spi.PixelAggregator;
import io.bluewake.spi.Plugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Mean, median and standard deviation of each pixel without its outlying values: again and again
 * those beyond {@code sigmas} standard deviations from the mean are left out.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(
    name = "sigma-clipping",
    summary = "Mean, median and standard deviation without values far from the mean")
@Designate(ocd = SigmaClippingStatistics.Config.class, factory = true)
public final class SigmaClippingStatistics implements PixelAggregator {
  /** Options. */
  @ObjectClassDefinition(
      name = "Sigma clipping",
      description = "Mean, median and standard deviation without values far from the mean")
  public @interface Config {
    /** Distance from the mean up to which values count, standard deviations. */
    @AttributeDefinition(
        name = "Sigmas",
        description = "Distance from the mean up to which values count, standard deviations",
        min = "0.1")
    double sigmas() default 4;

    /** How often values are left out at most. */
    @AttributeDefinition(
        name = "Iterations",
        description = "How often values are left out at most",
        min = "0",
        max = "1000")
    int iterations() default 5;
  }

  private final double sigmas;
  private final int iterations;

  /** Creates the statistics. */
  @Activate
  public SigmaClippingStatistics(Config config) {
    sigmas = config.sigmas();
    iterations = config.iterations();
  }

  @Override
  public Moments aggregate(float[][] images, int from, int to) {
    return PixelValues.summarize(images, from, to, values -> values.clip(sigmas, iterations));
  }
}
