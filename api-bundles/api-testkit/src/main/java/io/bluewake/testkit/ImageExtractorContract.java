package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ImageExtractor;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every {@link ImageExtractor} must do. A subclass says how to create one. */
@Seeded
public abstract class ImageExtractorContract {
  private static final int ROWS = 5;

  /** Creates the plug-in under test, a new instance at each call. */
  protected abstract ImageExtractor create();

  /** The plug-in in a wrapper that fails when it does what it must not. */
  private ImageExtractor checked() {
    return Asserting.wrap(ImageExtractor.class, create());
  }

  /** Cameras to test with. */
  protected List<Camera> cameras() {
    return ToyCamera.several();
  }

  /** Relative tolerance where only the order of summation over neighbours differs. */
  protected double tolerance() {
    return 1e-4;
  }

  /** Fewest samples per waveform the plug-in works with. */
  protected int fewestSamples() {
    return 2;
  }

  private static ImageBatch extract(ImageExtractor extractor, WaveformBatch in) {
    ImageBatch out = new ImageBatch(in.camera());
    boolean times = extractor.providesPeakTime();
    out.reset(in.rows(), times);
    Arrays.fill(out.charge(), 0, out.base(in.rows()), -12345f);
    Arrays.fill(out.peakTime(), -12345f);
    extractor.extract(in, out);
    for (int i = 0; i < out.base(in.rows()); i++) {
      if (out.charge()[i] == -12345f || (times && out.peakTime()[i] == -12345f)) {
        throw new AssertionError(
            "row " + i / in.pixels() + " pixel " + i % in.pixels() + " was not filled");
      }
    }
    return out;
  }

  private void assertSame(ImageBatch expected, ImageBatch actual, double tolerance, Object what) {
    for (int row = 0; row < expected.rows(); row++) {
      assertSameRow(expected, row, actual, row, tolerance, what);
    }
  }

  private void assertSameRow(
      ImageBatch a, int rowA, ImageBatch b, int rowB, double tolerance, Object what) {
    assertEquals(a.valid()[rowA], b.valid()[rowB], "validity, " + what);
    for (int p = 0; p < a.pixels(); p++) {
      String place = what + ", row " + rowA + " pixel " + p + ": ";
      if (!Checks.closeFloats(a.charge(rowA, p), b.charge(rowB, p), tolerance)) {
        throw new AssertionError(
            place + "charges " + a.charge(rowA, p) + " and " + b.charge(rowB, p));
      }
      if (a.hasPeakTime()
          && !Checks.closeFloats(a.peakTime(rowA, p), b.peakTime(rowB, p), tolerance)) {
        throw new AssertionError(
            place + "peak times " + a.peakTime(rowA, p) + " and " + b.peakTime(rowB, p));
      }
    }
  }

  @Test
  void noRowsAreNoWork() {
    for (Camera camera : cameras()) {
      extract(checked(), ToyWaveforms.constant(camera, 0, camera.readout().samples(), 0f));
    }
  }

  @Test
  void darkWaveformsHaveNoCharge() {
    for (Camera camera : cameras()) {
      int samples = camera.readout().samples();
      ImageBatch out = extract(checked(), ToyWaveforms.constant(camera, 2, samples, 0f));
      for (int i = 0; i < out.base(2); i++) {
        assertEquals(0f, out.charge()[i], 1e-6f, camera.name());
      }
    }
  }

  @Test
  void waveformsWithoutNumbersAreEndured(RandomGenerator random) {
    for (Camera camera : cameras()) {
      int samples = camera.readout().samples();
      extract(checked(), ToyWaveforms.constant(camera, 1, samples, Float.NaN));
      WaveformBatch in = ToyWaveforms.batch(camera, ROWS, random);
      for (int i = 0; i < in.base(ROWS); i += 7) {
        in.samples()[i] = Float.NaN;
      }
      extract(checked(), in);
    }
  }

  @Test
  void shortWaveformsAreEndured(RandomGenerator random) {
    for (Camera camera : cameras()) {
      for (int samples = fewestSamples(); samples < 12; samples++) {
        extract(checked(), ToyWaveforms.batch(camera, 2, samples, random));
      }
    }
  }

