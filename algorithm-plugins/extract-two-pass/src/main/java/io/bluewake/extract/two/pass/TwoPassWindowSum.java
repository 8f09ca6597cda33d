package io.bluewake.extract.two.pass;

import io.bluewake.math.waveform.PulseWindow;
import io.bluewake.math.waveform.UsablePixels;
import io.bluewake.math.waveform.WindowCorrection;
import io.bluewake.model.Camera;
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
 * Integrates waveforms twice, the second time where the shower should be (Holder et al.,
 * Astroparticle Physics 25, 2006; as in CTA-MARS).
 *
 * <p>First pass: the three consecutive samples with the largest sum are extended by one on either
 * side. The image is cleaned, a line is fitted to the times along the axis of its brightest island.
 * Second pass: all pixels but the cores of that island are integrated again, over five samples at
 * the time that the line predicts, or over the first or last five. An image whose brightest island
 * has less than three pixels, or no line, keeps the first pass and is not valid.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "two-pass-window-sum", summary = "Second integration where the shower should be")
@Designate(ocd = TwoPassWindowSum.Config.class, factory = true)
public final class TwoPassWindowSum implements ImageExtractor {
  /** Options. */
  @ObjectClassDefinition(
      name = "Sum in two passes",
      description = "Second integration where the shower should be")
  public @interface Config {
    /** Charge of core pixels, p.e.; 0: 4 for SST, 8 for MST, else 6. */
    @AttributeDefinition(
        name = "Core threshold",
        description = "Charge of core pixels, p.e.; 0 stands for 4 (SST), 8 (MST) or 6 (others)",
        min = "0")
    double coreThresholdPe() default 0;

    /** Whether to stop after the first pass. */
    @AttributeDefinition(name = "Disable second pass", description = "Stop after the first pass")
    boolean disableSecondPass() default false;

    /** Whether to make up for the part of the pulse outside of the window. */
    @AttributeDefinition(
        name = "Apply integration correction",
        description = "Make up for the part of the reference pulse outside of the window")
    boolean applyIntegrationCorrection() default true;

    /** Whether broken pixels get the mean of their neighbours before cleaning. */
    @AttributeDefinition(
        name = "Interpolate invalid pixels",
        description = "Give unusable pixels the mean of their neighbours after the first pass")
    boolean interpolateInvalidPixels() default true;
  }

  private static final int WIDTH = 5;
  private static final int SHIFT = 2;
  private static final int LATE_WIDTH = 6;
  private static final int LATE_SHIFT = 4;

  private final double configuredThreshold;
  private final boolean onePass;
  private final boolean correct;
  private final boolean interpolate;
  private final UsablePixels usable = new UsablePixels();
  private Camera camera;
  private double[] correction = new double[0];
  private double[] earlyCorrection = new double[0];
  private double[] lateCorrection = new double[0];
  private ShowerLine line;

  /** Creates an extractor. */
  @Activate
  public TwoPassWindowSum(Config config) {
    configuredThreshold = config.coreThresholdPe();
    onePass = config.disableSecondPass();
    correct = config.applyIntegrationCorrection();
    interpolate = config.interpolateInvalidPixels();
  }

  @Override
  public void extract(WaveformBatch in, ImageBatch out) {
    if (camera != in.camera()) {
      prepare(in.camera());
    }
    for (int row = 0; row < in.rows(); row++) {
      firstPass(in, row, out);
      if (!onePass) {
        boolean[] broken = usable.brokenInFirstGain(in, row);
        if (interpolate && broken.length > 0) {
          line.interpolate(out, row, broken);
        }
        out.valid()[row] = line.fit(out, row);
        if (out.valid()[row]) {
          secondPass(in, row, out);
        }
      }
    }
  }

  private void prepare(Camera newCamera) {
    camera = newCamera;
    correction = corrections(WIDTH, SHIFT);
    earlyCorrection = corrections(WIDTH, 0);
    lateCorrection = corrections(LATE_WIDTH, LATE_SHIFT);
    line = new ShowerLine(camera, threshold(camera.optics().size()));
  }

  private double threshold(String size) {
    if (configuredThreshold > 0) {
      return configuredThreshold;
    }
    return switch (size) {
      case "SST" -> 4;
      case "MST" -> 8;
      default -> 6;
    };
  }

  private double[] corrections(int width, int shift) {
    double[] factors = WindowCorrection.aroundPeak(camera.readout(), width, shift);
    if (!correct) {
      Arrays.fill(factors, 1);
    }
    return factors;
  }

  private void firstPass(WaveformBatch in, int row, ImageBatch out) {
    float[] w = in.samples();
    int n = in.samplesPerPixel();
    double rate = camera.readout().samplingRateGHz();
    int from = in.base(row);
    int pixel = out.base(row);
    for (int end = pixel + in.pixels(); pixel < end; pixel++, from += n) {
      double factor = correction[in.gain()[pixel]];
      PulseWindow.aroundPeak(
          w,
          from,
          n,
          threeLargest(w, from, n),
          WIDTH,
          SHIFT,
          rate,
          factor,
          out.charge(),
          out.peakTime(),
          pixel);
    }
  }

  /** Middle of the three samples with the largest sum, not nearer than 2 to either end. */
  private static int threeLargest(float[] w, int from, int n) {
    if (n < WIDTH) {
      return Math.min(SHIFT, n - 1);
    }
    int best = SHIFT;
    float most = three(w, from + SHIFT);
    for (int i = SHIFT + 1; i < n - SHIFT && !Float.isNaN(most); i++) {
      float sum = three(w, from + i);
      if (!(sum <= most)) {
        most = sum;
        best = i;
      }
    }
    return best;
  }

  private static float three(float[] w, int i) {
    return (float) (w[i] + ((double) w[i - 1] + w[i + 1]));
  }

  private void secondPass(WaveformBatch in, int row, ImageBatch out) {
    double rate = camera.readout().samplingRateGHz();
    int first = out.base(row);
    for (int p = 0; p < in.pixels(); p++) {
      if (!line.isCore(p)) {
        again(
            in,
            in.base(row) + p * in.samplesPerPixel(),
            Math.rint(line.time(p) * rate),
            first + p,
            out);
      }
    }
  }

  private void again(WaveformBatch in, int from, double predicted, int pixel, ImageBatch out) {
    int n = in.samplesPerPixel();
    int peak = (int) predicted;
    int width = WIDTH;
    int shift = SHIFT;
    double[] factors = correction;
    if (predicted - SHIFT < 0) {
      shift = 0;
      factors = earlyCorrection;
    }
    if (predicted - SHIFT + WIDTH > n - 1) {
      width = LATE_WIDTH;
      shift = LATE_SHIFT;
      factors = lateCorrection;
    }
    if (peak < SHIFT) {
      peak = 0;
    }
    if (peak > n - 1 - SHIFT) {
      peak = n - 1;
    }
    PulseWindow.aroundPeak(
        in.samples(),
        from,
        n,
        peak,
        width,
        shift,
        camera.readout().samplingRateGHz(),
        factors[in.gain()[pixel]],
        out.charge(),
        out.peakTime(),
        pixel);
  }
}
