package io.bluewake.cleaning.tailcuts;

import io.bluewake.math.image.Tailcuts;
import io.bluewake.model.PixelMask;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.Plugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * First pass of the MARS cleaning of MAGIC: two-level cleaning, then one more ring of pixels above
 * the boundary threshold; see {@link Tailcuts#cleanTwoRings}. An image without a bright pixel gets
 * an empty mask.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "mars", summary = "Two-level cleaning with a second ring of boundary pixels")
@Designate(ocd = MarsCleaner.Config.class, factory = true)
public final class MarsCleaner extends TwoLevelCleaner implements ImageCleaner {
  /** Options. */
  @ObjectClassDefinition(name = "MARS", description = "Two-level cleaning with a second ring")
  public @interface Config {
    /** Charge from which on a pixel may be in the picture, p.e. */
    @AttributeDefinition(
        name = "Picture threshold",
        description = "Charge from which on a pixel may be in the picture, p.e.",
        min = "0")
    double picturePe() default 10;

    /** Charge from which on a pixel in the two rings around the picture is kept, p.e. */
    @AttributeDefinition(
        name = "Boundary threshold",
        description = "Charge from which on a pixel in the rings around the picture is kept, p.e.",
        min = "0")
    double boundaryPe() default 5;

    /** Whether every pixel above the picture threshold is kept. */
    @AttributeDefinition(
        name = "Keep isolated pixels",
        description = "Whether every pixel above the picture threshold is kept")
    boolean keepIsolatedPixels() default false;

    /** Number of neighbours above the picture threshold that a picture pixel needs. */
    @AttributeDefinition(
        name = "Picture neighbours",
        description = "Number of neighbours above the picture threshold a picture pixel needs",
        min = "0")
    int minPictureNeighbors() default 2;
  }

  /** Creates the cleaner. */
  @Activate
  public MarsCleaner(Config config) {
    super(
        new Tailcuts.Cuts(
            (float) config.picturePe(),
            (float) config.boundaryPe(),
            config.keepIsolatedPixels(),
            config.minPictureNeighbors()));
  }

  @Override
  void clean(
      Tailcuts tailcuts, float[] charge, int from, Tailcuts.Cuts cuts, PixelMask out, int row) {
    tailcuts.cleanTwoRings(charge, from, cuts, out.words(), out.wordBase(row));
  }
}
