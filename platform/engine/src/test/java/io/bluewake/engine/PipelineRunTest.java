package io.bluewake.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.engine.EngineSettings.ErrorPolicy;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.Column;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.Table;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ProvenanceSegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipelineRunTest {
  private static final DataLevel[] ALL = {
    DataLevel.DL1_IMAGES, DataLevel.DL1_PARAMETERS, DataLevel.DL1_MUON, DataLevel.DL2
  };

  private static EngineSettings settings(int workers, ErrorPolicy errors) {
    return new EngineSettings(workers, new EventSource.Limits(7, 1 << 20), errors);
  }

  private static EngineSettings settings(int workers) {
    return settings(workers, ErrorPolicy.FAIL);
  }

  private static RunReport run(PipelinePlan plan, EventSource source, MemoryWriter... writers)
      throws PipelineException {
    List<Product> products = new java.util.ArrayList<>();
    for (MemoryWriter writer : writers) {
      products.add(writer.product(ALL));
    }
    return new PipelineRun(plan, source, products, new CancelToken()).run();
  }

  private static PipelineException failure(
      PipelinePlan plan, EventSource source, MemoryWriter writer) {
    PipelineException e = assertThrows(PipelineException.class, () -> run(plan, source, writer));
    assertNull(writer.ending);
    assertTrue(writer.closed || writer.header == null);
    return e;
  }

  @Test
  void productsDoNotDependOnTheNumberOfWorkers() throws PipelineException {
    MemoryWriter one = new MemoryWriter();
    MemoryWriter four = new MemoryWriter();

    RunReport a = run(ToyStages.plan(settings(1)), new ToySource(500), one);
    RunReport b = run(ToyStages.plan(settings(4)), new ToySource(500), four);

    assertEquals(LongStream.range(0, 500).boxed().toList(), four.events);
    assertArrayEquals(one.content(), four.content());
    assertEquals(a.provenance(), b.provenance());
    assertEquals(counts(a), counts(b));
    assertTrue(one.valid.contains(0) && one.valid.contains(1));
    assertEquals("bluewake-writer-memory", one.thread);
  }

  @Test
  void productsDoNotDependOnTheSizeOfBatches() throws PipelineException {
    MemoryWriter small = new MemoryWriter();
    MemoryWriter large = new MemoryWriter();
    EngineSettings big =
        new EngineSettings(2, new EventSource.Limits(256, 1 << 20), ErrorPolicy.FAIL);

    run(ToyStages.plan(settings(2)), new ToySource(100), small);
    run(ToyStages.plan(big), new ToySource(100), large);

    // Impact distances of the toy are made from row numbers, so only sizes and order compare.
    assertEquals(small.events, large.events);
    assertEquals(small.valid, large.valid);
    assertEquals(small.content().length, large.content().length);
  }

  private static List<Long> counts(RunReport report) {
    return report.cutFlows().values().stream()
        .flatMap(t -> java.util.stream.IntStream.range(0, t.rows()).mapToObj(r -> cell(t, r)))
        .toList();
  }

  private static long cell(Table t, int row) {
    return t.getLong(row, t.schema().column("cumulative_counts"));
  }

  @Test
  void cutFlowsCountMeasuredAndTrueImages() throws PipelineException {
    MemoryWriter writer = new MemoryWriter();

    RunReport report = run(ToyStages.plan(settings(2)), new ToySource(200), writer);

    Table images = report.cutFlows().get("/dl1/service/image_statistics");
    assertEquals(3, images.rows());
    assertEquals("TOTAL", images.getString(0, images.schema().column("criteria")));
    assertEquals("True", images.getString(0, images.schema().column("func")));
    assertEquals(2 * report.status().telescopeEvents(), cell(images, 0));
    assertTrue(cell(images, 2) < cell(images, 0));
    Table stereo = report.cutFlows().get("/dl2/service/tel_event_statistics/ToyReconstructor");
    assertEquals(report.status().telescopeEvents(), cell(stereo, 0));
    assertEquals(
        "parameters.hillas.intensity > 50", stereo.getString(1, stereo.schema().column("func")));
    assertEquals(
        List.of(
            "/dl1/service/image_statistics", "/dl2/service/tel_event_statistics/ToyReconstructor"),
        List.copyOf(writer.ending.tables().keySet()));
    assertEquals(200L, writer.ending.notices().get("toy events"));
  }

  @Test
  void tablesHaveTheColumnsOfAllPlugins() throws PipelineException {
    MemoryWriter writer = new MemoryWriter();

    RunReport report = run(ToyStages.plan(settings(1)), new ToySource(10), writer);

    assertEquals(
        List.of("hillas_intensity", "morphology_n_pixels", "core_psi"),
        writer.header.parameters().columns().stream().map(Column::name).toList());
    assertEquals(
        List.of("true_hillas_intensity"),
        writer.header.trueParameters().columns().stream().map(Column::name).toList());
    assertEquals(
        List.of("muonring_radius"),
        writer.header.muons().columns().stream().map(Column::name).toList());
    assertEquals(PipelineStatus.State.COMMITTED, report.status().state());
    assertEquals(10, report.status().events());
    assertTrue(report.status().bytes() > 0);
  }

  @Test
  void twoProductsSeeTheSameAndASlowOneHoldsTheOther() throws PipelineException {
    MemoryWriter slow = new MemoryWriter(5, -1);
    MemoryWriter fast = new MemoryWriter();

    run(ToyStages.plan(settings(3)), new ToySource(200), slow, fast);

    assertArrayEquals(slow.content(), fast.content());
  }

  @Test
  void allProductsGetTheirNamesOrNone() {
    MemoryWriter first = new MemoryWriter();
    MemoryWriter second = new MemoryWriter();
    second.refusesToCommit = true;

    PipelineException e =
        assertThrows(
            PipelineException.class,
            () -> run(ToyStages.plan(settings(2)), new ToySource(20), first, second));

    assertEquals(PipelineException.Kind.OUTPUT, e.kind());
    assertTrue(first.prepared && second.prepared);
    assertNull(first.ending, "the first product was withdrawn");
    assertTrue(first.closed && second.closed);
  }

  @Test
  void aSourceThatDecodesTheWrongNumberOfRowsIsNamed() {
    ToySource source =
        new ToySource(20) {
          @Override
          public void decode(EventBatch batch, List<GainSelector> gains) {
            super.decode(batch, gains);
            CameraBatch camera = batch.cameras().get(0);
            camera.waveforms().reset(camera.rows() - 1, 4, false);
          }
        };

    PipelineException e = failure(ToyStages.plan(settings(2)), source, new MemoryWriter());

    assertEquals(PipelineException.Kind.INPUT, e.kind());
    assertTrue(
        e.getMessage()
            .matches("the source decoded \\d+ waveforms of .* where the batch has \\d+, obs 1, .*"),
        e.getMessage());
  }

  @Test
  void anEmptyInputMakesAnEmptyProduct() throws PipelineException {
    MemoryWriter writer = new MemoryWriter();

    RunReport report = run(ToyStages.plan(settings(2)), new ToySource(0), writer);

    assertEquals(0, writer.content().length);
    assertEquals(0, cell(report.cutFlows().get("/dl1/service/image_statistics"), 0));
    assertEquals(List.of(), report.provenance());
    assertTrue(writer.ending != null);
  }

  @Test
  void anInputThatBreaksLeavesNoProduct() {
    PipelineException e =
        failure(ToyStages.plan(settings(2)), new ToySource(100, 50), new MemoryWriter());

    assertEquals(PipelineException.Kind.INPUT, e.kind());
    assertEquals("toy.file: byte 400, event 50: broken", e.getMessage());
  }

  private static FixedSlot<ImageCleaner> failingAt(int intensity) {
    return FixedSlot.of(
        "clean/big",
        "fragile",
        () ->
            (ImageBatch in, PixelMask out) -> {
              for (int row = 0; row < in.rows(); row++) {
                if (in.charge(row, 0) == intensity) {
                  throw new IllegalStateException("cannot clean this");
                }
              }
              ToyStages.above(20).clean(in, out);
            });
  }

  @Test
  void aFailingStageIsNamedAndLeavesNoProduct() {
    PipelineException e =
        failure(ToyStages.plan(settings(3), failingAt(36)), new ToySource(300), new MemoryWriter());

    assertEquals(PipelineException.Kind.STAGE, e.kind());
    assertTrue(
        e.getMessage()
            .startsWith("clean/big (fragile): IllegalStateException: cannot clean this, obs 1,"),
        e.getMessage());
  }

  @Test
  void failingEventsCanBeLeftOut() throws PipelineException {
    MemoryWriter all = new MemoryWriter();
    MemoryWriter some = new MemoryWriter();
    run(ToyStages.plan(settings(2)), new ToySource(300), all);

    RunReport report =
        run(
            ToyStages.plan(settings(3, ErrorPolicy.SKIP_EVENT), failingAt(36)),
            new ToySource(300),
            some);

    long skipped = report.status().skipped();
    assertTrue(skipped > 0 && skipped < 100, () -> skipped + " events skipped");
    assertEquals(300 - skipped, some.events.size());
    assertTrue(all.events.containsAll(some.events));
    assertEquals(some.events.stream().sorted().toList(), some.events);
    assertEquals(skipped, report.notices().get("events skipped because a stage failed"));
    long last = report.provenance().get(0).lastEvent();
    assertEquals(some.events.size() - 1, last);
  }

  @Test
  void aFailingWriterStopsTheRun() {
    PipelineException e =
        failure(ToyStages.plan(settings(2)), new ToySource(100_000), new MemoryWriter(0, 77));

    assertEquals(PipelineException.Kind.OUTPUT, e.kind());
    assertEquals("out.h5: no space left on device", e.getMessage());
  }

  @Test
  void cancellingStopsTheRun() throws InterruptedException {
    CancelToken cancel = new CancelToken();
    MemoryWriter writer = new MemoryWriter(2, -1);
    PipelineRun run =
        new PipelineRun(
            ToyStages.plan(settings(2)),
            new ToySource(10_000_000),
            List.of(writer.product(ALL)),
            cancel);
    Thread canceller =
        new Thread(
            () -> {
              while (run.status().events() < 20) {
                Thread.onSpinWait();
              }
              cancel.cancel();
            });
    canceller.start();

    PipelineException e = assertThrows(PipelineException.class, run::run);

    canceller.join();
    assertEquals(PipelineException.Kind.CANCELLED, e.kind());
    assertTrue(writer.closed);
    assertNull(writer.ending);
    assertEquals(PipelineStatus.State.FAILED, run.status().state());
  }

  @Test
  void aRunThatWaitsForASlotSaysSoAndCanBeCancelled() throws InterruptedException {
    Slot<ImageCleaner> empty =
        new Slot<>() {
          @Override
          public String name() {
            return "clean/big";
          }

          @Override
          public Lease<ImageCleaner> acquire(long batch) throws InterruptedException {
            Thread.sleep(60_000);
            throw new IllegalStateException("waited too long");
          }
        };
    CancelToken cancel = new CancelToken();
    PipelineRun run =
        new PipelineRun(
            ToyStages.plan(settings(2), empty),
            new ToySource(100),
            List.of(new MemoryWriter().product(ALL)),
            cancel);
    Thread canceller =
        new Thread(
            () -> {
              while (!run.status().waiting().contains("clean/big")) {
                Thread.onSpinWait();
              }
              cancel.cancel();
            });
    canceller.start();

    PipelineException e = assertThrows(PipelineException.class, run::run);

    canceller.join();
    assertEquals(PipelineException.Kind.CANCELLED, e.kind());
  }

  /** A slot whose plug-in is exchanged at a batch. */
  private record SwappedSlot(long at) implements Slot<ImageCleaner> {
    @Override
    public String name() {
      return "clean/big";
    }

    @Override
    public Lease<ImageCleaner> acquire(long batch) {
      boolean second = batch >= at;
      return new Lease<>() {
        @Override
        public ImageCleaner service() {
          return ToyStages.above(second ? 25 : 20);
        }

        @Override
        public ServiceIdentity identity() {
          return new ServiceIdentity("above", "b", second ? "2" : "1", "", "");
        }

        @Override
        public void close() {}
      };
    }
  }

  @Test
  void anExchangedPluginOpensASegment() throws PipelineException {
    RunReport report =
        run(
            ToyStages.plan(settings(4), new SwappedSlot(5)),
            new ToySource(100),
            new MemoryWriter());

    List<ProvenanceSegment> clean =
        report.provenance().stream().filter(s -> s.slot().equals("clean/big")).toList();
    assertEquals(2, clean.size());
    assertEquals("1", clean.get(0).version());
    assertEquals(0, clean.get(0).firstEvent());
    assertEquals(34, clean.get(0).lastEvent());
    assertEquals("2", clean.get(1).version());
    assertEquals(35, clean.get(1).firstEvent());
    assertEquals(99, clean.get(1).lastEvent());
    assertEquals(
        1, report.provenance().stream().filter(s -> s.slot().equals("reconstruct/toy")).count());
  }

  @Test
  void instancesAreNeverShared() throws PipelineException {
    AtomicInteger made = new AtomicInteger();
    AtomicInteger clashes = new AtomicInteger();
    FixedSlot<ImageCleaner> slot =
        FixedSlot.of(
            "clean/big",
            "watched",
            () -> {
              made.incrementAndGet();
              AtomicInteger inside = new AtomicInteger();
              return (in, out) -> {
                if (inside.incrementAndGet() != 1) {
                  clashes.incrementAndGet();
                }
                ToyStages.above(20).clean(in, out);
                inside.decrementAndGet();
              };
            });

    run(ToyStages.plan(settings(4), slot), new ToySource(500), new MemoryWriter());

    assertEquals(0, clashes.get());
    assertTrue(made.get() <= 4, () -> made + " instances");
  }

  @Test
  void criteriaOnUnknownColumnsAreRefusedBeforeTheFirstEvent() {
    PipelinePlan good = ToyStages.plan(settings(1));
    PipelinePlan wrong =
        new PipelinePlan(
            good.groupOfTelescope(),
            good.groups(),
            good.imageQuality(),
            List.of(
                new ReconstructorStage(
                    good.reconstructors().get(0).slot(),
                    List.of(new Criterion("w", "hillas_widht > 0")))),
            good.recompute(),
            good.settings());

    PipelineException e = failure(wrong, new ToySource(10), new MemoryWriter());

    assertEquals(PipelineException.Kind.CONFIGURATION, e.kind());
    assertTrue(e.getMessage().contains("position 1: no column 'hillas_widht'"), e.getMessage());
  }
}
