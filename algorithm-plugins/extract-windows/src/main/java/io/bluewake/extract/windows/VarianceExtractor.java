package io.bluewake.extract.windows;

import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.Plugin;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Gives each pixel the variance of its samples that are not NaN, NaN if there are none; no peak
 * time. An image without a finite value is not valid.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "variance", summary = "Variance of the samples of each pixel")
@Designate(ocd = VarianceExtractor.Config.class, factory = true)
public final class VarianceExtractor implements ImageExtractor {
  /** No options. */
  @ObjectClassDefinition(
      name = "Variance of the waveform",
      description = "Variance of the samples of each pixel")
  public @interface Config {}

  /** Creates an extractor. */
  @Activate
  public VarianceExtractor() {}

  @Override
  public int chargeExponent() {
    return 2;
  }

  @Override
  public boolean providesPeakTime() {
    return false;
  }

  @Override
  public void extract(WaveformBatch in, ImageBatch out) {
    int n = in.samplesPerPixel();
    for (int row = 0; row < in.rows(); row++) {
      boolean finite = false;
      int from = in.base(row);
      int pixel = out.base(row);
      for (int end = pixel + in.pixels(); pixel < end; pixel++, from += n) {
        float variance = variance(in.samples(), from, n);
        out.charge()[pixel] = variance;
        finite |= Math.abs(variance) < Float.POSITIVE_INFINITY;
      }
      out.valid()[row] = finite;
      if (out.hasPeakTime()) {
        Arrays.fill(out.peakTime(), out.base(row), out.base(row) + in.pixels(), Float.NaN);
      }
    }
  }

  private static float variance(float[] w, int from, int n) {
    double sum = 0;
    int count = 0;
    for (int i = from; i < from + n; i++) {
      if (!Float.isNaN(w[i])) {
        sum += w[i];
        count++;
      }
    }
    double mean = sum / count;
    double squares = 0;
    for (int i = from; i < from + n; i++) {
      if (!Float.isNaN(w[i])) {
        squares += (w[i] - mean) * (w[i] - mean);
      }
    }
    return (float) (squares / count);
  }
}
