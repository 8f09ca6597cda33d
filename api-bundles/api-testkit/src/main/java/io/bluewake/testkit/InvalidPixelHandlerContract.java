package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.spi.InvalidPixelHandler;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every {@link InvalidPixelHandler} must do. A subclass says how to create one. */
@Seeded
public abstract class InvalidPixelHandlerContract {
  private static final int ROWS = 8;

  /** Creates the plug-in under test, a new instance at each call. */
  protected abstract InvalidPixelHandler create();

  /** The plug-in in a wrapper that fails when it does what it must not. */
  private InvalidPixelHandler checked() {
    return Asserting.wrap(InvalidPixelHandler.class, create());
  }

  /** Cameras to test with. */
  protected List<Camera> cameras() {
    return ToyCamera.several();
  }

  /** Images with a tenth of their pixels unusable; those hold no numbers. */
  private static ImageBatch damaged(Camera camera, RandomGenerator random) {
    ImageBatch images = ToyImages.batch(camera, ROWS, random);
    for (int i = 0; i < images.base(ROWS); i++) {
      if (random.nextInt(10) == 0) {
        images.unusable().set(i / images.pixels(), i % images.pixels());
        images.charge()[i] = Float.NaN;
        images.peakTime()[i] = Float.NaN;
      }
    }
    return images;
  }

  private static void assertSameRow(ImageBatch a, int rowA, ImageBatch b, int rowB, Object what) {
    for (int p = 0; p < a.pixels(); p++) {
      if (!Checks.closeFloats(a.charge(rowA, p), b.charge(rowB, p), 1e-5)
          || !Checks.closeFloats(a.peakTime(rowA, p), b.peakTime(rowB, p), 1e-5)) {
        throw new AssertionError(what + ": row " + rowA + " pixel " + p + " differs");
      }
    }
  }

  @Test
  void noRowsAreNoWork() {
    for (Camera camera : cameras()) {
      checked().handle(ToyImages.dark(camera, 0));
    }
  }

  @Test
  void goodImagesStay(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch images = ToyImages.batch(camera, ROWS, random);
      long before = Checks.checksum(images);
      checked().handle(images);
      assertEquals(before, Checks.checksum(images), camera.name());
    }
  }

  @Test
  void usablePixelsStayAndOthersGetNumbers(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch images = damaged(camera, random);
      long mask = Checks.checksum(images.unusable());
      float[] before = images.charge().clone();

      checked().handle(images);

      assertEquals(mask, Checks.checksum(images.unusable()), "mask");
      for (int i = 0; i < images.base(ROWS); i++) {
        if (images.unusable().get(i / images.pixels(), i % images.pixels())) {
          assertTrue(Float.isFinite(images.charge()[i]), "charge of an unusable pixel, " + camera);
          assertTrue(Float.isFinite(images.peakTime()[i]), "its peak time, " + camera);
        } else {
          assertEquals(before[i], images.charge()[i], "charge of a usable pixel, " + camera);
        }
      }
    }
  }

  @Test
  void imageOfUnusablePixelsIsEndured() {
    for (Camera camera : cameras()) {
      ImageBatch images = ToyImages.constant(camera, 1, Float.NaN);
      for (int p = 0; p < camera.pixels(); p++) {
        images.unusable().set(0, p);
      }
      checked().handle(images);
    }
  }

  @Test
  void imagesWithoutPeakTimesAreEndured(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch images = new ImageBatch(camera);
      images.reset(2, false);
      images.unusable().set(0, random.nextInt(camera.pixels()));
      checked().handle(images);
    }
  }

  @Test
  void permutedPixelsGiveThePermutedImage(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch images = damaged(camera, random);
      int[] order = ToyCamera.randomOrder(camera.pixels(), random);
      Camera other = ToyCamera.permuted(camera, order);
      ImageBatch permuted = Batches.permuted(images, other, order);
      checked().handle(images);
      checked().handle(permuted);
      ImageBatch expected = Batches.permuted(images, other, order);
      for (int row = 0; row < ROWS; row++) {
        assertSameRow(expected, row, permuted, row, camera);
      }
    }
  }

  @Test
  void eachRowIsHandledOnItsOwn(RandomGenerator random) {
    InvalidPixelHandler handler = checked();
    for (Camera camera : cameras()) {
      ImageBatch together = damaged(camera, random);
      ImageBatch before = Batches.rows(together, 0, 1, 2, 3, 4, 5, 6, 7);
      checked().handle(together);
      for (int row = 0; row < ROWS; row++) {
        ImageBatch alone = Batches.rows(before, row);
        handler.handle(alone);
        assertSameRow(together, row, alone, 0, camera);
      }
    }
  }

  @Test
  void steadyStateAllocatesNothing(RandomGenerator random) {
    ImageBatch images = damaged(cameras().get(0), random);
    InvalidPixelHandler handler = create();
    assertEquals(0, Checks.bytesPerCall(() -> handler.handle(images)), "bytes per batch");
  }

  @Test
  void instancesInTwoThreadsAgree(RandomGenerator random) {
    ImageBatch images = damaged(cameras().get(0), random);
    List<ImageBatch> results =
        Checks.inTwoThreads(
            () -> {
              ImageBatch copy = Batches.rows(images, 0, 1, 2);
              checked().handle(copy);
              return copy;
            });
    assertEquals(Checks.checksum(results.get(0)), Checks.checksum(results.get(1)));
  }
}
