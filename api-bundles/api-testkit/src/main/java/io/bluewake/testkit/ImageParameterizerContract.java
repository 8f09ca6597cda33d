package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.Column;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.ImageParameterizer.SelectedImages;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ImageParameterizer} must do. A subclass says how to create one. */
@Seeded
public abstract class ImageParameterizerContract {
  private static final int ROWS = 12;
  private static final float THRESHOLD = 5f;

  /** Creates the plug-in under test, a new instance at each call. */
  protected abstract ImageParameterizer create();

  /** The plug-in in a wrapper that fails when it does what it must not. */
  private ImageParameterizer checked() {
    return Asserting.wrap(ImageParameterizer.class, create());
  }

  /** Cameras to test with. */
  protected List<Camera> cameras() {
    return ToyCamera.several();
  }

  /** Relative tolerance where only the order of summation differs. */
  protected double tolerance() {
    return 1e-6;
  }

  /** Whether pixels outside the signal have no influence. */
  protected boolean usesSignalPixelsOnly() {
    return true;
  }

  private static SelectedImages all(ImageBatch images) {
    return selected(images, ToyImages.above(images, THRESHOLD), false);
  }

  private static SelectedImages selected(ImageBatch images, PixelMask signal, boolean isTrue) {
    int[] rows = IntStream.range(0, images.rows()).toArray();
    return new SelectedImages(images, signal, rows, rows.length, isTrue);
  }

  private static Table run(ImageParameterizer plugin, SelectedImages in) {
    Schema schema = in.isTrue() ? plugin.providesForTrueImages() : plugin.provides();
    MemoryRows out = new MemoryRows(schema, in.images().rows());
    plugin.parameterize(in, out);
    return out.table();
  }

  private void assertSame(Table expected, Table actual, Object what) {
    assertEquals(expected.rows(), actual.rows());
    for (int row = 0; row < expected.rows(); row++) {
      Checks.sameRow(expected, row, actual, row, tolerance(), "" + what);
    }
  }

  @Test
  void columnsAreDescribed() {
    Schema schema = checked().provides();
    assertTrue(schema.size() > 0, "columns");
    Set<String> names = new HashSet<>();
    for (Column column : schema.columns()) {
      assertTrue(names.add(column.name()), "twice: " + column.name());
      assertFalse(column.description().isBlank(), "description of " + column.name());
    }
    assertEquals(schema.columns(), checked().provides().columns(), "columns of two instances");
  }

  @Test
  void columnsForTrueImagesHaveTheSameFields() {
    List<String> fields = checked().provides().columns().stream().map(Column::field).toList();
    for (Column column : checked().providesForTrueImages().columns()) {
      assertTrue(fields.contains(column.field()), column.field());
    }
  }

  @Test
  void noRowsAreNoWork() {
    for (Camera camera : cameras()) {
      run(checked(), all(ToyImages.dark(camera, 0)));
    }
  }

  @Test
  void imageWithoutSignalIsEndured() {
    for (Camera camera : cameras()) {
      run(checked(), all(ToyImages.dark(camera, 2)));
    }
  }

  @Test
  void singleSignalPixelIsEndured() {
    for (Camera camera : cameras()) {
      ImageBatch images = ToyImages.dark(camera, camera.pixels());
      for (int p = 0; p < camera.pixels(); p++) {
        images.charge()[images.base(p) + p] = 50f;
      }
      run(checked(), all(images));
    }
  }

