package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Subarray;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.SimulationModifier;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SimulationModifier} must do. A subclass says how to create one. */
@Seeded
public abstract class SimulationModifierContract {
  private static final int ROWS = 8;
  private static final int MANY = 400;
  private static final int OBSERVATION = 3;
  private static final long FIRST_EVENT = 17;
  private static final double SIGMAS = 7;
  private static final float SENTINEL = -12345.5f;

  /**
   * Creates the plug-in under test, a new instance at each call, with options under which it
   * changes something.
   */
  protected abstract SimulationModifier create();

  /** The plug-in in a wrapper that fails when it does what it must not. */
  private SimulationModifier checked() {
    return Asserting.wrap(SimulationModifier.class, create());
  }

  /** Cameras to test with. */
  protected List<Camera> cameras() {
    return ToyCamera.several();
  }

  /** Simulated events with what stages before have made of them. */
  private record Scene(WaveformBatch waveforms, ImageBatch images) {
    static Scene of(Camera camera, int rows, RandomGenerator random) {
      return new Scene(
          ToyWaveforms.batch(camera, rows, random), ToyImages.batch(camera, rows, random));
    }

    /**
     * Chosen rows as a batch of events. Which event and telescope a row is of follows from its
     * number here: two of each event.
     */
    EventBatch batch(int... rows) {
      Subarray array = ToyArray.square(2, 100, images.camera());
      EventBatch batch = new EventBatch(array, new int[array.size()]);
      long last = -1;
      for (int row : rows) {
        long event = FIRST_EVENT + row / 2;
        if (event != last) {
          batch.addEvent(OBSERVATION, event, 1000, 0, EventType.SUBARRAY.code());
        }
        batch.addTelescope(row % 2 * 3, 0f, 1f);
        last = event;
      }
      CameraBatch group = batch.cameras().get(0);
      group.lendWaveforms(Batches.rows(waveforms, rows));
      ImageBatch chosen = Batches.rows(images, rows);
      group.images().reset(rows.length, images.hasPeakTime());
      int n = chosen.base(rows.length);
      System.arraycopy(chosen.charge(), 0, group.images().charge(), 0, n);
      if (images.hasPeakTime()) {
        System.arraycopy(chosen.peakTime(), 0, group.images().peakTime(), 0, n);
      }
      return batch;
    }

    EventBatch all() {
      return batch(IntStream.range(0, images.rows()).toArray());
    }
  }

  private static CameraBatch run(SimulationModifier modifier, EventBatch batch) {
    CameraBatch group = batch.cameras().get(0);
    modifier.modifyWaveforms(batch, group);
    modifier.modifyImages(batch, group);
    return group;
  }

  private static float[] row(float[] values, int base, int length) {
    return Arrays.copyOfRange(values, base, base + length);
  }

  private static void assertSameRow(CameraBatch a, int rowA, CameraBatch b, int rowB, Object what) {
    WaveformBatch v = a.waveforms();
    WaveformBatch w = b.waveforms();
    int n = v.base(1);
    assertTrue(
        Arrays.equals(row(v.samples(), v.base(rowA), n), row(w.samples(), w.base(rowB), n)),
        what + ": waveforms of row " + rowA + " and row " + rowB + " differ");
    int pixels = a.images().pixels();
    float[] one = row(a.images().charge(), a.images().base(rowA), pixels);
    float[] two = row(b.images().charge(), b.images().base(rowB), pixels);
    assertTrue(
        Arrays.equals(one, two), what + ": images of row " + rowA + " and row " + rowB + " differ");
  }

  private static void assertSame(CameraBatch a, CameraBatch b, Object what) {
    assertEquals(a.rows(), b.rows());
    for (int row = 0; row < a.rows(); row++) {
      assertSameRow(a, row, b, row, what);
    }
  }

  @Test
  void noRowsAreNoWork(RandomGenerator random) {
    for (Camera camera : cameras()) {
      run(checked(), Scene.of(camera, 1, random).batch());
    }
  }

  @Test
  void singleSamplesAndImagesWithoutPeakTimesAreEndured() {
    for (Camera camera : cameras()) {
      ImageBatch images = new ImageBatch(camera);
      images.reset(2, false);
      run(checked(), new Scene(ToyWaveforms.constant(camera, 2, 1, 3f), images).all());
    }
  }

