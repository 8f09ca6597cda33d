package io.bluewake.gain.selection;

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

/** Takes the low gain of pixels whose high gain has a sample above a threshold. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "threshold", summary = "Low gain for pixels with a high-gain sample above a limit")
@Designate(ocd = ThresholdGainSelector.Config.class, factory = true)
public final class ThresholdGainSelector implements GainSelector {
  /** Options. */
  @ObjectClassDefinition(
      name = "Gain selection by threshold",
      description = "Low gain for pixels with a high-gain sample above a limit")
  public @interface Config {
    /** Raw counts; a sample above means low gain. */
    @AttributeDefinition(
        name = "Threshold",
        description = "Raw counts of the high gain; a sample above it means low gain",
        min = "0")
    double thresholdAdc() default 4000;
  }

  private final int limit;
  private final long sumLimit;

  /** Creates a selector. */
  @Activate
  public ThresholdGainSelector(Config config) {
    // Counts are whole numbers: above 4000.5 and above 4000 is the same.
    limit = (int) Math.floor(Math.min(config.thresholdAdc(), 0xffff));
    sumLimit = (long) Math.floor(config.thresholdAdc());
  }

  @Override
  public int select(WaveformBatch waveforms, int row) {
    if (waveforms.hasSums()) {
      return selectSums(waveforms, row);
    }
    int n = waveforms.samplesPerPixel();
    int base = waveforms.base(row);
    int first = waveforms.pixelBase(row);
    int pixels = waveforms.pixels();
    byte[] gain = waveforms.gain();
    char[] ceiling = waveforms.ceiling();
    boolean known = waveforms.hasCeiling();
    int low = 0;
    for (int p = 0; p < pixels; p++) {
      // Few pixels come near the threshold, so only their samples are looked at.
      boolean near = !known || ceiling[first + p] > limit;
      int above = near ? anyAbove(waveforms.adc(), base + p * n, n, limit) : 0;
      gain[first + p] = (byte) above;
      low += above;
    }
    return low;
  }

  private int selectSums(WaveformBatch waveforms, int row) {
    int from = waveforms.base(row);
    int pixel = waveforms.pixelBase(row);
    int low = 0;
    for (int p = 0; p < waveforms.pixels(); p++) {
      boolean above = Integer.toUnsignedLong(waveforms.sums()[from + p]) > sumLimit;
      waveforms.gain()[pixel + p] = (byte) (above ? 1 : 0);
      low += above ? 1 : 0;
    }
    return low;
  }

  /** 1 if any unsigned count is above the limit, else 0; without branches. */
  private static int anyAbove(short[] adc, int from, int n, int limit) {
    int sign = 0;
    for (int i = from; i < from + n; i++) {
      sign |= limit - (adc[i] & 0xffff);
    }
    return sign >>> 31;
  }
}