  @Test
  void pixelsWithoutNumbersAreEndured(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch images = ToyImages.batch(camera, ROWS, random);
      PixelMask signal = ToyImages.above(images, THRESHOLD);
      for (int i = 0; i < images.base(ROWS); i += 3) {
        images.charge()[i] = Float.NaN;
        images.peakTime()[i] = Float.NaN;
      }
      run(checked(), selected(images, signal, false));
    }
  }

  @Test
  void pixelsOutsideTheSignalHaveNoInfluence(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch images = ToyImages.batch(camera, ROWS, random);
      PixelMask signal = ToyImages.above(images, THRESHOLD);
      Table expected = run(checked(), selected(images, signal, false));
      for (int i = 0; i < images.base(ROWS) && usesSignalPixelsOnly(); i++) {
        if (!signal.get(i / images.pixels(), i % images.pixels())) {
          images.charge()[i] = Float.NaN;
          images.peakTime()[i] = Float.NaN;
        }
      }
      assertSame(expected, run(checked(), selected(images, signal, false)), camera);
    }
  }

  @Test
  void onlyTheRowsAskedForAreWritten(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch images = ToyImages.batch(camera, ROWS, random);
      PixelMask signal = ToyImages.above(images, THRESHOLD);
      int[] rows = {1, 4, 7, 2};
      ImageParameterizer plugin = checked();
      MemoryRows out = new MemoryRows(plugin.provides(), ROWS);

      plugin.parameterize(new SelectedImages(images, signal, rows, 3, false), out);

      Table all = run(checked(), selected(images, signal, false));
      for (int row = 0; row < ROWS; row++) {
        boolean asked = row == 1 || row == 4 || row == 7;
        assertTrue(asked || !out.isWritten(row), "row " + row + " was not asked for");
        if (asked) {
          Checks.sameRow(all, row, out.table(), row, tolerance(), camera.name());
        }
      }
    }
  }

  @Test
  void permutedPixelsGiveTheSameParameters(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch images = ToyImages.batch(camera, ROWS, random);
      int[] order = ToyCamera.randomOrder(camera.pixels(), random);
      ImageBatch permuted = Batches.permuted(images, ToyCamera.permuted(camera, order), order);
      assertSame(run(checked(), all(images)), run(checked(), all(permuted)), camera);
    }
  }

  @Test
  void eachRowIsParameterizedOnItsOwn(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch images = ToyImages.batch(camera, ROWS, random);
      Table together = run(checked(), all(images));
      ImageParameterizer plugin = checked();
      for (int row = 0; row < ROWS; row++) {
        Table alone = run(plugin, all(Batches.rows(images, row)));
        Checks.sameRow(together, row, alone, 0, tolerance(), camera.name());
      }
    }
  }

  @Test
  void instanceKeepsNothingBetweenCalls(RandomGenerator random) {
    ImageParameterizer plugin = checked();
    for (Camera camera : cameras()) {
      ImageBatch images = ToyImages.batch(camera, ROWS, random);
      Table first = run(plugin, all(images));
      run(plugin, all(ToyImages.batch(ToyCamera.hexagonal(200), 3, random)));
      assertSame(first, run(plugin, all(images)), camera);
    }
  }

  @Test
  void trueImagesAreParameterizedWithoutPeakTimes(RandomGenerator random) {
    if (checked().providesForTrueImages().size() == 0) {
      return;
    }
    for (Camera camera : cameras()) {
      ImageBatch images = new ImageBatch(camera);
      images.reset(ROWS, false);
      for (int row = 0; row < ROWS; row++) {
        ToyImages.draw(images, row, ToyImages.randomShower(camera, random), 0, random);
      }
      for (int i = 0; i < images.base(ROWS); i++) {
        images.charge()[i] = Math.max(0, Math.round(images.charge()[i]));
      }
      run(checked(), selected(images, ToyImages.above(images, 0), true));
    }
  }

  @Test
  void imagesAreNotChanged(RandomGenerator random) {
    for (Camera camera : cameras()) {
      SelectedImages in = all(ToyImages.batch(camera, ROWS, random));
      long images = Checks.checksum(in.images());
      long signal = Checks.checksum(in.signal());
      run(checked(), in);
      assertEquals(images, Checks.checksum(in.images()), "images, " + camera);
      assertEquals(signal, Checks.checksum(in.signal()), "signal, " + camera);
      assertEquals(ROWS - 1, in.rows()[ROWS - 1], "list of rows");
    }
  }

  @Test
  void steadyStateAllocatesNothing(RandomGenerator random) {
    SelectedImages in = all(ToyImages.batch(cameras().get(0), ROWS, random));
    ImageParameterizer plugin = create();
    MemoryRows out = new MemoryRows(plugin.provides(), ROWS);
    assertEquals(0, Checks.bytesPerCall(() -> plugin.parameterize(in, out)), "bytes per batch");
  }

  @Test
  void instancesInTwoThreadsAgree(RandomGenerator random) {
    SelectedImages in = all(ToyImages.batch(cameras().get(0), ROWS, random));
    Table expected = run(checked(), in);
    for (Table table :
        Checks.inTwoThreads(
            () -> {
              ImageParameterizer plugin = checked();
              for (int i = 0; i < 50; i++) {
                run(plugin, in);
              }
              return run(plugin, in);
            })) {
      assertSame(expected, table, "thread");
    }
  }
}
