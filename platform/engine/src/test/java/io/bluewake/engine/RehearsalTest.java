package io.bluewake.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.engine.EngineSettings.ErrorPolicy;
import io.bluewake.model.DataLevel;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.Schema;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.CameraCalibrator;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.Rows;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RehearsalTest {
  private static final EngineSettings SETTINGS =
      new EngineSettings(2, new EventSource.Limits(7, 1 << 20), ErrorPolicy.FAIL);

  private final PipelinePlan plan = ToyStages.plan(SETTINGS);
  private final StageGroup group = plan.groups().get(0);
  private PipelineRun run;

  @BeforeEach
  void runOnce() throws PipelineException {
    MemoryWriter writer = new MemoryWriter();
    run =
        new PipelineRun(
            plan,
            new ToySource(20),
            List.of(writer.product(DataLevel.DL1_PARAMETERS, DataLevel.DL1_MUON, DataLevel.DL2)),
            new CancelToken());
    run.expectSwaps();
    run.run();
    assertEquals(20, writer.events.size());
  }

  private String refusal(Slot<?> slot, Object instance) {
    return run.refuse(slot, instance).orElse("");
  }

  @Test
  void stagesLikeThoseOfTheBeginningAreAccepted() {
    assertEquals("", refusal(group.calibrate(), new ToyStages.Calibrator()));
    assertEquals("", refusal(group.extract(), ToyStages.sum()));
    assertEquals("", refusal(group.clean(), ToyStages.above(25)));
    assertEquals("", refusal(group.parameters().get(0), new ToyStages.Intensity()));
    assertEquals("", refusal(group.parameters().get(1), new ToyStages.Pixels()));
    assertEquals("", refusal(group.muons().get(0), new ToyStages.Ring()));
    assertEquals("", refusal(plan.reconstructors().get(0).slot(), new ToyStages.Sum()));
  }

  @Test
  void aCleanerThatChoosesNothingIsAMatterOfTaste() {
    assertEquals("", refusal(group.clean(), ToyStages.above(1e30f)));
  }

  @Test
  void aStageThatThrowsIsRefused() {
    ImageCleaner broken =
        (in, out) -> {
          throw new IllegalStateException("no such pixel");
        };

    assertEquals(
        "fails on a toy shower with IllegalStateException: no such pixel",
        refusal(group.clean(), broken));
  }

  @Test
  void aStageThatLacksAClassIsRefused() {
    ImageCleaner broken =
        (in, out) -> {
          throw new NoClassDefFoundError("org/nowhere/Gpu");
        };

    assertTrue(refusal(group.clean(), broken).contains("NoClassDefFoundError: org/nowhere/Gpu"));
  }

  @Test
  void nanWhereThereWereNumbersIsRefused() {
    ImageExtractor extractor =
        (in, out) -> {
          ToyStages.sum().extract(in, out);
          out.charge()[1] = Float.NaN;
        };
    ImageParameterizer parameterizer = new Nan(new ToyStages.Intensity());

    assertTrue(refusal(group.extract(), extractor).startsWith("charge of a toy shower is NaN"));
    assertTrue(
        refusal(group.parameters().get(0), parameterizer)
            .startsWith("hillas_intensity of a toy shower is NaN, where the run began with "));
    assertTrue(
        refusal(group.calibrate(), new Dark()).startsWith("charge of a toy shower is Infinity"));
  }

  /** Says NaN for everything. */
  private record Nan(ImageParameterizer other) implements ImageParameterizer {
    @Override
    public Schema provides() {
      return other.provides();
    }

    @Override
    public void parameterize(SelectedImages in, Rows out) {
      for (int i = 0; i < in.count(); i++) {
        out.set(in.rows()[i], provides().columns().get(0), Double.NaN);
      }
    }
  }

  /** Divides by zero. */
  private static final class Dark implements CameraCalibrator {
    @Override
    public void calibrateWaveforms(WaveformBatch waveforms, boolean raw) {}

    @Override
    public void calibrateImages(WaveformBatch waveforms, ImageBatch images, int exponent) {
      for (int i = 0; i < images.base(images.rows()); i++) {
        images.charge()[i] = 1 / 0f;
      }
    }
  }

  @Test
  void otherColumnsAreRefused() {
    assertEquals(
        "has other columns than the run began with",
        refusal(group.parameters().get(0), new ToyStages.Pixels()));
  }

  @Test
  void aCleanerMustLeaveTheImageAloneAndStayInTheCamera() {
    ImageCleaner greedy = (in, out) -> in.charge()[0] = 1;
    ImageCleaner lost =
        (in, out) -> out.words()[out.wordBase(0) + out.wordsPerRow() - 1] |= 1L << 63;

    assertEquals("changes the image it is to clean", refusal(group.clean(), greedy));
    PixelMask mask = new PixelMask();
    mask.reset(1, new ToySource(1).subarray().telescope(0).camera().pixels());
    if (mask.pixels() % Long.SIZE != 0) {
      assertEquals("chooses pixels that the camera does not have", refusal(group.clean(), lost));
    }
  }

  /** A slot whose first plug-in is taken away while it computes a batch. */
  private static final class LosingSlot implements Slot<ImageCleaner> {
    private final AtomicInteger leases = new AtomicInteger();

    @Override
    public String name() {
      return "clean/big";
    }

    @Override
    public Lease<ImageCleaner> acquire(long batch) {
      // The first lease looks at what there is, the second computes.
      boolean lost = leases.incrementAndGet() == 2;
      return new Lease<>() {
        @Override
        public ImageCleaner service() {
          return ToyStages.above(lost ? 0 : 20);
        }

        @Override
        public ServiceIdentity identity() {
          return new ServiceIdentity("above", "b", lost ? "1" : "2", "", "");
        }

        @Override
        public boolean expired() {
          return lost;
        }

        @Override
        public void close() {}
      };
    }
  }

  @Test
  void aBatchWhosePluginWasTakenAwayIsComputedAgain() throws PipelineException {
    MemoryWriter expected = new MemoryWriter();
    MemoryWriter writer = new MemoryWriter();
    DataLevel[] levels = {DataLevel.DL1_IMAGES, DataLevel.DL1_PARAMETERS, DataLevel.DL2};
    new PipelineRun(plan, new ToySource(50), List.of(expected.product(levels)), new CancelToken())
        .run();

    RunReport report =
        new PipelineRun(
                ToyStages.plan(SETTINGS, new LosingSlot()),
                new ToySource(50),
                List.of(writer.product(levels)),
                new CancelToken())
            .run();

    org.junit.jupiter.api.Assertions.assertArrayEquals(expected.content(), writer.content());
    assertEquals(1, report.status().replayed());
    assertEquals(
        1, report.notices().get("batches computed again because a plug-in was taken away"));
    assertTrue(
        report.provenance().stream()
            .filter(s -> s.slot().equals("clean/big"))
            .allMatch(s -> s.version().equals("2")));
  }
}
