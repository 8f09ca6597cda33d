package io.bluewake.itests.signed;

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

/** Adds up the signatures of the telescopes and adds its own. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "signed", summary = "Signs showers")
@Designate(ocd = SignedReconstructor.Config.class, factory = true)
public final class SignedReconstructor implements Reconstructor {
  private static final Schema SCHEMA =
      Schema.named("")
          .float64("version", "", "Version of this")
          .float64("mark", "", "Mark of this")
          .float64("telescopes", "", "Number of telescopes")
          .float64("clean_versions", "", "Sum of the versions of the cleaner")
          .float64("parameter_versions", "", "Sum of the versions of the parameterizer")
          .build();

  /** Options. */
  @ObjectClassDefinition(name = "Signed reconstruction")
  public @interface Config {
    /** A number to recognise. */
    @AttributeDefinition(name = "Mark", description = "Any number", min = "0", max = "60000")
    int mark() default 0;
  }

  private final int version;
  private final int mark;

  /** Creates the reconstructor. */
  @Activate
  public SignedReconstructor(Config config) {
    version = Signature.version(this);
    mark = config.mark();
  }

  @Override
  public String algorithm() {
    return "Signed";
  }

  @Override
  public String property() {
    return "geometry";
  }

  @Override
  public Set<String> requires() {
    return Set.of("signed_clean_version", "signed_version");
  }

  @Override
  public Schema provides(int telescopes) {
    return SCHEMA;
  }

  @Override
  public String telescopeProperty() {
    return "impact";
  }

  @Override
  public Schema providesPerTelescope() {
    return Schema.EMPTY;
  }

  @Override
  public void reconstruct(StereoView in, Rows stereo, Rows telescope, Rows core) {
    double[] clean = in.parameter("signed_clean_version");
    double[] parameters = in.parameter("signed_version");
    for (int e = 0; e < in.events(); e++) {
      double cleanSum = 0;
      double parameterSum = 0;
      int first = in.firstSelected()[e];
      int end = in.firstSelected()[e + 1];
      for (int i = first; i < end; i++) {
        cleanSum += clean[in.selected()[i]];
        parameterSum += parameters[in.selected()[i]];
      }
      stereo.set(e, SCHEMA.columns().get(0), (double) version);
      stereo.set(e, SCHEMA.columns().get(1), (double) mark);
      stereo.set(e, SCHEMA.columns().get(2), (double) (end - first));
      stereo.set(e, SCHEMA.columns().get(3), cleanSum);
      stereo.set(e, SCHEMA.columns().get(4), parameterSum);
    }
  }
}
