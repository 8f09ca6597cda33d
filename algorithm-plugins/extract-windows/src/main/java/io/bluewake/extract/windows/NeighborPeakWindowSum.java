package io.bluewake.extract.windows;

import io.bluewake.math.waveform.NeighborPeaks;
import io.bluewake.math.waveform.UsablePixels;
import io.bluewake.model.Camera;
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

/** Sums the samples around the peak of the summed waveforms of each pixel's usable neighbours. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(
    name = "neighbor-peak-window-sum",
    summary = "Sum around the peak of the summed waveforms of the neighbours")
@Designate(ocd = NeighborPeakWindowSum.Config.class, factory = true)
public final class NeighborPeakWindowSum implements ImageExtractor {
  /** Options. */
  @ObjectClassDefinition(
      name = "Sum around the peak of the neighbours",
      description = "Sum around the peak of the summed waveforms of the neighbours")
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

    /** Weight of the pixel itself among its neighbours. */
    @AttributeDefinition(
        name = "Local weight",
        description = "Weight of the pixel itself in the sum of its neighbours, 0 for none",
        min = "0")
    int localWeight() default 0;

    /** Whether to make up for the part of the pulse outside of the window. */
    @AttributeDefinition(
        name = "Apply integration correction",
        description = "Make up for the part of the reference pulse outside of the window")
    boolean applyIntegrationCorrection() default true;
  }

  private final int localWeight;
  private final int width;
  private final int shift;
  private final PulseExtraction extraction;
  private final UsablePixels usable = new UsablePixels();
  private Camera camera;
  private NeighborPeaks finder;
  private int[] peaks = new int[0];

  /** Creates an extractor. */
  @Activate
  public NeighborPeakWindowSum(Config config) {
    localWeight = config.localWeight();
    width = config.windowWidth();
    shift = config.windowShift();
    extraction =
        config.applyIntegrationCorrection()
            ? PulseExtraction.corrected(width, shift)
            : PulseExtraction.plain();
  }

  @Override
  public void extract(WaveformBatch in, ImageBatch out) {
    if (camera != in.camera()) {
      camera = in.camera();
      finder = new NeighborPeaks(camera.neighbors(), localWeight);
      peaks = new int[camera.pixels()];
    }
    for (int row = 0; row < in.rows(); row++) {
      boolean[] broken = usable.brokenInSelectedGain(in, row);
      finder.find(in.samples(), in.base(row), in.samplesPerPixel(), broken, peaks);
      extraction.around(in, row, peaks, width, shift, out);
    }
  }
}
