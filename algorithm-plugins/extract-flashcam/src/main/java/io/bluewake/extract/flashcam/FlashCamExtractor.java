package io.bluewake.extract.flashcam;

import io.bluewake.math.waveform.PeakSample;
import io.bluewake.math.waveform.PulseWindow;
import io.bluewake.math.waveform.UsablePixels;
import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Neighbors;
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
 * Sums deconvolved waveforms around the peak of the neighbours; made for FlashCam (Gadola et al.,
 * JINST 10 C01014, 2015).
 *
 * <p>Waveforms are freed of the exponential tail of their pulses and upsampled. The peak is that of
 * the neighbours' sum, each softly clipped so that afterpulses do not decide. The time is the
 * centroid of the leading edge, the peak of the plain difference of samples. Gain and time lost by
 * this are made up for with what it does to the reference pulse of the first gain channel; unusable
 * are the pixels of that channel, too.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "flashcam", summary = "Sum of deconvolved waveforms and time of the leading edge")
@Designate(ocd = FlashCamExtractor.Config.class, factory = true)
public final class FlashCamExtractor implements ImageExtractor {
  /** Options. */
  @ObjectClassDefinition(
      name = "FlashCam pulse extraction",
      description = "Sum of deconvolved waveforms and time of the leading edge")
  public @interface Config {
    /** Upsampled samples per sample. */
    @AttributeDefinition(
        name = "Upsampling",
        description = "Upsampled samples per sample of the readout",
        min = "1")
    int upsampling() default 4;

    /** Upsampled samples of the window. */
    @AttributeDefinition(
        name = "Window width",
        description = "Upsampled samples of the window",
        min = "1")
    int windowWidth() default 7;

    /** Upsampled samples of the window before the peak. */
    @AttributeDefinition(
        name = "Window shift",
        description = "Upsampled samples of the window before the peak",
        min = "-1000",
        max = "1000")
    int windowShift() default 3;

    /** Weight of the pixel itself among its neighbours. */
    @AttributeDefinition(
        name = "Local weight",
        description = "Weight of the pixel itself in the sum of its neighbours, 0 for none",
        min = "0")
    int localWeight() default 0;

    /** Standard deviation of the arrival times of Cherenkov light, ns. */
    @AttributeDefinition(
        name = "Effective time profile std",
        description = "Standard deviation of the arrival of light assumed for the gain, ns",
        min = "0")
    double effectiveTimeProfileStdNs() default 2.0;

    /** Level of soft clipping of the neighbours, p.e. per sample; 0 for none. */
    @AttributeDefinition(
        name = "Neighbour sum clipping",
        description = "Level of soft clipping of neighbours, p.e. per sample; 0 for no clipping",
        min = "0")
    double neighbourSumClippingPe() default 5.0;

    /** Whether the time is that of the leading edge. */
    @AttributeDefinition(
        name = "Leading edge timing",
        description = "Time of the leading edge instead of the peak")
    boolean leadingEdgeTiming() default true;

    /** Fraction of the peak down to which the leading edge reaches. */
    @AttributeDefinition(
        name = "Leading edge descend limit",
        description = "Fraction of its peak down to which the leading edge reaches",
        min = "0",
        max = "1")
    double leadingEdgeDescendLimit() default 0.05;
  }

  private final PulseModel.Method method;
  private final int localWeight;
  private final double clipping;
  private final UsablePixels usable = new UsablePixels();
  private Camera camera;
  private PulseModel pulse;
  private int length;
  private double[][] shaped = new double[0][];
  private double[][] clipped = new double[0][];
  private double[] wave = new double[0];
  private double[] scratch = new double[0];
  private double[] sum = new double[0];

  /** Creates an extractor. */
  @Activate
  public FlashCamExtractor(Config config) {
    method =
        new PulseModel.Method(
            config.upsampling(),
            config.windowWidth(),
            config.windowShift(),
            config.leadingEdgeTiming(),
            config.leadingEdgeDescendLimit(),
            config.effectiveTimeProfileStdNs());
    localWeight = config.localWeight();
    clipping = config.neighbourSumClippingPe();
  }

  @Override
  public void extract(WaveformBatch in, ImageBatch out) {
    if (camera != in.camera() || length != in.samplesPerPixel() * method.upsampling()) {
      prepare(in);
    }
    for (int row = 0; row < in.rows(); row++) {
      for (int p = 0; p < in.pixels(); p++) {
        load(in, row, p);
        PulseShaping.deconvolve(
            wave, wave.length, method.upsampling(), pulse.pole(), scratch, shaped[p]);
        clip(shaped[p], clipped[p]);
      }
      boolean[] broken = usable.brokenInFirstGain(in, row);
      for (int p = 0; p < in.pixels(); p++) {
        integrate(in, row, p, peak(p, broken), out);
      }
    }
  }

  private void prepare(WaveformBatch in) {
    if (camera != in.camera()) {
      camera = in.camera();
      pulse = PulseModel.of(camera.readout(), method);
    }
    length = in.samplesPerPixel() * method.upsampling();
    shaped = new double[in.pixels()][length];
    clipped = new double[in.pixels()][length];
    wave = new double[in.samplesPerPixel()];
    scratch = new double[length];
    sum = new double[length];
  }

  private void load(WaveformBatch in, int row, int pixel) {
    float[] w = in.samples();
    int from = in.base(row) + pixel * wave.length;
    for (int i = 0; i < wave.length; i++) {
      wave[i] = w[from + i];
    }
  }

  /** Negative samples count as 0, large ones as one unit at most, unless clipping is off. */
  private void clip(double[] from, double[] to) {
    if (clipping == 0 || clipping == Double.POSITIVE_INFINITY) {
      System.arraycopy(from, 0, to, 0, from.length);
      return;
    }
    for (int i = 0; i < from.length; i++) {
      double v = from[i] / clipping;
      to[i] = Math.max(v / (1 + Math.abs(v)), 0);
    }
  }

  private int peak(int pixel, boolean[] broken) {
    Neighbors neighbors = camera.neighbors();
    int[] offsets = neighbors.offsets();
    scale(clipped[pixel], localWeight, sum);
    for (int k = offsets[pixel]; k < offsets[pixel + 1]; k++) {
      int q = neighbors.indices()[k];
      if (broken.length == 0 || !broken[q]) {
        add(clipped[q], sum);
      }
    }
    return PeakSample.of(sum, length);
  }

  private void integrate(WaveformBatch in, int row, int pixel, int peak, ImageBatch out) {
    double rate = camera.readout().samplingRateGHz() * method.upsampling();
    int at = out.base(row) + pixel;
    PulseWindow.aroundPeak(
        shaped[pixel],
        length,
        peak,
        method.width(),
        method.shift(),
        rate,
        out.charge(),
        out.peakTime(),
        at);
    if (method.leadingEdge()) {
      load(in, row, pixel);
      PulseShaping.deconvolve(wave, wave.length, method.upsampling(), 1, scratch, sum);
      double moved = Math.rint(peak - pulse.peakOffset());
      int edge = (int) Math.min(Math.max(moved, 0), length - 1);
      float sample = PulseShaping.centroid(sum, length, edge, method.descendLimit());
      out.peakTime()[at] = (float) (sample / rate);
    }
    if (pulse.gain() != 0) {
      out.charge()[at] = (float) (out.charge()[at] / pulse.gain());
    }
    out.peakTime()[at] = (float) (out.peakTime()[at] - pulse.shiftNs());
  }

  private static void scale(double[] from, double weight, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = from[i] * weight;
    }
  }

  private static void add(double[] from, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }
}
