package __PACKAGE__;

import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.Plugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Takes the low gain of pixels whose high gain has a sample above a limit. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "__NAME__", summary = "Low gain above a limit of the high gain")
@Designate(ocd = __CLASS__.Config.class, factory = true)
public final class __CLASS__ implements GainSelector {
  /** Options. */
  @ObjectClassDefinition(name = "__NAME__")
  public @interface Config {
    /** Largest count of the high gain that is trusted. */
    @AttributeDefinition(
        name = "Limit",
        description = "Largest count of the high gain that is trusted",
        min = "0",
        max = "65535")
    int limitAdc() default 4000;
  }

  private final int limit;

  /** Creates the selector. */
  @Activate
  public __CLASS__(Config config) {
    limit = config.limitAdc();
  }

  @Override
  public int select(WaveformBatch waveforms, int row) {
    int samples = waveforms.samplesPerPixel();
    int marked = 0;
    for (int p = 0; p < waveforms.pixels(); p++) {
      int from = waveforms.base(row) + p * samples;
      int largest = 0;
      for (int s = from; s < from + samples; s++) {
        largest = Math.max(largest, waveforms.adc()[s] & 0xFFFF);
      }
      if (largest > limit) {
        waveforms.gain()[waveforms.pixelBase(row) + p] = 1;
        marked++;
      }
    }
    return marked;
  }
}