  @Test
  void somethingIsChanged(RandomGenerator random) {
    Scene scene = Scene.of(cameras().get(0), ROWS, random);
    EventBatch before = scene.all();
    CameraBatch after = run(checked(), scene.all());
    CameraBatch group = before.cameras().get(0);
    boolean waveforms =
        Checks.samplesSum(group.waveforms()) != Checks.samplesSum(after.waveforms());
    boolean images = Checks.checksum(group.images()) != Checks.checksum(after.images());
    assertTrue(waveforms || images, "the options leave everything as it is");
  }

  @Test
  void aPixelWithoutNumbersSpoilsNoOther(RandomGenerator random) {
    for (Camera camera : cameras()) {
      Scene scene = Scene.of(camera, ROWS, random);
      int lost = random.nextInt(camera.pixels());
      int samples = scene.waveforms().samplesPerPixel();
      for (int row = 0; row < ROWS; row++) {
        int from = scene.waveforms().base(row) + lost * samples;
        Arrays.fill(scene.waveforms().samples(), from, from + samples, Float.NaN);
        scene.images().charge()[scene.images().base(row) + lost] = Float.NaN;
      }
      CameraBatch group = run(checked(), scene.all());
      for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < group.waveforms().base(1); i++) {
          float sample = group.waveforms().samples()[group.waveforms().base(row) + i];
          assertTrue(i / samples == lost || Float.isFinite(sample), "sample " + i + ", " + camera);
        }
        for (int p = 0; p < camera.pixels(); p++) {
          boolean number = Float.isFinite(group.images().charge(row, p));
          assertTrue(p == lost || number, "pixel " + p + ", " + camera);
        }
      }
    }
  }

  @Test
  void pixelsAreTreatedAlikeWhateverTheirOrder(RandomGenerator random) {
    for (Camera camera : cameras()) {
      Scene one = Scene.of(camera, 1, random);
      int[] same = new int[MANY];
      Scene scene =
          new Scene(Batches.rows(one.waveforms(), same), Batches.rows(one.images(), same));
      int[] order = ToyCamera.randomOrder(camera.pixels(), random);
      Camera other = ToyCamera.permuted(camera, order);
      Scene permuted =
          new Scene(
              Batches.permuted(scene.waveforms(), other, order),
              Batches.permuted(scene.images(), other, order));
      double[][] here = changes(scene);
      double[][] there = changes(permuted);
      double[] typical = new double[4];
      for (int k = 0; k < 4; k++) {
        typical[k] = Arrays.stream(here[k]).average().orElse(0);
      }
      for (int p = 0; p < camera.pixels(); p++) {
        for (int k = 0; k < 4; k += 2) {
          double mean = here[k][order[p]];
          double variance = here[k + 1][order[p]] + there[k + 1][p] + 2 * typical[k + 1];
          double allowed = SIGMAS * Math.sqrt(variance / MANY) + 1e-4 * (1 + Math.abs(mean));
          String what = (k == 0 ? "waveform" : "image") + " of pixel " + order[p] + ", " + camera;
          assertEquals(mean, there[k][p], allowed, "mean change of the " + what);
        }
      }
    }
  }

  /** By pixel: mean and variance of the change of a waveform's sum, and of an image's charge. */
  private double[][] changes(Scene scene) {
    CameraBatch group = run(checked(), scene.all());
    int pixels = scene.images().pixels();
    int samples = scene.waveforms().samplesPerPixel();
    double[][] sums = new double[4][pixels];
    for (int i = 0; i < MANY * pixels; i++) {
      double wave = 0;
      for (int s = i * samples; s < (i + 1) * samples; s++) {
        wave += (double) group.waveforms().samples()[s] - scene.waveforms().samples()[s];
      }
      double charge = (double) group.images().charge()[i] - scene.images().charge()[i];
      sums[0][i % pixels] += wave;
      sums[1][i % pixels] += wave * wave;
      sums[2][i % pixels] += charge;
      sums[3][i % pixels] += charge * charge;
    }
    for (int p = 0; p < pixels; p++) {
      for (int k = 0; k < 4; k += 2) {
        sums[k][p] /= MANY;
        sums[k + 1][p] = Math.max(0, sums[k + 1][p] / MANY - sums[k][p] * sums[k][p]);
      }
    }
    return sums;
  }

  @Test
  void eachRowIsChangedOnItsOwnWhateverTheBatch(RandomGenerator random) {
    SimulationModifier modifier = checked();
    for (Camera camera : cameras()) {
      Scene scene = Scene.of(camera, ROWS, random);
      CameraBatch together = run(checked(), scene.all());
      for (int row = ROWS - 1; row >= 0; row--) {
        assertSameRow(together, row, run(modifier, scene.batch(row)), 0, camera);
      }
      CameraBatch some = run(modifier, scene.batch(1, 2, 5));
      assertSameRow(together, 2, some, 1, camera);
      assertSameRow(together, 5, some, 2, camera);
    }
  }

  @Test
  void theSameSeedGivesTheSameChanges(RandomGenerator random) {
    SimulationModifier modifier = checked();
    for (Camera camera : cameras()) {
      Scene scene = Scene.of(camera, ROWS, random);
      CameraBatch expected = run(modifier, scene.all());
      run(modifier, Scene.of(ToyCamera.hexagonal(200), 3, random).all());
      assertSame(expected, run(modifier, scene.all()), "again, " + camera);
      assertSame(expected, run(checked(), scene.all()), "another instance, " + camera);
    }
  }

  @Test
  void nothingIsWrittenOutsideTheRows(RandomGenerator random) {
    for (Camera camera : cameras()) {
      Scene scene = Scene.of(camera, ROWS, random);
      EventBatch batch = scene.all();
      CameraBatch group = batch.cameras().get(0);
      // Larger arrays than the batch needs, as those of a batch that was larger before.
      WaveformBatch large = ToyWaveforms.constant(camera, ROWS + 2, 40, SENTINEL);
      WaveformBatch small = group.waveforms();
      large.reset(ROWS, small.samplesPerPixel(), false);
      System.arraycopy(small.samples(), 0, large.samples(), 0, small.base(ROWS));
      for (int row = 0; row < ROWS; row++) {
        large.setConstants(row, small.constants(row));
      }
      Arrays.fill(large.samples(), small.base(ROWS), large.samples().length, SENTINEL);
      group.lendWaveforms(large);
      float[] charge = group.images().charge();
      Arrays.fill(charge, group.images().base(ROWS), charge.length, SENTINEL);
      run(checked(), batch);
      for (int i = large.base(ROWS); i < large.samples().length; i++) {
        assertEquals(SENTINEL, large.samples()[i], "behind the waveforms");
      }
      for (int i = group.images().base(ROWS); i < charge.length; i++) {
        assertEquals(SENTINEL, charge[i], "behind the images");
      }
    }
  }

  @Test
  void waveformsAndImagesAreChangedInTheirOwnTurn(RandomGenerator random) {
    for (Camera camera : cameras()) {
      Scene scene = Scene.of(camera, ROWS, random);
      EventBatch batch = scene.all();
      CameraBatch group = batch.cameras().get(0);
      long images = Checks.checksum(group.images());
      byte[] gain = group.waveforms().gain().clone();
      SimulationModifier modifier = checked();
      modifier.modifyWaveforms(batch, group);
      assertEquals(images, Checks.checksum(group.images()), "images with the waveforms");
      long waveforms = Checks.checksum(group.waveforms());
      long unusable = Checks.checksum(group.images().unusable());
      float[] peakTime = group.images().peakTime().clone();
      modifier.modifyImages(batch, group);
      assertEquals(waveforms, Checks.checksum(group.waveforms()), "waveforms with the images");
      assertEquals(unusable, Checks.checksum(group.images().unusable()), "unusable pixels");
      assertTrue(Arrays.equals(peakTime, group.images().peakTime()), "peak times");
      assertTrue(Arrays.equals(gain, group.waveforms().gain()), "selected gains");
    }
  }

  @Test
  void steadyStateAllocatesNothing(RandomGenerator random) {
    EventBatch batch = Scene.of(cameras().get(0), ROWS, random).all();
    SimulationModifier modifier = create();
    assertEquals(0, Checks.bytesPerCall(() -> run(modifier, batch)), "bytes per batch");
  }

  @Test
  void instancesInTwoThreadsAgree(RandomGenerator random) {
    Scene scene = Scene.of(cameras().get(0), ROWS, random);
    List<CameraBatch> results =
        Checks.inTwoThreads(
            () -> {
              SimulationModifier modifier = checked();
              for (int i = 0; i < 20; i++) {
                run(modifier, scene.all());
              }
              return run(modifier, scene.all());
            });
    assertSame(results.get(0), results.get(1), "threads");
  }
}
