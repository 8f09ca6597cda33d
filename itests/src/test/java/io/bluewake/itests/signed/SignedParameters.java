package io.bluewake.itests.signed;

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

/** Reads the signature of the cleaner and adds its own, and the charge to know images by. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "signed", summary = "Signs parameters")
@Designate(ocd = SignedParameters.Config.class, factory = true)
public final class SignedParameters implements ImageParameterizer {
  private static final Schema SCHEMA =
      Schema.named("signed")
          .float64("clean_version", "", "Version of the cleaner")
          .float64("clean_mark", "", "Mark of the cleaner")
          .float64("version", "", "Version of this")
          .float64("mark", "", "Mark of this")
          .float64("charge", "", "Sum of the image")
          .build();

  private static final Schema LESS =
      Schema.named("signed").float64("clean_version", "", "Version of the cleaner").build();

  /** Options. */
  @ObjectClassDefinition(name = "Signed parameters")
  public @interface Config {
    /** A number to recognise. */
    @AttributeDefinition(name = "Mark", description = "Any number", min = "0", max = "60000")
    int mark() default 0;
  }

  private final int version;
  private final int mark;
  private final String behaviour;

  /** Creates the parameterizer. */
  @Activate
  public SignedParameters(Config config) {
    version = Signature.version(this);
    mark = config.mark();
    behaviour = Signature.behaviour(this);
  }

  @Override
  public Schema provides() {
    return behaviour.equals("columns") ? LESS : SCHEMA;
  }

  @Override
  public Schema providesForTrueImages() {
    return Schema.EMPTY;
  }

  @Override
  public void parameterize(SelectedImages in, Rows out) {
    for (int i = 0; i < in.count(); i++) {
      int row = in.rows()[i];
      double sum = 0;
      for (int p = 0; p < in.images().pixels(); p++) {
        sum += in.images().charge(row, p);
      }
      out.set(row, SCHEMA.columns().get(0), (double) Signature.read(in.signal(), row, 0));
      out.set(
          row, SCHEMA.columns().get(1), (double) Signature.read(in.signal(), row, Signature.BITS));
      out.set(row, SCHEMA.columns().get(2), (double) version);
      out.set(row, SCHEMA.columns().get(3), (double) mark);
      out.set(row, SCHEMA.columns().get(4), behaviour.equals("nan") ? Double.NaN : sum);
    }
  }
}
