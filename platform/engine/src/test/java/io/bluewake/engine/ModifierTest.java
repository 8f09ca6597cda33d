package io.bluewake.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.engine.EngineSettings.ErrorPolicy;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.Column;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Schema;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.Rows;
import io.bluewake.spi.SimulationModifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changed simulated events, and cleaners that say more than which pixels are chosen. */
@Timeout(60)
class ModifierTest {
  private static final EngineSettings SETTINGS =
      new EngineSettings(2, new EventSource.Limits(7, 1 << 20), ErrorPolicy.FAIL);
  private static final float MUCH = 1000;

  /** Makes every sample, and then every charge, larger. */
  private static final class Brighter implements SimulationModifier {
    @Override
    public void modifyWaveforms(EventBatch batch, CameraBatch camera) {
      float[] w = camera.waveforms().samples();
      for (int i = 0; i < camera.waveforms().base(camera.rows()); i++) {
        w[i] += MUCH;
      }
    }

    @Override
    public void modifyImages(EventBatch batch, CameraBatch camera) {
      float[] q = camera.images().charge();
      for (int i = 0; i < camera.images().base(camera.rows()); i++) {
        q[i] += 1;
      }
    }
  }

  /** Chooses nothing and reports the charge of the first pixel and the telescope. */
  private static final class Reporter implements ImageCleaner {
    private static final Schema SCHEMA =
        Schema.named("seen").float64("charge", "", "Charge").int32("telescope", "Id").build();

    @Override
    public Schema provides() {
      return SCHEMA;
    }

    @Override
    public void clean(ImageBatch in, PixelMask out) {
      throw new IllegalStateException("the engine knows more");
    }

    @Override
    public void clean(Scene in, PixelMask out, Rows report) {
      assertTrue(in.extractor().isPresent());
      for (int row = 0; row < in.images().rows(); row++) {
        int tableRow = in.camera().tableRows()[row];
        int telescope = in.batch().subarray().telescope(in.batch().telescope()[tableRow]).id();
        report.set(row, SCHEMA.column("charge"), in.images().charge(row, 0));
        report.set(row, SCHEMA.column("telescope"), telescope);
      }
    }
  }

  /** The toy events as an observation. */
  private static final class Observation extends ToySource {
    Observation(int events) {
      super(events);
    }

    @Override
    public RunInfo run() {
      RunInfo toy = super.run();
      return new RunInfo(
          false,
          toy.schedulingBlocks(),
          toy.observationBlocks(),
          Optional.empty(),
          Optional.empty());
    }
  }

  private static PipelinePlan plan(List<Slot<SimulationModifier>> modify) {
    PipelinePlan toy = ToyStages.plan(SETTINGS, FixedSlot.of("clean/big", "r", Reporter::new));
    StageGroup g = toy.groups().get(0);
    StageGroup big =
        new StageGroup(
            g.name(),
            g.gain(),
            g.calibrate(),
            modify,
            g.extract(),
            g.invalidPixels(),
            g.clean(),
            g.parameters(),
            List.of());
    return new PipelinePlan(
        toy.groupOfTelescope(),
        List.of(big, toy.groups().get(1)),
        toy.imageQuality(),
        List.of(),
        PipelinePlan.Recompute.NOTHING,
        SETTINGS);
  }

  private static MemoryWriter run(List<Slot<SimulationModifier>> modify) throws PipelineException {
    MemoryWriter writer = new MemoryWriter();
    new PipelineRun(
            plan(modify),
            new ToySource(30),
            List.of(writer.product(DataLevel.DL1_IMAGES, DataLevel.DL1_PARAMETERS)),
            new CancelToken())
        .run();
    return writer;
  }

  @Test
  void columnsOfACleanerAreAmongTheParameters() throws PipelineException {
    MemoryWriter writer = run(List.of());
    assertEquals(
        List.of("hillas_intensity", "morphology_n_pixels", "seen_charge", "seen_telescope"),
        writer.header.parameters().columns().stream()
            .map(Column::name)
            .filter(name -> !name.startsWith("core"))
            .toList());
  }

  @Test
  void waveformsAndImagesAreChangedOnTheirWay() throws PipelineException {
    MemoryWriter plain = run(List.of());
    MemoryWriter changed = run(List.of(FixedSlot.of("modify/b/big", "b", Brighter::new)));
    assertEquals(plain.events, changed.events);
    assertFalse(java.util.Arrays.equals(plain.content(), changed.content()));
  }

  @Test
  void observationsAreNotChanged() {
    List<Slot<SimulationModifier>> modify =
        List.of(FixedSlot.of("modify/b/big", "b", Brighter::new));
    PipelineRun run =
        new PipelineRun(
            plan(modify),
            new Observation(5),
            List.of(new MemoryWriter().product(DataLevel.DL1_PARAMETERS)),
            new CancelToken());
    PipelineException e = assertThrows(PipelineException.class, run::run);
    assertNotNull(e.getMessage());
    assertTrue(e.getMessage().contains("is an observation"), e.getMessage());
  }

  @Test
  void modifiersAndReportingCleanersAreRehearsed() throws Exception {
    List<Slot<SimulationModifier>> modify =
        List.of(FixedSlot.of("modify/b/big", "b", Brighter::new));
    PipelinePlan plan = plan(modify);
    PipelineRun run =
        new PipelineRun(
            plan,
            new ToySource(5),
            List.of(new MemoryWriter().product(DataLevel.DL1_PARAMETERS)),
            new CancelToken());
    run.expectSwaps();
    run.run();
    StageGroup big = plan.groups().get(0);
    assertEquals(Optional.empty(), run.refuse(big.clean(), new Reporter()));
    assertTrue(
        run.refuse(big.clean(), ToyStages.above(3)).orElse("").contains("other columns"),
        "a cleaner without the columns");
    assertEquals(Optional.empty(), run.refuse(modify.get(0), new Brighter()));
    SimulationModifier broken =
        new SimulationModifier() {
          @Override
          public void modifyImages(EventBatch batch, CameraBatch camera) {
            camera.images().charge()[0] = Float.NaN;
          }
        };
    assertTrue(run.refuse(modify.get(0), broken).orElse("").contains("charge of a toy shower"));
  }
}
