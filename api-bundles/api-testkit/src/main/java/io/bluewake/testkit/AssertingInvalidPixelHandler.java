package io.bluewake.testkit;

import io.bluewake.model.ImageBatch;
import io.bluewake.spi.InvalidPixelHandler;

/** Checks that only unusable pixels get new values, and stay marked. */
public final class AssertingInvalidPixelHandler implements InvalidPixelHandler {
  private final InvalidPixelHandler delegate;
  private final Confined confined;

  /** Wraps a plug-in. */
  public AssertingInvalidPixelHandler(InvalidPixelHandler delegate) {
    this.delegate = delegate;
    confined = new Confined(delegate);
  }

  @Override
  public void handle(ImageBatch images) {
    confined.enter();
    try {
      long usable = Digests.usable(images);
      long mask = Checks.checksum(images.unusable());
      delegate.handle(images);
      confined.require(Checks.checksum(images.unusable()) == mask, "changed the mask");
      confined.require(Digests.usable(images) == usable, "changed usable pixels");
    } finally {
      confined.leave();
    }
  }
}
