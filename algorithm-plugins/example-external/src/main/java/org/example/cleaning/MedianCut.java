package org.example.cleaning;

import io.bluewake.math.Stats;
import io.bluewake.model.ImageBatch;
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

/** Keeps pixels brighter than a multiple of the median charge of their image. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "median-cut", summary = "Pixels brighter than a multiple of the median")
@Designate(ocd = MedianCut.Config.class, factory = true)
public final class MedianCut implements ImageCleaner {
  /** Options. */
  @ObjectClassDefinition(name = "median-cut")
  public @interface Config {
    /** Multiple of the median charge. */
    @AttributeDefinition(
        name = "Factor",
        description = "Multiple of the median charge above which a pixel is kept",
        min = "0")
    double factor() default 10;
  }

  private final double factor;

  /** Creates the cleaner. */
  @Activate
  public MedianCut(Config config) {
    factor = config.factor();
  }

  @Override
  public void clean(ImageBatch in, PixelMask out) {
    for (int row = 0; row < in.rows(); row++) {
      double median = Stats.median(in.charge(), in.base(row), in.pixels());
      // Half the pixels of a dark image are below zero, and so can be their median.
      double cut = factor * Math.max(1, median);
      for (int p = 0; p < in.pixels(); p++) {
        if (in.charge(row, p) > cut) {
          out.set(row, p);
        }
      }
    }
  }
}
