package io.bluewake.extract.windows;

import io.bluewake.math.waveform.PulseWindow;
import io.bluewake.math.waveform.WindowCorrection;
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

/** Sums the {@code windowWidth} consecutive samples with the largest sum, for each pixel. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(
    name = "sliding-window-max-sum",
    summary = "Largest sum of consecutive samples of each pixel")
@Designate(ocd = SlidingWindowMaxSum.Config.class, factory = true)
public final class SlidingWindowMaxSum implements ImageExtractor {
  /** Options. */
  @ObjectClassDefinition(
      name = "Largest sum of a sliding window",
      description = "Largest sum of consecutive samples of each pixel")
  public @interface Config {
    /** Samples of the window. */
    @AttributeDefinition(name = "Window width", description = "Samples of the window", min = "1")
    int windowWidth() default 7;

    /** Whether to make up for the part of the pulse outside of the window. */
    @AttributeDefinition(
        name = "Apply integration correction",
        description = "Make up for the part of the reference pulse outside of the window")
    boolean applyIntegrationCorrection() default true;
  }

  private final int width;
  private final boolean correct;
  private Camera camera;
  private double[] correction = new double[0];
  private double[] cumulative = new double[0];

  /** Creates an extractor. */
  @Activate
  public SlidingWindowMaxSum(Config config) {
    width = config.windowWidth();
    correct = config.applyIntegrationCorrection();
  }

  @Override
  public void extract(WaveformBatch in, ImageBatch out) {
    if (camera != in.camera()) {
      camera = in.camera();
      correction = WindowCorrection.largestSum(camera.readout(), width);
    }
    int n = in.samplesPerPixel();
    if (cumulative.length != n + 1) {
      cumulative = new double[n + 1];
    }
    double rate = camera.readout().samplingRateGHz();
    float[] w = in.samples();
    byte[] gain = in.gain();
    for (int row = 0; row < in.rows(); row++) {
      int from = in.base(row);
      int pixel = out.base(row);
      for (int end = pixel + in.pixels(); pixel < end; pixel++, from += n) {
        double factor = correct ? correction[gain[pixel]] : 1;
        PulseWindow.largestSum(
            w, from, n, width, rate, factor, cumulative, out.charge(), out.peakTime(), pixel);
      }
    }
  }
}
