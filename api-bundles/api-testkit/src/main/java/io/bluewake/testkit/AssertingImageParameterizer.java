package io.bluewake.testkit;

import io.bluewake.model.Schema;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.Rows;

/** Checks that a parameterizer writes its own rows and columns and leaves the images alone. */
public final class AssertingImageParameterizer implements ImageParameterizer {
  private final ImageParameterizer delegate;
  private final Confined confined;

  /** Wraps a plug-in. */
  public AssertingImageParameterizer(ImageParameterizer delegate) {
    this.delegate = delegate;
    confined = new Confined(delegate);
  }

  @Override
  public Schema provides() {
    return delegate.provides();
  }

  @Override
  public Schema providesForTrueImages() {
    return delegate.providesForTrueImages();
  }

  @Override
  public void parameterize(SelectedImages in, Rows out) {
    confined.enter();
    try {
      confined.require(in.count() <= in.rows().length, "more rows than listed");
      confined.require(in.isTrue() || in.images().rows() == in.signal().rows(), "mask not sized");
      long images = Checks.checksum(in.images());
      long signal = Checks.checksum(in.signal());
      Schema schema = in.isTrue() ? providesForTrueImages() : provides();
      delegate.parameterize(in, new GuardedRows(out, schema, row -> isSelected(in, row), confined));
      confined.require(Checks.checksum(in.images()) == images, "changed the images");
      confined.require(Checks.checksum(in.signal()) == signal, "changed the signal pixels");
    } finally {
      confined.leave();
    }
  }

  private static boolean isSelected(SelectedImages in, int row) {
    for (int i = 0; i < in.count(); i++) {
      if (in.rows()[i] == row) {
        return true;
      }
    }
    return false;
  }
}
