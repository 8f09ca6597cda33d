package io.bluewake.calibration.camera;

import io.bluewake.math.waveform.UsablePixels;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.CameraCalibrator;
import io.bluewake.spi.Plugin;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Applies the {@link CameraConstants} of each image.
 *
 * <p>Where monitoring data have coefficients for the telescope and time of an event, these replace
 * the remaining pedestal, factor and time shift of the file. Pixels that are unusable by the file
 * stay so, those that are outliers in the monitoring data become so.
 *
 * <p>Before extraction: {@code samples = (adc - pedestal) * gain * scale + shift}, in float; the
 * pedestal offset is subtracted; if asked for, waveforms are shifted by whole samples towards the
 * mean time of the camera. After extraction: what remains of the time shift is subtracted from the
 * peak times, charges are multiplied with the factor, and the pixels that are unusable in the first
 * gain channel are marked, as in ctapipe. Images of a single sample have no time to correct.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "camera", summary = "Pedestals, gains, factors and time shifts of each camera")
@Designate(ocd = CameraConstantsCalibrator.Config.class, factory = true)
public final class CameraConstantsCalibrator implements CameraCalibrator {
  /** Options. */
  @ObjectClassDefinition(
      name = "Camera calibration",
      description = "Pedestals, gains, factors and time shifts of each camera")
  public @interface Config {
    /** Factor on all gains. */
    @AttributeDefinition(
        name = "Scale",
        description = "Factor on the gain of all pixels",
        min = "0")
    double scale() default 1;

    /** Added to every sample, p.e. */
    @AttributeDefinition(
        name = "Shift",
        description = "Added to every sample, p.e.",
        min = "-1000000",
        max = "1000000")
    double shiftPe() default 0;

    /** Whether raw counts are left as they are. */
    @AttributeDefinition(
        name = "Counts",
        description =
            "Leave raw counts as they are, without the pedestals and gains of the file, for"
                + " coefficients that were made of counts")
    boolean counts() default false;

    /** Whether monitoring data replace the coefficients of the file. */
    @AttributeDefinition(
        name = "Monitoring",
        description =
            "use: coefficients of monitoring data replace those of the file; ignore: only those of"
                + " the file; require: fail where monitoring has none that hold",
        options = {
          @Option(label = "use", value = "use"),
          @Option(label = "ignore", value = "ignore"),
          @Option(label = "require", value = "require")
        })
    String monitoring() default "use";

    /** Whether waveforms are shifted by whole samples before extraction. */
    @AttributeDefinition(
        name = "Apply waveform time shift",
        description = "Shift waveforms by whole samples, so that pixels are in time")
    boolean applyWaveformTimeShift() default false;

    /** Whether peak times are corrected by what remains of the time shift. */
    @AttributeDefinition(
        name = "Apply peak time shift",
        description = "Subtract what remains of the time shift from peak times")
    boolean applyPeakTimeShift() default true;
  }

  private final float scale;
  private final float shiftPe;
  private final boolean counts;
  private final MonitoredConstants monitored;
  private final boolean shiftWaveforms;
  private final boolean shiftTimes;
  private final UsablePixels usable = new UsablePixels();
  private byte[] highGain = new byte[0];
  private float[] pedestal = new float[0];
  private float[] gain = new float[0];
  private double[] shiftSamples = new double[0];
  private float[] wave = new float[0];

  /** Creates a calibrator. */
  @Activate
  public CameraConstantsCalibrator(Config config) {
    scale = (float) config.scale();
    shiftPe = (float) config.shiftPe();
    counts = config.counts();
    monitored = new MonitoredConstants(config.monitoring());
    shiftWaveforms = config.applyWaveformTimeShift();
    shiftTimes = config.applyPeakTimeShift();
  }

  @Override
  public void calibrateWaveforms(WaveformBatch waveforms, boolean raw) {
    size(waveforms);
    for (int row = 0; row < waveforms.rows(); row++) {
      CameraConstants constants = monitored.replace(waveforms, row, raw);
      if (raw) {
        toPhotoelectrons(waveforms, row, constants);
      }
      if (constants.pedestalOffset().length > 0) {
        float[] offset = select(constants.pedestalOffset(), waveforms, row, pedestal);
        Samples.subtract(
            waveforms.samples(), waveforms.base(row), waveforms.samplesPerPixel(), offset);
      }
      if (shiftWaveforms && constants.timeShift().length > 0 && waveforms.samplesPerPixel() > 1) {
        timeShifts(waveforms, row, constants);
        Samples.shift(
            waveforms.samples(),
            waveforms.base(row),
            waveforms.samplesPerPixel(),
            shiftSamples,
            wave);
      }
    }
  }

