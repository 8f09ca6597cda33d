package io.bluewake.spi;

import io.bluewake.model.ImageBatch;
import org.osgi.annotation.versioning.ConsumerType;

/** Gives unusable pixels ({@link ImageBatch#unusable()}) a charge and peak time of some kind. */
@ConsumerType
public interface InvalidPixelHandler {
  /** Changes the images in place. */
  void handle(ImageBatch images);
}
