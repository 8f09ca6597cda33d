package io.bluewake.extract.windows;

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

/** Sums the samples from {@code peakIndex - windowShift}, the same for all pixels. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "fixed-window-sum", summary = "Sum in the same window for all pixels")
@Designate(ocd = FixedWindowSum.Config.class, factory = true)
public final class FixedWindowSum implements ImageExtractor {
  /** Options. */
  @ObjectClassDefinition(
      name = "Sum in a fixed window",
      description = "Sum in the same window for all pixels")
  public @interface Config {
    /** Sample of the peak. */
    @AttributeDefinition(name = "Peak index", description = "Sample of the peak, from 0", min = "0")
    int peakIndex() default 0;

    /** Samples of the window. */
    @AttributeDefinition(name = "Window width", description = "Samples of the window", min = "1")
    int windowWidth() default 7;

    /** Samples of the window before the peak. */
    @AttributeDefinition(
        name = "Window shift",
        description = "Samples of the window before the peak",
        min = "-1000",
        max = "1000")
    int windowShift() default 0;

    /** Whether to make up for the part of the pulse outside of the window. */
    @AttributeDefinition(
        name = "Apply integration correction",
        description = "Make up for the part of the reference pulse outside of the window")
    boolean applyIntegrationCorrection() default true;
  }

  private final int peak;
  private final int width;
  private final int shift;
  private final PulseExtraction extraction;

  /** Creates an extractor. */
  @Activate
  public FixedWindowSum(Config config) {
    peak = config.peakIndex();
    width = config.windowWidth();
    shift = config.windowShift();
    extraction =
        config.applyIntegrationCorrection()
            ? PulseExtraction.corrected(width, shift)
            : PulseExtraction.plain();
  }

  @Override
  public void extract(WaveformBatch in, ImageBatch out) {
    for (int row = 0; row < in.rows(); row++) {
      extraction.around(in, row, peak, width, shift, out);
    }
  }
}
