package io.bluewake.extract.windows;

import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.Plugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Sums all samples of each waveform. The peak time is the mean time of all samples above zero. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "full-waveform-sum", summary = "Sum of all samples")
@Designate(ocd = FullWaveformSum.Config.class, factory = true)
public final class FullWaveformSum implements ImageExtractor {
  /** No options. */
  @ObjectClassDefinition(name = "Sum of the whole waveform", description = "Sum of all samples")
  public @interface Config {}

  private final PulseExtraction extraction = PulseExtraction.plain();

  /** Creates an extractor. */
  @Activate
  public FullWaveformSum() {}

  @Override
  public void extract(WaveformBatch in, ImageBatch out) {
    for (int row = 0; row < in.rows(); row++) {
      extraction.around(in, row, 0, in.samplesPerPixel(), 0, out);
    }
  }
}
