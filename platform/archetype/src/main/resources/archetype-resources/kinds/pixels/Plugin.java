package __PACKAGE__;

import io.bluewake.model.ImageBatch;
import io.bluewake.spi.InvalidPixelHandler;
import io.bluewake.spi.Plugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Gives unusable pixels a fixed charge and no delay. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "__NAME__", summary = "Unusable pixels get a fixed charge")
@Designate(ocd = __CLASS__.Config.class, factory = true)
public final class __CLASS__ implements InvalidPixelHandler {
  /** Options. */
  @ObjectClassDefinition(name = "__NAME__")
  public @interface Config {
    /** Charge of unusable pixels. */
    @AttributeDefinition(name = "Charge", description = "Charge of unusable pixels, p.e.")
    double chargePe() default 0;
  }

  private final float charge;

  /** Creates the handler. */
  @Activate
  public __CLASS__(Config config) {
    charge = (float) config.chargePe();
  }

  @Override
  public void handle(ImageBatch images) {
    for (int row = 0; row < images.rows(); row++) {
      for (int p = 0; p < images.pixels(); p++) {
        if (images.unusable().get(row, p)) {
          images.charge()[images.base(row) + p] = charge;
          if (images.hasPeakTime()) {
            images.peakTime()[images.base(row) + p] = 0;
          }
        }
      }
    }
  }
}
