package io.bluewake.extract.windows;

import io.bluewake.math.waveform.PeakSample;
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

/** Sums the samples around each pixel's own largest sample. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "local-peak-window-sum", summary = "Sum around the largest sample of each pixel")
@Designate(ocd = LocalPeakWindowSum.Config.class, factory = true)
public final class LocalPeakWindowSum implements ImageExtractor {
  /** Options. */
  @ObjectClassDefinition(
      name = "Sum around the peak of each pixel",
      description = "Sum around the largest sample of each pixel")
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

    /** Whether to make up for the part of the pulse outside of the window. */
    @AttributeDefinition(
        name = "Apply integration correction",
        description = "Make up for the part of the reference pulse outside of the window")
    boolean applyIntegrationCorrection() default true;
  }

  private final int width;
  private final int shift;
  private final PulseExtraction extraction;
  private int[] peaks = new int[0];

  /** Creates an extractor. */
  @Activate
  public LocalPeakWindowSum(Config config) {
    width = config.windowWidth();
    shift = config.windowShift();
    extraction =
        config.applyIntegrationCorrection()
            ? PulseExtraction.corrected(width, shift)
            : PulseExtraction.plain();
  }

  @Override
  public void extract(WaveformBatch in, ImageBatch out) {
    if (peaks.length != in.pixels()) {
      peaks = new int[in.pixels()];
    }
    int n = in.samplesPerPixel();
    for (int row = 0; row < in.rows(); row++) {
      int base = in.base(row);
      for (int p = 0; p < peaks.length; p++) {
        peaks[p] = PeakSample.of(in.samples(), base + p * n, n);
      }
      extraction.around(in, row, peaks, width, shift, out);
    }
  }
}
