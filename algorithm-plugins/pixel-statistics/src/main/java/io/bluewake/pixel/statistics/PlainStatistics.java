package io.bluewake.pixel.statistics;

import io.bluewake.spi.PixelAggregator;
import io.bluewake.spi.Plugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Mean, median and standard deviation of all values of each pixel. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "plain", summary = "Mean, median and standard deviation of all values of a pixel")
@Designate(ocd = PlainStatistics.Config.class, factory = true)
public final class PlainStatistics implements PixelAggregator {
  /** No options. */
  @ObjectClassDefinition(
      name = "Plain statistics",
      description = "Mean, median and standard deviation of all values of a pixel")
  public @interface Config {}

  /** Creates the statistics. */
  @Activate
  public PlainStatistics(Config config) {}

  @Override
  public Moments aggregate(float[][] images, int from, int to) {
    return PixelValues.summarize(images, from, to, values -> {});
  }
}
