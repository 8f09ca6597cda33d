package __PACKAGE__;

import io.bluewake.model.Camera;
import io.bluewake.model.PixelChunk;
import io.bluewake.spi.CoefficientCalculator;
import io.bluewake.spi.Plugin;
import java.util.Arrays;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Gains from flat-field events whose light is known: every pixel gets the same charge in them. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "__NAME__", summary = "Gains from flat-field events of known light")
@Designate(ocd = __CLASS__.Config.class, factory = true)
public final class __CLASS__ implements CoefficientCalculator {
  /** Options. */
  @ObjectClassDefinition(name = "__NAME__")
  public @interface Config {
    /** Light of flat-field events. */
    @AttributeDefinition(
        name = "Light",
        description = "Light of flat-field events in a pixel, p.e.",
        min = "1")
    double lightPe() default 75;

    /** Samples of the window in which charges were summed. */
    @AttributeDefinition(
        name = "Window samples",
        description = "Samples of the window in which charges were summed",
        min = "1")
    int windowSamples() default 12;
  }

  /** Part of a camera that may be outliers in valid coefficients. */
  private static final double FAULTY = 0.1;

  private final double light;
  private final int samples;

  /** Creates the calculator. */
  @Activate
  public __CLASS__(Config config) {
    light = config.lightPe();
    samples = config.windowSamples();
  }

  @Override
  public PixelChunk calculate(
      Camera camera,
      PixelChunk pedestal,
      PixelChunk flatfield,
      PixelChunk peakTime,
      long startNs,
      long endNs) {
    int n = flatfield.channels() * flatfield.pixels();
    double[] offset = new double[n];
    double[] factor = new double[n];
    double[] shift = new double[n];
    boolean[] outlier = new boolean[n];
    boolean[] valid = new boolean[flatfield.channels()];
    for (int channel = 0; channel < flatfield.channels(); channel++) {
      int base = flatfield.base(channel);
      double middle = median(peakTime.values("median"), base, base + flatfield.pixels());
      int faulty = 0;
      for (int i = base; i < base + flatfield.pixels(); i++) {
        double level = pedestal.values("median")[i];
        offset[i] = level / samples;
        factor[i] = light / (flatfield.values("median")[i] - level);
        shift[i] = peakTime.values("median")[i] - middle;
        boolean numbers = factor[i] > 0 && Double.isFinite(factor[i]) && Double.isFinite(shift[i]);
        boolean bad = pedestal.outlier()[i] || flatfield.outlier()[i] || peakTime.outlier()[i];
        outlier[i] = bad || !numbers;
        faulty += outlier[i] ? 1 : 0;
      }
      valid[channel] = faulty <= FAULTY * flatfield.pixels();
    }
    return new PixelChunk(
        startNs,
        endNs,
        flatfield.channels(),
        flatfield.pixels(),
        Map.of("pedestal_offset", offset, "factor", factor, "time_shift", shift),
        flatfield.events().clone(),
        outlier,
        valid);
  }

  private static double median(double[] values, int from, int to) {
    double[] sorted =
        Arrays.stream(values, from, to).filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
