package __PACKAGE__;

import io.bluewake.model.PixelChunk;
import io.bluewake.spi.OutlierDetector;
import io.bluewake.spi.Plugin;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Marks pixels whose median is many times larger or smaller than that of their camera. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "__NAME__", summary = "Pixels many times brighter or darker than their camera")
@Designate(ocd = __CLASS__.Config.class, factory = true)
public final class __CLASS__ implements OutlierDetector {
  /** Options. */
  @ObjectClassDefinition(name = "__NAME__")
  public @interface Config {
    /** How many times larger or smaller. */
    @AttributeDefinition(
        name = "Factor",
        description = "How many times larger or smaller than the median of the camera",
        min = "1")
    double factor() default 3;
  }

  private final double factor;

  /** Creates the detector. */
  @Activate
  public __CLASS__(Config config) {
    factor = config.factor();
  }

  @Override
  public void detect(PixelChunk chunk, boolean[] outlier) {
    double[] median = chunk.values("median");
    for (int channel = 0; channel < chunk.channels(); channel++) {
      int base = chunk.base(channel);
      double typical = median(median, base, base + chunk.pixels());
      for (int i = base; i < base + chunk.pixels(); i++) {
        // Written so that a pixel without a number is an outlier.
        boolean good = median[i] >= typical / factor && median[i] <= typical * factor;
        outlier[i] |= !good;
      }
    }
  }

  private static double median(double[] values, int from, int to) {
    double[] sorted =
        Arrays.stream(values, from, to).filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
