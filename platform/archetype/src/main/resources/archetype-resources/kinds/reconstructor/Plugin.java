package __PACKAGE__;

import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.Reconstructor;
import io.bluewake.spi.Rows;
import io.bluewake.spi.StereoView;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Energy from the sum of the image intensities: a start, not a method. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "__NAME__", summary = "Energy from the sum of the intensities")
@Designate(ocd = __CLASS__.Config.class, factory = true)
public final class __CLASS__ implements Reconstructor {
  /** Options. */
  @ObjectClassDefinition(name = "__NAME__")
  public @interface Config {
    /** Light per energy. */
    @AttributeDefinition(
        name = "Light yield",
        description = "Photo-electrons per TeV, all telescopes together",
        min = "0")
    double pePerTeV() default 1000;

    /** Telescopes an event needs. */
    @AttributeDefinition(name = "Telescopes", description = "Telescopes needed", min = "1")
    int minTelescopes() default 2;
  }

  private static final Schema SCHEMA =
      Schema.named("")
          .float64("energy", "TeV", "Energy")
          .bool("is_valid", "Whether there were enough telescopes")
          .build();
  private static final Column ENERGY = SCHEMA.column("energy");
  private static final Column VALID = SCHEMA.column("is_valid");
  private static final String INTENSITY = "hillas_intensity";

  private final double pePerTeV;
  private final int minTelescopes;

  /** Creates the reconstructor. */
  @Activate
  public __CLASS__(Config config) {
    pePerTeV = config.pePerTeV();
    minTelescopes = config.minTelescopes();
  }

  @Override
  public String algorithm() {
    return "__CLASS__";
  }

  @Override
  public String property() {
    return "energy";
  }

  @Override
  public Set<String> requires() {
    return Set.of(INTENSITY);
  }

  @Override
  public Schema provides(int telescopes) {
    return SCHEMA;
  }

  @Override
  public String telescopeProperty() {
    return "";
  }

  @Override
  public Schema providesPerTelescope() {
    return Schema.EMPTY;
  }

  @Override
  public void reconstruct(StereoView in, Rows stereo, Rows telescope, Rows core) {
    double[] intensity = in.parameter(INTENSITY);
    for (int event = 0; event < in.events(); event++) {
      int from = in.firstSelected()[event];
      int to = in.firstSelected()[event + 1];
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += intensity[in.selected()[i]];
      }
      boolean valid = to - from >= minTelescopes;
      stereo.set(event, VALID, valid);
      if (valid) {
        stereo.set(event, ENERGY, sum / pePerTeV);
      }
    }
  }
}
