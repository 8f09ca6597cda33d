package io.bluewake.invalid.pixels;

import io.bluewake.model.ImageBatch;
import io.bluewake.model.Neighbors;
import io.bluewake.model.PixelMask;
import io.bluewake.spi.InvalidPixelHandler;
import io.bluewake.spi.Plugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Gives unusable pixels the mean charge and the mean peak time of their usable neighbours, or 0 if
 * there are none. The mean time is not weighted with the charge.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "neighbor-average", summary = "Mean of the usable neighbours for unusable pixels")
@Designate(ocd = NeighborAverage.Config.class, factory = true)
public final class NeighborAverage implements InvalidPixelHandler {
  /** No options. */
  @ObjectClassDefinition(
      name = "Mean of the neighbours for unusable pixels",
      description = "Mean of the usable neighbours for unusable pixels")
  public @interface Config {}

  /** Creates a handler. */
  @Activate
  public NeighborAverage() {}

  @Override
  public void handle(ImageBatch images) {
    PixelMask unusable = images.unusable();
    for (int row = 0; row < images.rows(); row++) {
      int word = unusable.wordBase(row);
      for (int w = 0; w < unusable.wordsPerRow(); w++) {
        for (long bits = unusable.words()[word + w]; bits != 0; bits &= bits - 1) {
          average(images, row, (w << 6) + Long.numberOfTrailingZeros(bits));
        }
      }
    }
  }

  private static void average(ImageBatch images, int row, int pixel) {
    Neighbors neighbors = images.camera().neighbors();
    PixelMask unusable = images.unusable();
    int base = images.base(row);
    float charge = 0;
    float time = 0;
    int count = 0;
    for (int k = neighbors.offsets()[pixel]; k < neighbors.offsets()[pixel + 1]; k++) {
      int q = neighbors.indices()[k];
      if (!unusable.get(row, q)) {
        charge += images.charge()[base + q];
        time += images.hasPeakTime() ? images.peakTime()[base + q] : 0;
        count++;
      }
    }
    images.charge()[base + pixel] = count > 0 ? charge / count : 0;
    if (images.hasPeakTime()) {
      images.peakTime()[base + pixel] = count > 0 ? time / count : 0;
    }
  }
}
