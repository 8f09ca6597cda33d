package io.bluewake.modify.nsb;

import io.bluewake.math.noise.SampledPulse;
import io.bluewake.math.noise.SinglePhotoelectron;
import io.bluewake.math.random.CounterRandom;
import io.bluewake.model.Camera;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.EventBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.SimulationModifier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Adds photo-electrons of the night sky to simulated waveforms: at random times, with random
 * charges, in the shape of the camera's reference pulse. Their expected mean is subtracted, as an
 * AC coupled input does, so that charges get no bias.
 *
 * <p>Which photo-electrons a pixel gets follows from seed, observation, event, telescope and pixel
 * alone, whichever gain was selected. Waveforms of a single sample stay as they are.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "night-sky", summary = "Adds photo-electrons of the night sky to waveforms")
@Designate(ocd = NightSkyModifier.Config.class, factory = true)
public final class NightSkyModifier implements SimulationModifier {
  /** Options. */
  @ObjectClassDefinition(
      name = "Night sky",
      description = "Adds photo-electrons of the night sky to simulated waveforms")
  public @interface Config {
    /** Where the added rate comes from. */
    @AttributeDefinition(
        name = "Match",
        description =
            "rate: the same rate for all pixels; pedestal-variance: the rate that raises the"
                + " simulated variance of each pixel to that of the monitoring data",
        options = {@Option("rate"), @Option("pedestal-variance")})
    String match() default "rate";

    /** Added photo-electrons per pixel and ns. */
    @AttributeDefinition(
        name = "Rate",
        description = "Added photo-electrons per pixel and ns, when the rate is given",
        min = "0",
        max = "1000")
    double rateGHz() default 0.1;

    /** Variance that the simulation has already. */
    @AttributeDefinition(
        name = "Simulated variance",
        description =
            "Variance over the samples of a simulated pedestal waveform, p.e.², before anything"
                + " is added; for matching",
        min = "0")
    double simulatedVariancePe2() default 0;

    /** Which part of the observation an event is to resemble. */
    @AttributeDefinition(
        name = "Chunk",
        description =
            "Which part of the observation an event resembles, for matching: random, a chunk of"
                + " the monitoring data drawn for each event; mean, the mean of all chunks",
        options = {@Option("random"), @Option("mean")})
    String chunk() default "random";

    /** Spread of the charge of a photo-electron. */
    @AttributeDefinition(
        name = "Spread",
        description = "Standard deviation of the charge of a photo-electron, p.e.",
        min = "0",
        max = "2")
    double spreadPe() default 0.4;

    /** Probability of an afterpulse. */
    @AttributeDefinition(
        name = "Afterpulses",
        description = "Probability that a photo-electron is a large afterpulse",
        min = "0",
        max = "0.1")
    double afterpulses() default 0;

    /** Smallest charge of an afterpulse. */
    @AttributeDefinition(
        name = "Afterpulse threshold",
        description = "Smallest charge of an afterpulse, p.e.",
        min = "0")
    double afterpulseFromPe() default 4;

    /** Mean charge of an afterpulse above the smallest one. */
    @AttributeDefinition(
        name = "Afterpulse scale",
        description = "Mean charge of an afterpulse above that, p.e.",
        min = "0")
    double afterpulseScalePe() default 5;

    /** Seed of the random numbers. */
    @AttributeDefinition(name = "Seed", description = "Seed of the random numbers", min = "0")
    long seed() default 1;
  }

  private final boolean matches;
  private final double rateGHz;
  private final TargetRates targets;
  private final long seed;
  private final SinglePhotoelectron charges;
  private final CounterRandom random = new CounterRandom();
  private Camera camera;
  private SampledPulse[] pulses = new SampledPulse[0];
  private double[] rates = new double[0];

  /** Creates the plug-in. */
  @Activate
  public NightSkyModifier(Config config) {
    matches = config.match().equals("pedestal-variance");
    rateGHz = config.rateGHz();
    targets = new TargetRates(config.simulatedVariancePe2(), config.chunk().equals("mean"));
    seed = config.seed();
    charges =
        new SinglePhotoelectron(
            config.spreadPe(),
            config.afterpulses(),
            config.afterpulseFromPe(),
            config.afterpulseScalePe());
  }

  @Override
  public void modifyWaveforms(EventBatch batch, CameraBatch group) {
    WaveformBatch waveforms = group.waveforms();
    if (waveforms.samplesPerPixel() < 2) {
      return;
    }
    if (camera != waveforms.camera()) {
      prepare(waveforms.camera());
    }
    for (int row = 0; row < group.rows(); row++) {
      int tableRow = group.tableRows()[row];
      int event = batch.eventOfRow()[tableRow];
      int telescope = batch.subarray().telescope(batch.telescope()[tableRow]).id();
      random.start(seed, batch.obsId()[event], batch.eventId()[event], telescope);
      long stream = random.nextLong();
      if (matches) {
        targets.find(waveforms, row, pulses[0], charges, random.nextLong(), rates);
      }
      add(waveforms, row, stream);
    }
  }

  private void prepare(Camera next) {
    int channels = Math.max(1, next.readout().channels());
    pulses = new SampledPulse[channels];
    for (int channel = 0; channel < channels; channel++) {
      pulses[channel] = new SampledPulse(next.readout(), channel);
    }
    rates = new double[next.pixels()];
    java.util.Arrays.fill(rates, rateGHz / next.readout().samplingRateGHz());
    camera = next;
  }

  private void add(WaveformBatch waveforms, int row, long stream) {
    float[] samples = waveforms.samples();
    int n = waveforms.samplesPerPixel();
    float[][] factor = waveforms.constants(row).factor();
    for (int p = 0; p < waveforms.pixels(); p++) {
      if (!(rates[p] > 0)) {
        continue;
      }
      int channel = waveforms.gain()[waveforms.pixelBase(row) + p];
      SampledPulse pulse = pulses[Math.min(channel, pulses.length - 1)];
      float scale = perPhotoelectron(factor, channel, p);
      int from = waveforms.base(row) + p * n;
      random.start(stream, p);
      pulse.addRandom(samples, from, n, rates[p], scale, charges, random);
      float mean = (float) (rates[p] * charges.mean() * pulse.area() * scale);
      for (int i = from; i < from + n; i++) {
        samples[i] -= mean;
      }
    }
  }

  /**
   * What a photo-electron is before {@link CameraConstants#factor()} makes photo-electrons of it.
   */
  private static float perPhotoelectron(float[][] factor, int channel, int pixel) {
    if (factor.length == 0) {
      return 1;
    }
    float f = factor[Math.min(channel, factor.length - 1)][pixel];
    return f > 0 ? 1 / f : 1;
  }
}
