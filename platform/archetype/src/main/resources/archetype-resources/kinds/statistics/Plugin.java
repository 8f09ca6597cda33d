package __PACKAGE__;

import io.bluewake.spi.PixelAggregator;
import io.bluewake.spi.Plugin;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Mean, median and standard deviation of each pixel without its smallest and largest values. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "__NAME__", summary = "Statistics without the smallest and largest values")
@Designate(ocd = __CLASS__.Config.class, factory = true)
public final class __CLASS__ implements PixelAggregator {
  /** Options. */
  @ObjectClassDefinition(name = "__NAME__")
  public @interface Config {
    /** Part of the values that is left out at either end. */
    @AttributeDefinition(
        name = "Trim",
        description = "Part of the values that is left out at either end",
        min = "0",
        max = "0.4")
    double trim() default 0.05;
  }

  private final double trim;

  /** Creates the aggregator. */
  @Activate
  public __CLASS__(Config config) {
    trim = config.trim();
  }

  @Override
  public Moments aggregate(float[][] images, int from, int to) {
    int pixels = images[from].length;
    Moments out =
        new Moments(new long[pixels], new double[pixels], new double[pixels], new double[pixels]);
    double[] values = new double[to - from];
    for (int p = 0; p < pixels; p++) {
      int n = 0;
      for (int i = from; i < to; i++) {
        if (Float.isFinite(images[i][p])) {
          values[n++] = images[i][p];
        }
      }
      Arrays.sort(values, 0, n);
      int left = (int) (trim * n);
      summarize(values, left, n - left, p, out);
    }
    return out;
  }

  private static void summarize(double[] sorted, int from, int to, int pixel, Moments out) {
    int n = to - from;
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += sorted[i];
    }
    double mean = sum / n;
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += (sorted[i] - mean) * (sorted[i] - mean);
    }
    out.events()[pixel] = n;
    out.mean()[pixel] = mean;
    out.std()[pixel] = Math.sqrt(squares / n);
    out.median()[pixel] =
        n == 0 ? Double.NaN : 0.5 * (sorted[from + (n - 1) / 2] + sorted[from + n / 2]);
  }
}
