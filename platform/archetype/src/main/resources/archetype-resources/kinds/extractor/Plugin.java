package __PACKAGE__;

import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.Plugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Sums the samples above a threshold; the peak time is that of the largest sample. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "__NAME__", summary = "Sum of the samples above a threshold")
@Designate(ocd = __CLASS__.Config.class, factory = true)
public final class __CLASS__ implements ImageExtractor {
  /** Options. */
  @ObjectClassDefinition(name = "__NAME__")
  public @interface Config {
    /** Samples below this do not count. */
    @AttributeDefinition(
        name = "Threshold",
        description = "Samples below this do not count, p.e. per sample")
    double thresholdPe() default 0;
  }

  private final float threshold;

  /** Creates the extractor. */
  @Activate
  public __CLASS__(Config config) {
    threshold = (float) config.thresholdPe();
  }

  @Override
  public void extract(WaveformBatch in, ImageBatch out) {
    int samples = in.samplesPerPixel();
    double step = 1 / in.camera().readout().samplingRateGHz();
    float[] w = in.samples();
    for (int i = 0; i < in.rows() * in.pixels(); i++) {
      int from = i * samples;
      int peak = from;
      double sum = 0;
      for (int s = from; s < from + samples; s++) {
        sum += w[s] > threshold ? w[s] : 0;
        peak = w[s] > w[peak] ? s : peak;
      }
      out.charge()[i] = (float) sum;
      out.peakTime()[i] = (float) ((peak - from) * step);
    }
  }
}
