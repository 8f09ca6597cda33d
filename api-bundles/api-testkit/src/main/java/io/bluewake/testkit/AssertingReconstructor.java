package io.bluewake.testkit;

import io.bluewake.model.Schema;
import io.bluewake.spi.Reconstructor;
import io.bluewake.spi.Rows;
import io.bluewake.spi.StereoView;
import java.util.Arrays;
import java.util.Set;

/** Checks that a reconstructor writes its own rows and columns and leaves the parameters alone. */
public final class AssertingReconstructor implements Reconstructor {
  private final Reconstructor delegate;
  private final Confined confined;

  /** Wraps a plug-in. */
  public AssertingReconstructor(Reconstructor delegate) {
    this.delegate = delegate;
    confined = new Confined(delegate);
  }

  @Override
  public String algorithm() {
    return delegate.algorithm();
  }

  @Override
  public String property() {
    return delegate.property();
  }

  @Override
  public Set<String> requires() {
    return delegate.requires();
  }

  @Override
  public Schema provides(int telescopes) {
    return delegate.provides(telescopes);
  }

  @Override
  public String telescopeProperty() {
    return delegate.telescopeProperty();
  }

  @Override
  public Schema providesPerTelescope() {
    return delegate.providesPerTelescope();
  }

  @Override
  public void reconstruct(StereoView in, Rows stereo, Rows telescope, Rows core) {
    confined.enter();
    try {
      Schema columns = provides(in.subarray().size());
      int events = in.events();
      int rows = in.telescopeRows();
      long before = digest(in);
      delegate.reconstruct(
          in,
          new GuardedRows(stereo, columns, r -> r >= 0 && r < events, confined),
          new GuardedRows(telescope, providesPerTelescope(), r -> r >= 0 && r < rows, confined),
          new GuardedRows(core, CORE, r -> r >= 0 && r < rows, confined));
      confined.require(digest(in) == before, "changed its input");
    } finally {
      confined.leave();
    }
  }

  private long digest(StereoView in) {
    int rows = in.telescopeRows();
    int events = in.events();
    int chosen = in.firstSelected()[events];
    long sum = Checks.mix(events, rows);
    sum = Checks.mix(sum, Arrays.hashCode(Arrays.copyOf(in.firstSelected(), events + 1)));
    sum = Checks.mix(sum, Arrays.hashCode(Arrays.copyOf(in.firstTelescope(), events + 1)));
    sum = Checks.mix(sum, Arrays.hashCode(Arrays.copyOf(in.selected(), chosen)));
    sum = Checks.mix(sum, Arrays.hashCode(Arrays.copyOf(in.telescope(), rows)));
    sum = Checks.mix(sum, Arrays.hashCode(Arrays.copyOf(in.azimuth(), rows)));
    sum = Checks.mix(sum, Arrays.hashCode(Arrays.copyOf(in.altitude(), rows)));
    for (String name : requires()) {
      sum = Checks.mix(sum, Arrays.hashCode(Arrays.copyOf(in.parameter(name), rows)));
    }
    return sum;
  }
}
