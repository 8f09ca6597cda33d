package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.CameraCalibrator;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every {@link CameraCalibrator} must do. A subclass says how to create one. */
@Seeded
public abstract class CameraCalibratorContract {
  private static final int ROWS = 5;

  /** Creates the plug-in under test, a new instance at each call. */
  protected abstract CameraCalibrator create();

  /** The plug-in in a wrapper that fails when it does what it must not. */
  private CameraCalibrator checked() {
    return Asserting.wrap(CameraCalibrator.class, create());
  }

  /** Cameras to test with. */
  protected List<Camera> cameras() {
    return ToyCamera.several();
  }

  private static void assertSame(float[] a, float[] b, int from, int length, Object what) {
    for (int i = 0; i < length; i++) {
      if (!Checks.closeFloats(a[from + i], b[i], 1e-6)) {
        throw new AssertionError(what + ": value " + i + " is " + b[i] + ", not " + a[from + i]);
      }
    }
  }

  @Test
  void noRowsAreNoWork() {
    for (Camera camera : cameras()) {
      WaveformBatch waveforms = ToyWaveforms.constant(camera, 0, 30, 0f);
      checked().calibrateWaveforms(waveforms, false);
      checked().calibrateImages(waveforms, ToyImages.dark(camera, 0), 1);
    }
  }

  @Test
  void rawCountsBecomePhotoElectrons(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch in = ToyWaveforms.raw(camera, ROWS, random);
      checked().calibrateWaveforms(in, true);
      for (int i = 0; i < in.base(ROWS); i++) {
        int row = i / in.base(1);
        int pixel = i % in.base(1) / in.samplesPerPixel();
        int channel = in.gain()[in.pixelBase(row) + pixel];
        CameraConstants c = in.constants(row);
        double expected =
            ((in.adc()[i] & 0xFFFF) - (double) c.pedestal()[channel][pixel])
                * c.gain()[channel][pixel];
        assertEquals(expected, in.samples()[i], 1e-3, camera + " sample " + i);
      }
    }
  }

  @Test
  void calibratedWaveformsWithoutCorrectionsStay(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch in = ToyWaveforms.batch(camera, ROWS, random);
      float[] before = in.samples().clone();
      checked().calibrateWaveforms(in, false);
      assertSame(before, in.samples(), 0, in.base(ROWS), camera);
    }
  }

  @Test
  void imagesWithoutCorrectionsStay(RandomGenerator random) {
    for (Camera camera : cameras()) {
      ImageBatch images = ToyImages.batch(camera, ROWS, random);
      long before = Checks.checksum(images);
      checked().calibrateImages(ToyWaveforms.batch(camera, ROWS, random), images, 1);
      assertEquals(before, Checks.checksum(images), camera.name());
    }
  }

  @Test
  void imagesWithoutPeakTimesAreEndured(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch waveforms = ToyWaveforms.batch(camera, ROWS, random);
      corrections(waveforms, random);
      ImageBatch images = new ImageBatch(camera);
      images.reset(ROWS, false);
      checked().calibrateImages(waveforms, images, 2);
    }
  }

  @Test
  void unusablePixelsAreMarked(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch waveforms = ToyWaveforms.batch(camera, ROWS, random);
      boolean[][] unusable = corrections(waveforms, random).unusable();
      ImageBatch images = ToyImages.batch(camera, ROWS, random);

      checked().calibrateImages(waveforms, images, 1);

      for (int p = 0; p < camera.pixels(); p++) {
        assertTrue(images.unusable().get(ROWS - 1, p) || !unusable[0][p], "pixel " + p);
      }
    }
  }

  /** Gives all rows factors, time shifts and unusable pixels; every pixel stays in channel 0. */
  private static CameraConstants corrections(WaveformBatch waveforms, RandomGenerator random) {
    Camera camera = waveforms.camera();
    int channels = camera.readout().channels();
    float[][] factor = new float[channels][camera.pixels()];
    float[][] shift = new float[channels][camera.pixels()];
    boolean[][] unusable = new boolean[channels][camera.pixels()];
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < camera.pixels(); p++) {
        factor[c][p] = 0.9f + 0.2f * random.nextFloat();
        shift[c][p] = random.nextFloat() - 0.5f;
        unusable[c][p] = random.nextInt(10) == 0;
      }
    }
    float[][] none = new float[0][];
    CameraConstants made = new CameraConstants(none, none, none, factor, shift, unusable);
    for (int row = 0; row < waveforms.rows(); row++) {
      waveforms.setConstants(row, made);
    }
    return made;
  }

  @Test
  void eachRowIsCalibratedOnItsOwn(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch together = ToyWaveforms.raw(camera, ROWS, random);
      WaveformBatch[] alone = new WaveformBatch[ROWS];
      for (int row = 0; row < ROWS; row++) {
        alone[row] = Batches.rows(together, row);
      }
      checked().calibrateWaveforms(together, true);
      CameraCalibrator calibrator = checked();
      for (int row = 0; row < ROWS; row++) {
        calibrator.calibrateWaveforms(alone[row], true);
        int length = together.base(1);
        assertSame(together.samples(), alone[row].samples(), row * length, length, camera);
      }
    }
  }

  @Test
  void permutedPixelsGivePermutedWaveforms(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch in = ToyWaveforms.raw(camera, ROWS, random);
      int[] order = ToyCamera.randomOrder(camera.pixels(), random);
      Camera other = ToyCamera.permuted(camera, order);
      WaveformBatch permuted = Batches.permuted(in, other, order);
      checked().calibrateWaveforms(in, true);
      checked().calibrateWaveforms(permuted, true);
      float[] expected = Batches.permuted(in, other, order).samples();
      assertSame(expected, permuted.samples(), 0, in.base(ROWS), camera);
    }
  }

  @Test
  void nothingIsWrittenOutsideTheRows(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch in = ToyWaveforms.raw(camera, 2, random);
      WaveformBatch larger = Batches.rows(in, 0, 1, 0, 1);
      larger.reset(2, in.samplesPerPixel(), true);
      larger.setConstants(0, in.constants(0));
      larger.setConstants(1, in.constants(1));
      Arrays.fill(larger.samples(), -7f);

      checked().calibrateWaveforms(larger, true);

      for (int i = larger.base(2); i < larger.samples().length; i++) {
        assertEquals(-7f, larger.samples()[i], "sample behind the last row, " + camera);
      }
    }
  }

  @Test
  void steadyStateAllocatesNothing(RandomGenerator random) {
    WaveformBatch waveforms = ToyWaveforms.raw(cameras().get(0), ROWS, random);
    ImageBatch images = ToyImages.batch(cameras().get(0), ROWS, random);
    CameraCalibrator calibrator = create();
    long bytes =
        Checks.bytesPerCall(
            () -> {
              calibrator.calibrateWaveforms(waveforms, true);
              calibrator.calibrateImages(waveforms, images, 1);
            });
    assertEquals(0, bytes, "bytes per batch");
  }

  @Test
  void instancesInTwoThreadsAgree(RandomGenerator random) {
    WaveformBatch in = ToyWaveforms.raw(cameras().get(0), 2, random);
    List<WaveformBatch> results =
        Checks.inTwoThreads(
            () -> {
              WaveformBatch copy = Batches.rows(in, 0, 1);
              checked().calibrateWaveforms(copy, true);
              return copy;
            });
    assertEquals(Checks.samplesSum(results.get(0)), Checks.samplesSum(results.get(1)));
  }
}
