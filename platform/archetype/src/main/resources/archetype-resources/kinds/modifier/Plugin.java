package __PACKAGE__;

import io.bluewake.math.random.CounterRandom;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
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
 * Adds Gaussian noise to simulated images. The numbers follow from seed, observation, event and
 * telescope, so that they do not depend on batches and threads.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "__NAME__", summary = "Adds Gaussian noise to images")
@Designate(ocd = __CLASS__.Config.class, factory = true)
public final class __CLASS__ implements SimulationModifier {
  /** Options. */
  @ObjectClassDefinition(name = "__NAME__")
  public @interface Config {
    /** Standard deviation of the noise. */
    @AttributeDefinition(
        name = "Noise",
        description = "Standard deviation of the noise in a pixel, p.e.",
        min = "0")
    double noisePe() default 1;

    /** Seed of the random numbers. */
    @AttributeDefinition(name = "Seed", description = "Seed of the random numbers", min = "0")
    long seed() default 1;
  }

  private final double noise;
  private final long seed;
  private final CounterRandom random = new CounterRandom();

  /** Creates the modifier. */
  @Activate
  public __CLASS__(Config config) {
    noise = config.noisePe();
    seed = config.seed();
  }

  @Override
  public void modifyImages(EventBatch batch, CameraBatch camera) {
    ImageBatch images = camera.images();
    for (int row = 0; row < camera.rows(); row++) {
      int tableRow = camera.tableRows()[row];
      int event = batch.eventOfRow()[tableRow];
      int telescope = batch.subarray().telescope(batch.telescope()[tableRow]).id();
      random.start(seed, batch.obsId()[event], batch.eventId()[event], telescope);
      for (int i = images.base(row); i < images.base(row) + images.pixels(); i++) {
        images.charge()[i] += (float) (noise * random.nextGaussian());
      }
    }
  }
}
