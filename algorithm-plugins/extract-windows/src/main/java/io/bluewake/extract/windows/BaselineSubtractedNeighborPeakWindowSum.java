package io.bluewake.extract.windows;

import io.bluewake.math.waveform.FloatSum;
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

/**
 * As {@link NeighborPeakWindowSum}, after subtracting from each waveform the mean of its samples
 * from {@code baselineStart} to before {@code baselineEnd}.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(
    name = "baseline-subtracted-neighbor-peak-window-sum",
    summary = "As neighbor-peak-window-sum, with the baseline subtracted first")
@Designate(ocd = BaselineSubtractedNeighborPeakWindowSum.Config.class, factory = true)
public final class BaselineSubtractedNeighborPeakWindowSum implements ImageExtractor {
  /** Options. */
  @ObjectClassDefinition(
      name = "Sum above the baseline around the peak of the neighbours",
      description = "As neighbor-peak-window-sum, with the baseline subtracted first")
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

    /** First sample of the baseline. */
    @AttributeDefinition(
        name = "Baseline start",
        description = "First sample of the baseline",
        min = "0")
    int baselineStart() default 0;

    /** Sample after the last one of the baseline. */
    @AttributeDefinition(
        name = "Baseline end",
        description = "Sample after the last one of the baseline",
        min = "1")
    int baselineEnd() default 10;
  }

  private final int localWeight;
  private final int width;
  private final int shift;
  private final int baselineStart;
  private final int baselineEnd;
  private final PulseExtraction extraction;
  private final UsablePixels usable = new UsablePixels();
  private Camera camera;
  private NeighborPeaks finder;
  private int[] peaks = new int[0];
  private float[] above = new float[0];

  /**
   * Creates an extractor.
   *
   * @throws IllegalArgumentException if there are no samples for the baseline
   */
  @Activate
  public BaselineSubtractedNeighborPeakWindowSum(Config config) {
    localWeight = config.localWeight();
    baselineStart = config.baselineStart();
    baselineEnd = config.baselineEnd();
    if (baselineEnd <= baselineStart) {
      throw new IllegalArgumentException(
          "baselineEnd " + baselineEnd + " is not after baselineStart " + baselineStart);
    }
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
    int n = in.samplesPerPixel();
    if (above.length != in.pixels() * n) {
      above = new float[in.pixels() * n];
    }
    int start = Math.min(baselineStart, n);
    int end = Math.min(baselineEnd, n);
    for (int row = 0; row < in.rows(); row++) {
      subtractBaselines(in.samples(), in.base(row), n, start, end, above);
      boolean[] broken = usable.brokenInSelectedGain(in, row);
      finder.find(above, 0, n, broken, peaks);
      extraction.around(in, above, 0, row, peaks, width, shift, out);
    }
  }

  private static void subtractBaselines(
      float[] w, int base, int n, int start, int end, float[] above) {
    for (int to = 0, from = base; to < above.length; to += n, from += n) {
      float sum = FloatSum.pairwise(w, from + start, Math.max(0, end - start));
      float baseline = (float) ((double) sum / (end - start));
      for (int i = 0; i < n; i++) {
        above[to + i] = w[from + i] - baseline;
      }
    }
  }
}
