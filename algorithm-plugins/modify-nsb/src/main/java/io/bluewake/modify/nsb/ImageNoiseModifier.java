package io.bluewake.modify.nsb;

import io.bluewake.math.random.CounterRandom;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Neighbors;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.SimulationModifier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Changes simulated images so that they resemble observed ones: moves light to neighbours, as a
 * broader point spread does, adds Poisson distributed noise whose mean depends on whether a pixel
 * is bright, and a bias in dim pixels, as extractors that search for the peak have.
 *
 * <p>The distributions are those of ctapipe's {@code ImageModifier}; the random numbers follow from
 * seed, observation, event and telescope. The light that a pixel gives to its neighbours is Poisson
 * distributed around a share of its charge and falls on each of as many neighbours as the best
 * connected pixel has; what falls where there is none is lost.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "image-noise", summary = "Adds noise and point spread to images")
@Designate(ocd = ImageNoiseModifier.Config.class, factory = true)
public final class ImageNoiseModifier implements SimulationModifier {
  /** Options. */
  @ObjectClassDefinition(
      name = "Image noise",
      description = "Adds noise, bias and point spread to simulated images")
  public @interface Config {
    /** Share of the light that moves to the neighbours. */
    @AttributeDefinition(
        name = "Smearing",
        description = "Share of the light of a pixel that moves to its neighbours",
        min = "0",
        max = "1")
    double psfSmearFraction() default 0;

    /** Charge above which a pixel is bright, p.e. */
    @AttributeDefinition(
        name = "Transition charge",
        description = "Charge above which a pixel is bright, p.e.",
        min = "-1000000",
        max = "1000000")
    double transitionPe() default 0;

    /** Added to dim pixels, p.e. */
    @AttributeDefinition(
        name = "Bias",
        description = "Added to the charge of dim pixels, p.e.",
        min = "-1000000",
        max = "1000000")
    double dimBiasPe() default 0;

    /** Mean noise in dim pixels, p.e. */
    @AttributeDefinition(
        name = "Noise in dim pixels",
        description = "Mean of the Poisson distributed noise in dim pixels, p.e.",
        min = "0")
    double dimNoisePe() default 0;

    /** Mean noise in bright pixels, p.e. */
    @AttributeDefinition(
        name = "Noise in bright pixels",
        description = "Mean of the Poisson distributed noise in bright pixels, p.e.",
        min = "0")
    double brightNoisePe() default 0;

    /** Whether the mean noise is subtracted. */
    @AttributeDefinition(
        name = "Subtract mean",
        description = "Whether the mean of the noise is subtracted again")
    boolean subtractMean() default true;

    /** Seed of the random numbers. */
    @AttributeDefinition(name = "Seed", description = "Seed of the random numbers", min = "0")
    long seed() default 1337;
  }

  private final double smear;
  private final double transition;
  private final float bias;
  private final double dim;
  private final double bright;
  private final boolean subtract;
  private final long seed;
  private final CounterRandom random = new CounterRandom();
  private float[] smeared = new float[0];

  /** Creates the plug-in. */
  @Activate
  public ImageNoiseModifier(Config config) {
    smear = config.psfSmearFraction();
    transition = config.transitionPe();
    bias = (float) config.dimBiasPe();
    dim = config.dimNoisePe();
    bright = config.brightNoisePe();
    subtract = config.subtractMean();
    seed = config.seed();
  }

  @Override
  public void modifyImages(EventBatch batch, CameraBatch group) {
    ImageBatch images = group.images();
    for (int row = 0; row < images.rows(); row++) {
      int tableRow = group.tableRows()[row];
      int event = batch.eventOfRow()[tableRow];
      int telescope = batch.subarray().telescope(batch.telescope()[tableRow]).id();
      random.start(seed, batch.obsId()[event], batch.eventId()[event], telescope);
      if (smear > 0) {
        smear(images, row);
      }
      if (dim > 0 || bright > 0) {
        addNoise(images, row);
      }
    }
  }

  private void smear(ImageBatch images, int row) {
    Neighbors neighbors = images.camera().neighbors();
    int pixels = images.pixels();
    if (smeared.length < pixels) {
      smeared = new float[pixels];
    }
    int most = 0;
    for (int p = 0; p < pixels; p++) {
      most = Math.max(most, neighbors.count(p));
    }
    float[] charge = images.charge();
    int base = images.base(row);
    System.arraycopy(charge, base, smeared, 0, pixels);
    for (int p = 0; p < pixels; p++) {
      float q = charge[base + p];
      if (!(q > 0) || most == 0) {
        continue;
      }
      // Parts of a Poisson distributed number that is split at random are Poisson distributed.
      double each = q * smear / most;
      long moved = 0;
      int first = neighbors.offsets()[p];
      for (int k = 0; k < most; k++) {
        long n = random.nextPoisson(each);
        moved += n;
        if (k < neighbors.count(p)) {
          smeared[neighbors.indices()[first + k]] += n;
        }
      }
      smeared[p] -= moved;
    }
    System.arraycopy(smeared, 0, charge, base, pixels);
  }

  private void addNoise(ImageBatch images, int row) {
    float[] charge = images.charge();
    int base = images.base(row);
    for (int i = base; i < base + images.pixels(); i++) {
      boolean isBright = charge[i] > transition;
      double level = isBright ? bright : dim;
      double noise = random.nextPoisson(level) - (subtract ? level : 0);
      charge[i] += (float) (isBright ? noise : noise + bias);
    }
  }
}
