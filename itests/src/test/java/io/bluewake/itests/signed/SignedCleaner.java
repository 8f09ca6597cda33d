package io.bluewake.itests.signed;

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

/** Writes its signature into the mask instead of looking at the image. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "signed", summary = "Signs masks")
@Designate(ocd = SignedCleaner.Config.class, factory = true)
public final class SignedCleaner implements ImageCleaner {
  /** Options. */
  @ObjectClassDefinition(name = "Signed cleaner")
  public @interface Config {
    /** A number to recognise. */
    @AttributeDefinition(name = "Mark", description = "Any number", min = "0", max = "60000")
    int mark() default 0;
  }

  private final int version;
  private final int mark;

  /** Creates the cleaner. */
  @Activate
  public SignedCleaner(Config config) {
    version = Signature.version(this);
    mark = config.mark();
  }

  @Override
  public void clean(ImageBatch in, PixelMask out) {
    for (int row = 0; row < in.rows(); row++) {
      Signature.write(out, row, 0, version);
      Signature.write(out, row, Signature.BITS, mark);
    }
  }
}
