package __PACKAGE__;

import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.Rows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Share of the signal charge that the brightest pixel holds. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "__NAME__", summary = "Share of the charge in the brightest pixel")
@Designate(ocd = __CLASS__.Config.class, factory = true)
public final class __CLASS__ implements ImageParameterizer {
  /** Options. */
  @ObjectClassDefinition(name = "__NAME__")
  public @interface Config {
    /** Charges below this count as nothing. */
    @AttributeDefinition(name = "Floor", description = "Charges below this count as nothing, p.e.")
    double floorPe() default 0;
  }

  private static final Schema SCHEMA =
      Schema.named("__PREFIX__")
          .float64("brightest_share", "", "Share of the charge in the brightest pixel")
          .build();
  private static final Column SHARE = SCHEMA.column("brightest_share");

  private final double floor;

  /** Creates the parameterizer. */
  @Activate
  public __CLASS__(Config config) {
    floor = config.floorPe();
  }

  @Override
  public Schema provides() {
    return SCHEMA;
  }

  @Override
  public void parameterize(SelectedImages in, Rows out) {
    for (int i = 0; i < in.count(); i++) {
      int row = in.rows()[i];
      double sum = 0;
      double brightest = 0;
      for (int p = 0; p < in.images().pixels(); p++) {
        double charge = in.images().charge(row, p);
        if (in.signal().get(row, p) && charge > floor) {
          sum += charge;
          brightest = Math.max(brightest, charge);
        }
      }
      if (sum > 0) {
        out.set(row, SHARE, brightest / sum);
      }
    }
  }
}
