package io.bluewake.extract.windows;

import io.bluewake.math.waveform.PeakSample;
import io.bluewake.math.waveform.UsablePixels;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.Plugin;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Sums the samples around the peak of the mean waveform of all, or of the brightest, usable pixels.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(
    name = "global-peak-window-sum",
    summary = "Sum around the peak of the mean waveform of the camera")
@Designate(ocd = GlobalPeakWindowSum.Config.class, factory = true)
public final class GlobalPeakWindowSum implements ImageExtractor {
  /** Options. */
  @ObjectClassDefinition(
      name = "Sum around the peak of the camera",
      description = "Sum around the peak of the mean waveform of the camera")
  public @interface Config {
    /** Samples of the window. */
    @AttributeDefinition(name = "Window width", description = "Samples of the window", min = "1")
    int windowWidth() default 7;

    /** Samples of the window before the peak. */
    @AttributeDefinition(
        name = "Window shift",
        description = "Samples of the window before the peak",
        min = "-1000",
        max = "1000")
    int windowShift() default 3;

    /** Fraction of the pixels, the brightest, that the mean is made of. */
    @AttributeDefinition(
        name = "Pixel fraction",
        description = "Fraction of the pixels, the brightest ones, that the mean is made of",
        min = "0",
        max = "1")
    double pixelFraction() default 1;

    /** Whether to make up for the part of the pulse outside of the window. */
    @AttributeDefinition(
        name = "Apply integration correction",
        description = "Make up for the part of the reference pulse outside of the window")
    boolean applyIntegrationCorrection() default true;
  }

  private final int width;
  private final int shift;
  private final double fraction;
  private final PulseExtraction extraction;
  private final UsablePixels usable = new UsablePixels();
  private long[] order = new long[0];
  private float[] mean = new float[0];

  /** Creates an extractor. */
  @Activate
  public GlobalPeakWindowSum(Config config) {
    fraction = config.pixelFraction();
    width = config.windowWidth();
    shift = config.windowShift();
    extraction =
        config.applyIntegrationCorrection()
            ? PulseExtraction.corrected(width, shift)
            : PulseExtraction.plain();
  }

  @Override
  public void extract(WaveformBatch in, ImageBatch out) {
    if (mean.length != in.samplesPerPixel()) {
      mean = new float[in.samplesPerPixel()];
    }
    for (int row = 0; row < in.rows(); row++) {
      boolean[] broken = usable.brokenInSelectedGain(in, row);
      int count = fraction == 1 ? sumOfAll(in, row, broken) : sumOfBrightest(in, row, broken);
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (float) ((double) mean[i] / count);
      }
      extraction.around(in, row, PeakSample.of(mean, 0, mean.length), width, shift, out);
    }
  }

  private int sumOfAll(WaveformBatch in, int row, boolean[] broken) {
    Arrays.fill(mean, 0);
    int count = 0;
    for (int p = 0; p < in.pixels(); p++) {
      if (broken.length == 0 || !broken[p]) {
        add(in.samples(), in.base(row) + p * mean.length);
        count++;
      }
    }
    return count;
  }

  /** Brightness is the largest sample; of equally bright pixels those with larger number count. */
  private int sumOfBrightest(WaveformBatch in, int row, boolean[] broken) {
    int pixels = in.pixels();
    if (order.length != pixels) {
      order = new long[pixels];
    }
    float[] w = in.samples();
    int n = mean.length;
    for (int p = 0; p < pixels; p++) {
      int base = in.base(row) + p * n;
      boolean out = broken.length != 0 && broken[p];
      float most = out ? Float.NEGATIVE_INFINITY : w[base + PeakSample.of(w, base, n)];
      int bits = Float.floatToIntBits(most);
      // Integers in the order of the floats: all but the sign is inverted for negative ones.
      order[p] = (long) (bits ^ (bits >> 31 >>> 1)) << 32 | p;
    }
    Arrays.sort(order);
    Arrays.fill(mean, 0);
    int count = (int) (fraction * pixels);
    for (int k = pixels - 1; k >= pixels - count; k--) {
      add(w, in.base(row) + (int) order[k] * n);
    }
    return count;
  }

  private void add(float[] w, int from) {
    for (int i = 0; i < mean.length; i++) {
      mean[i] += w[from + i];
    }
  }
}
