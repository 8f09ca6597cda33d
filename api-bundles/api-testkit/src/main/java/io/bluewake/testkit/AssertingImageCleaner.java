package io.bluewake.testkit;

import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.Schema;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.Rows;

/**
 * Checks that a cleaner gets a cleared mask of the right size, sets only bits of pixels, and leaves
 * the images alone.
 */
public final class AssertingImageCleaner implements ImageCleaner {
  private final ImageCleaner delegate;
  private final Confined confined;

  /** Wraps a plug-in. */
  public AssertingImageCleaner(ImageCleaner delegate) {
    this.delegate = delegate;
    confined = new Confined(delegate);
  }

  @Override
  public Schema provides() {
    return delegate.provides();
  }

  @Override
  public void clean(ImageBatch in, PixelMask out) {
    confined.enter();
    try {
      long before = before(in, out);
      delegate.clean(in, out);
      after(in, out, before);
    } finally {
      confined.leave();
    }
  }

  @Override
  public void clean(Scene in, PixelMask out, Rows report) {
    confined.enter();
    try {
      long before = before(in.images(), out);
      delegate.clean(in, out, report);
      after(in.images(), out, before);
    } finally {
      confined.leave();
    }
  }

  private long before(ImageBatch in, PixelMask out) {
    confined.require(out.rows() == in.rows() && out.pixels() == in.pixels(), "mask not sized");
    for (int row = 0; row < out.rows(); row++) {
      confined.require(out.count(row) == 0, "mask not cleared");
    }
    return Checks.checksum(in);
  }

  private void after(ImageBatch in, PixelMask out, long before) {
    confined.require(Checks.checksum(in) == before, "changed the images");
    confined.require(out.rows() == in.rows() && out.pixels() == in.pixels(), "resized the mask");
    int spare = out.wordsPerRow() * 64 - out.pixels();
    for (int row = 0; row < out.rows() && spare > 0; row++) {
      long last = out.words()[out.wordBase(row + 1) - 1];
      confined.require(last >>> (64 - spare) == 0, "set bits behind the last pixel");
    }
  }
}
