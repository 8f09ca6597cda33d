package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.spi.ImageCleaner;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every {@link ImageCleaner} must do. A subclass says how to create one. */
@Seeded
public abstract class ImageCleanerContract {
  private static final int ROWS = 12;

  /** Creates the plug-in under test, a new instance at each call. */
  protected abstract ImageCleaner create();

  /** The plug-in in a wrapper that fails when it does what it must not. */
  private ImageCleaner checked() {
    return Asserting.wrap(ImageCleaner.class, create());
  }

  /** Cameras to test with. */
  protected List<Camera> cameras() {
    return ToyCamera.several();
  }

  private static PixelMask clean(ImageCleaner cleaner, ImageBatch in) {
    PixelMask out = new PixelMask();
    out.reset(in.rows(), in.pixels());
    cleaner.clean(in, out);
    return out;
  }

  private static void assertSame(PixelMask expected, PixelMask actual, Object what) {
    assertEquals(expected.rows(), actual.rows(), "rows, " + what);
    for (int row = 0; row < expected.rows(); row++) {
      for (int p = 0; p < expected.pixels(); p++) {
        if (expected.get(row, p) != actual.get(row, p)) {
          throw new AssertionError(
              what + ": row " + row + " pixel " + p + " should be " + expected.get(row, p));
        }
      }
    }
  }

  @Test
  void noRowsAreNoWork() {
    for (Camera camera : cameras()) {
      assertEquals(0, clean(checked(), ToyImages.dark(camera, 0)).rows());
    }
  }

  @Test
  void darkImageHasNoSignal() {
    for (Camera camera : cameras()) {
      assertEquals(0, clean(checked(), ToyImages.dark(camera, 1)).count(0), camera.name());
    }
  }

  @Test
  void imageWithoutNumbersHasNoSignal() {
    for (Camera camera : cameras()) {
      ImageBatch in = ToyImages.constant(camera, 1, Float.NaN);
      assertEquals(0, clean(checked(), in).count(0), camera.name());
    }
  }

  @Test
  void pixelWithoutChargeIsNeverSignal(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch in = ToyImages.batch(camera, ROWS, random);
      for (int i = 0; i < in.base(ROWS); i += 3) {
        in.charge()[i] = Float.NaN;
      }

      PixelMask out = clean(checked(), in);

      for (int i = 0; i < in.base(ROWS); i += 3) {
        assertFalse(out.get(i / in.pixels(), i % in.pixels()), camera.name());
      }
    }
  }

  @Test
  void infiniteValuesAreEndured() {
    for (Camera camera : cameras()) {
      clean(checked(), ToyImages.constant(camera, 1, Float.POSITIVE_INFINITY));
      clean(checked(), ToyImages.constant(camera, 1, Float.NEGATIVE_INFINITY));
    }
  }

  @Test
  void permutedPixelsGiveThePermutedMask(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch in = ToyImages.batch(camera, ROWS, random);
      int[] order = ToyCamera.randomOrder(camera.pixels(), random);
      Camera permuted = ToyCamera.permuted(camera, order);

      PixelMask expected = Batches.permuted(clean(checked(), in), order);

      assertSame(expected, clean(checked(), Batches.permuted(in, permuted, order)), camera);
    }
  }

  @Test
  void eachRowIsCleanedOnItsOwn(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch in = ToyImages.batch(camera, ROWS, random);
      PixelMask together = clean(checked(), in);
      ImageCleaner cleaner = checked();
      for (int row = 0; row < ROWS; row++) {
        PixelMask alone = clean(cleaner, Batches.rows(in, row));
        assertSame(Batches.rows(together, row), alone, camera);
      }
    }
  }

  @Test
  void instanceKeepsNothingBetweenCalls(RandomGenerator random) {
    ImageCleaner cleaner = checked();
    for (Camera camera : cameras()) {
      ImageBatch in = ToyImages.batch(camera, ROWS, random);
      PixelMask first = clean(cleaner, in);
      Camera other = ToyCamera.hexagonal(200);
      clean(cleaner, ToyImages.batch(other, 3, random));
      assertSame(first, clean(cleaner, in), camera);
    }
  }

  @Test
  void nothingIsWrittenOutsideTheRows(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch in = ToyImages.batch(camera, 2, random);
      in.charge()[in.pixels() - 1] = 1000f;
      PixelMask out = new PixelMask();
      out.reset(4, camera.pixels());
      out.reset(2, camera.pixels());
      int end = out.wordBase(2);
      Arrays.fill(out.words(), end, out.words().length, 0x5555555555555555L);

      checked().clean(in, out);

      for (int w = end; w < out.words().length; w++) {
        assertEquals(0x5555555555555555L, out.words()[w], "word behind the last row");
      }
      int spare = out.wordsPerRow() * 64 - camera.pixels();
      for (int row = 0; row < 2 && spare > 0; row++) {
        long last = out.words()[out.wordBase(row + 1) - 1];
        assertEquals(0, last >>> (64 - spare), "bits behind the last pixel, " + camera);
      }
    }
  }

  @Test
  void imagesAreNotChanged(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch in = ToyImages.batch(camera, ROWS, random);
      long before = Checks.checksum(in);
      clean(checked(), in);
      assertEquals(before, Checks.checksum(in), camera.name());
    }
  }

  @Test
  void steadyStateAllocatesNothing(RandomGenerator random) {
    ImageBatch in = ToyImages.batch(cameras().get(0), ROWS, random);
    PixelMask out = new PixelMask();
    ImageCleaner cleaner = create();
    long bytes =
        Checks.bytesPerCall(
            () -> {
              out.reset(in.rows(), in.pixels());
              cleaner.clean(in, out);
            });
    assertEquals(0, bytes, "bytes per batch");
  }

  @Test
  void instancesInTwoThreadsAgree(RandomGenerator random) {
    ImageBatch in = ToyImages.batch(cameras().get(0), ROWS, random);
    PixelMask expected = clean(checked(), in);
    for (PixelMask mask :
        Checks.inTwoThreads(
            () -> {
              ImageCleaner cleaner = checked();
              for (int i = 0; i < 50; i++) {
                clean(cleaner, in);
              }
              return clean(cleaner, in);
            })) {
      assertSame(expected, mask, "thread");
    }
  }

  @Test
  void brightShowerIsFound(RandomGenerator random) {
    Camera camera = ToyCamera.hexagonal(331);
    ImageBatch in = new ImageBatch(camera);
    in.reset(1, true);
    var shower = new ToyImages.Shower(0, 0, 0.1, 0.05, 0.5, 5000, 20, 5);
    ToyImages.draw(in, 0, shower, 1, random);

    PixelMask out = clean(checked(), in);

    assertTrue(out.count(0) > 3, "pixels of 5000 p.e.: " + out.count(0));
    assertTrue(out.count(0) < camera.pixels() / 2, "pixels of 5000 p.e.: " + out.count(0));
  }
}
