package io.bluewake.testkit;

import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ImageExtractor;
import java.util.Arrays;

/** Checks that an extractor fills every pixel, keeps its rows and leaves the waveforms alone. */
public final class AssertingImageExtractor implements ImageExtractor {
  private static final int POISON_BITS = 0x7FC0DEAD;

  /** Not a number that no computation makes. */
  static final float POISON = Float.intBitsToFloat(POISON_BITS);

  private final ImageExtractor delegate;
  private final Confined confined;

  /** Wraps a plug-in. */
  public AssertingImageExtractor(ImageExtractor delegate) {
    this.delegate = delegate;
    confined = new Confined(delegate);
  }

  static boolean isPoison(float value) {
    return Float.floatToRawIntBits(value) == POISON_BITS;
  }

  @Override
  public void extract(WaveformBatch in, ImageBatch out) {
    confined.enter();
    try {
      int end = out.base(out.rows());
      confined.require(in.rows() == out.rows(), "images are not sized");
      confined.require(out.hasPeakTime() || !providesPeakTime(), "images lack peak times");
      Arrays.fill(out.charge(), 0, end, POISON);
      if (out.hasPeakTime()) {
        Arrays.fill(out.peakTime(), 0, end, POISON);
      }
      long before = Checks.checksum(in);
      long behind = Digests.behind(out.charge(), end);
      delegate.extract(in, out);
      confined.require(Checks.checksum(in) == before, "changed the waveforms");
      confined.require(Digests.behind(out.charge(), end) == behind, "wrote behind the rows");
      for (int i = 0; i < end; i++) {
        if (isPoison(out.charge()[i])) {
          throw confined.error("charge " + i + " not filled");
        }
        if (providesPeakTime() && isPoison(out.peakTime()[i])) {
          throw confined.error("peak time " + i + " not filled");
        }
      }
    } finally {
      confined.leave();
    }
  }

  @Override
  public int chargeExponent() {
    return delegate.chargeExponent();
  }

  @Override
  public boolean providesPeakTime() {
    return delegate.providesPeakTime();
  }
}
