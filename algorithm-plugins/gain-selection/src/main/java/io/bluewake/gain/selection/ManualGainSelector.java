package io.bluewake.gain.selection;

import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.Plugin;
import java.util.Arrays;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Takes the same gain of all pixels. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "manual", summary = "The same gain channel for all pixels")
@Designate(ocd = ManualGainSelector.Config.class, factory = true)
public final class ManualGainSelector implements GainSelector {
  /** Options. */
  @ObjectClassDefinition(
      name = "Gain selection by hand",
      description = "The same gain channel for all pixels")
  public @interface Config {
    /** {@code high} or {@code low}. */
    @AttributeDefinition(
        name = "Channel",
        description = "Which gain channel to take",
        options = {@Option("high"), @Option("low")})
    String channel() default "high";
  }

  private final byte channel;

  /**
   * Creates a selector.
   *
   * @throws IllegalArgumentException if the channel is neither high nor low
   */
  @Activate
  public ManualGainSelector(Config config) {
    channel =
        switch (config.channel().toLowerCase(Locale.ROOT)) {
          case "high" -> 0;
          case "low" -> 1;
          default ->
              throw new IllegalArgumentException(
                  "channel is high or low, not '" + config.channel() + "'");
        };
  }

  @Override
  public int select(WaveformBatch waveforms, int row) {
    int base = waveforms.pixelBase(row);
    Arrays.fill(waveforms.gain(), base, base + waveforms.pixels(), channel);
    return channel * waveforms.pixels();
  }
}
