package __PACKAGE__;

import io.bluewake.model.CameraConstants;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.CameraCalibrator;
import io.bluewake.spi.Plugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Subtracts pedestals, multiplies by gains, and marks the unusable pixels. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "__NAME__", summary = "Pedestals and gains, no further corrections")
@Designate(ocd = __CLASS__.Config.class, factory = true)
public final class __CLASS__ implements CameraCalibrator {
  /** Options. */
  @ObjectClassDefinition(name = "__NAME__")
  public @interface Config {
    /** Factor on all charges. */
    @AttributeDefinition(name = "Scale", description = "Factor on all charges", min = "0")
    double scale() default 1;
  }

  private final float scale;

  /** Creates the calibrator. */
  @Activate
  public __CLASS__(Config config) {
    scale = (float) config.scale();
  }

  @Override
  public void calibrateWaveforms(WaveformBatch waveforms, boolean raw) {
    int samples = waveforms.samplesPerPixel();
    for (int row = 0; row < waveforms.rows() && raw; row++) {
      CameraConstants constants = waveforms.constants(row);
      for (int p = 0; p < waveforms.pixels(); p++) {
        int channel = waveforms.gain()[waveforms.pixelBase(row) + p];
        float pedestal = constants.pedestal()[channel][p];
        float gain = constants.gain()[channel][p];
        int from = waveforms.base(row) + p * samples;
        for (int s = from; s < from + samples; s++) {
          waveforms.samples()[s] = ((waveforms.adc()[s] & 0xFFFF) - pedestal) * gain;
        }
      }
    }
  }

  @Override
  public void calibrateImages(WaveformBatch waveforms, ImageBatch images, int chargeExponent) {
    for (int row = 0; row < images.rows(); row++) {
      CameraConstants constants = waveforms.constants(row);
      for (int p = 0; p < images.pixels(); p++) {
        images.charge()[images.base(row) + p] *= scale;
        if (constants.isUnusable(waveforms.gain()[waveforms.pixelBase(row) + p], p)) {
          images.unusable().set(row, p);
        }
      }
    }
  }
}
