package io.bluewake.itests.signed;

import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.Plugin;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

  private static final int SLOW_MILLIS = 1500;

  private final int version;
  private final int mark;
  private final String behaviour;

  /** Creates the cleaner. */
  @Activate
  public SignedCleaner(Config config) {
    version = Signature.version(this);
    mark = config.mark();
    behaviour = Signature.behaviour(this);
    if (behaviour.equals("constructor")) {
      throw new IllegalStateException("the calibration server does not answer");
    }
  }

  @Override
  public void clean(ImageBatch in, PixelMask out) {
    if (behaviour.equals("throws")) {
      throw new IllegalStateException("no such pixel");
    }
    if (behaviour.equals("slow")) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SLOW_MILLIS));
    }
    for (int row = 0; row < in.rows(); row++) {
      Signature.write(out, row, 0, version);
      Signature.write(out, row, Signature.BITS, mark);
    }
  }
}