  private void toPhotoelectrons(WaveformBatch waveforms, int row, CameraConstants constants) {
    float[] pedestals = pedestal;
    if (constants.pedestal().length > 0 && !counts) {
      pedestals = select(constants.pedestal(), waveforms, row, pedestal);
    } else {
      Arrays.fill(pedestal, 0f);
    }
    float[] gains = gain;
    if (constants.gain().length > 0 && !counts) {
      gains = select(constants.gain(), waveforms, row, gain);
    } else {
      Arrays.fill(gain, 1f);
    }
    if (scale != 1) {
      for (int p = 0; p < gain.length; p++) {
        gain[p] = gains[p] * scale;
      }
      gains = gain;
    }
    if (waveforms.hasSums()) {
      Samples.fromSums(
          waveforms.sums(), waveforms.samples(), waveforms.base(row), pedestals, gains, shiftPe);
      return;
    }
    Samples.fromCounts(
        waveforms.adc(),
        waveforms.samples(),
        waveforms.base(row),
        waveforms.samplesPerPixel(),
        pedestals,
        gains,
        shiftPe);
  }

  @Override
  public void calibrateImages(WaveformBatch waveforms, ImageBatch images, int chargeExponent) {
    size(waveforms);
    boolean timed = shiftTimes && images.hasPeakTime() && waveforms.samplesPerPixel() > 1;
    int pixels = waveforms.pixels();
    for (int row = 0; row < images.rows(); row++) {
      CameraConstants constants = waveforms.constants(row);
      int base = images.base(row);
      if (timed && constants.timeShift().length > 0) {
        correctTimes(waveforms, row, constants, images.peakTime(), base);
      }
      if (constants.factor().length > 0) {
        float[] factor = select(constants.factor(), waveforms, row, gain);
        for (int e = 0; e < chargeExponent; e++) {
          for (int p = 0; p < pixels; p++) {
            images.charge()[base + p] *= factor[p];
          }
        }
      }
      boolean[] broken = usable.brokenInFirstGain(waveforms, row);
      for (int p = 0; p < broken.length; p++) {
        if (broken[p]) {
          images.unusable().set(row, p);
        }
      }
    }
  }

  private void correctTimes(
      WaveformBatch waveforms, int row, CameraConstants constants, float[] time, int base) {
    if (!shiftWaveforms) {
      Samples.subtract(time, base, select(constants.timeShift(), waveforms, row, pedestal));
      return;
    }
    timeShifts(waveforms, row, constants);
    double rate = waveforms.camera().readout().samplingRateGHz();
    double mean = Samples.mean(shiftSamples);
    for (int p = 0; p < shiftSamples.length; p++) {
      double remaining = shiftSamples[p] - Math.rint(shiftSamples[p] - mean);
      time[base + p] = (float) (time[base + p] - remaining / rate);
    }
  }

  /** Time shifts of the selected gains in samples. */
  private void timeShifts(WaveformBatch waveforms, int row, CameraConstants constants) {
    float[] shiftNs = select(constants.timeShift(), waveforms, row, pedestal);
    double rate = waveforms.camera().readout().samplingRateGHz();
    for (int p = 0; p < shiftSamples.length; p++) {
      shiftSamples[p] = shiftNs[p] * rate;
    }
  }

  /**
   * The values of the selected channels: those of the first one as they are where no pixel has
   * another, which is nearly always so, else a copy.
   */
  private float[] select(float[][] values, WaveformBatch waveforms, int row, float[] copy) {
    byte[] channel = waveforms.gain();
    int base = waveforms.pixelBase(row);
    int pixels = highGain.length;
    int low = Arrays.mismatch(channel, base, base + pixels, highGain, 0, pixels);
    if (low < 0 || values.length < 2) {
      return values[0];
    }
    System.arraycopy(values[0], 0, copy, 0, pixels);
    for (int p = low; p < pixels; p++) {
      if (channel[base + p] != 0) { // rare: pixels that are very bright
        copy[p] = values[1][p];
      }
    }
    return copy;
  }

  private void size(WaveformBatch waveforms) {
    int pixels = waveforms.pixels();
    if (pedestal.length != pixels) {
      highGain = new byte[pixels];
      pedestal = new float[pixels];
      gain = new float[pixels];
      shiftSamples = new double[pixels];
    }
    if (wave.length < waveforms.samplesPerPixel()) {
      wave = new float[waveforms.samplesPerPixel()];
    }
  }
}