  @Test
  void showersGiveFiniteImages(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch out = extract(checked(), ToyWaveforms.batch(camera, ROWS, random));
      for (int i = 0; i < out.base(ROWS); i++) {
        assertTrue(Float.isFinite(out.charge()[i]), "charge, " + camera);
        assertTrue(!out.hasPeakTime() || Float.isFinite(out.peakTime()[i]), "peak time, " + camera);
      }
    }
  }

  @Test
  void moreLightGivesMoreCharge(RandomGenerator random) {
    Camera camera = ToyCamera.hexagonal(127);
    WaveformBatch in = ToyWaveforms.constant(camera, 2, 40, 0f);
    ToyWaveforms.draw(in, 0, new ToyImages.Shower(0, 0, 0.1, 0.1, 0, 2000, 18, 0), 0.1, random);
    ToyWaveforms.draw(in, 1, new ToyImages.Shower(0, 0, 0.1, 0.1, 0, 8000, 18, 0), 0.1, random);

    ImageBatch out = extract(checked(), in);

    double[] sums = new double[2];
    for (int i = 0; i < out.base(2); i++) {
      sums[i / out.pixels()] += out.charge()[i];
    }
    assertTrue(
        sums[1] > 2 * sums[0] && sums[0] > 0, "four times the light: " + sums[0] + ", " + sums[1]);
  }

  @Test
  void permutedPixelsGiveThePermutedImage(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch in = ToyWaveforms.batch(camera, ROWS, random);
      int[] order = ToyCamera.randomOrder(camera.pixels(), random);
      Camera permuted = ToyCamera.permuted(camera, order);

      ImageBatch expected = Batches.permuted(extract(checked(), in), permuted, order);

      ImageBatch actual = extract(checked(), Batches.permuted(in, permuted, order));
      assertSame(expected, actual, tolerance(), camera);
    }
  }

  @Test
  void eachRowIsExtractedOnItsOwn(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch in = ToyWaveforms.batch(camera, ROWS, random);
      ImageBatch together = extract(checked(), in);
      ImageExtractor extractor = checked();
      for (int row = 0; row < ROWS; row++) {
        ImageBatch alone = extract(extractor, Batches.rows(in, row));
        assertSameRow(together, row, alone, 0, 0, camera);
      }
    }
  }

  @Test
  void instanceKeepsNothingBetweenCalls(RandomGenerator random) {
    ImageExtractor extractor = checked();
    for (Camera camera : cameras()) {
      WaveformBatch in = ToyWaveforms.batch(camera, ROWS, random);
      ImageBatch first = extract(extractor, in);
      extract(extractor, ToyWaveforms.batch(ToyCamera.hexagonal(200, 1, 25), 2, random));
      assertSame(first, extract(extractor, in), 0, camera);
    }
  }

  @Test
  void nothingIsWrittenOutsideTheRows(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch in = ToyWaveforms.batch(camera, 2, random);
      ImageBatch out = new ImageBatch(camera);
      ImageExtractor extractor = checked();
      out.reset(4, extractor.providesPeakTime());
      out.reset(2, extractor.providesPeakTime());
      Arrays.fill(out.charge(), -7f);
      Arrays.fill(out.peakTime(), -7f);

      extractor.extract(in, out);

      for (int i = out.base(2); i < out.charge().length; i++) {
        assertEquals(-7f, out.charge()[i], "charge behind the last row, " + camera);
      }
      for (int i = out.base(2); i < out.peakTime().length; i++) {
        assertEquals(-7f, out.peakTime()[i], "peak time behind the last row, " + camera);
      }
    }
  }

  @Test
  void waveformsAreNotChanged(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch in = ToyWaveforms.batch(camera, ROWS, random);
      long before = Checks.checksum(in);
      extract(checked(), in);
      assertEquals(before, Checks.checksum(in), camera.name());
    }
  }

  @Test
  void steadyStateAllocatesNothing(RandomGenerator random) {
    WaveformBatch in = ToyWaveforms.batch(cameras().get(0), ROWS, random);
    ImageBatch out = new ImageBatch(in.camera());
    ImageExtractor extractor = create();
    long bytes =
        Checks.bytesPerCall(
            () -> {
              out.reset(in.rows(), extractor.providesPeakTime());
              extractor.extract(in, out);
            });
    assertEquals(0, bytes, "bytes per batch");
  }

  @Test
  void instancesInTwoThreadsAgree(RandomGenerator random) {
    WaveformBatch in = ToyWaveforms.batch(cameras().get(0), ROWS, random);
    ImageBatch expected = extract(checked(), in);
    for (ImageBatch image :
        Checks.inTwoThreads(
            () -> {
              ImageExtractor extractor = checked();
              for (int i = 0; i < 20; i++) {
                extract(extractor, in);
              }
              return extract(extractor, in);
            })) {
      assertSame(expected, image, 0, "thread");
    }
  }
}
