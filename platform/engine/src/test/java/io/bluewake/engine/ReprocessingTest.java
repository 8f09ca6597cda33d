package io.bluewake.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Column;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Inputs that hold parameters already. */
@Timeout(60)
class ReprocessingTest {
  private static final Schema STORED =
      Schema.named("")
          .float64("hillas_intensity", "", "Sum of the charges")
          .int32("morphology_n_pixels", "Number of pixels")
          .build();

  /** The toy source as it would be read back from a file of parameters. */
  private record Stored(ToySource toy, Schema schema) implements EventSource {
    @Override
    public Subarray subarray() {
      return toy.subarray();
    }

    @Override
    public Set<DataLevel> levels() {
      return Set.of(DataLevel.DL1_PARAMETERS);
    }

    @Override
    public RunInfo run() {
      return toy.run();
    }

    @Override
    public boolean read(EventBatch out, Limits limits) throws IOException {
      return toy.read(out, limits);
    }

    @Override
    public void decode(EventBatch batch, List<GainSelector> gains) {
      assertEquals(List.of(), gains);
      Table table = new Table(schema);
      table.reset(batch.telescopeRows());
      for (int row = 0; row < table.rows(); row++) {
        for (Column c : schema.columns()) {
          table.set(row, c, 40 + batch.eventId()[batch.eventOfRow()[row]] % 20);
        }
      }
      batch.setParameters(table);
    }

    @Override
    public Optional<Table> showerDistribution() {
      return Optional.empty();
    }

    @Override
    public Map<String, Long> notices() {
      return Map.of();
    }

    @Override
    public void close() {}
  }

  private static PipelineRun run(Schema schema, MemoryWriter writer) {
    return new PipelineRun(
        ToyStages.plan(
            new EngineSettings(
                2, new EventSource.Limits(9, 1 << 20), EngineSettings.ErrorPolicy.FAIL)),
        new Stored(new ToySource(100), schema),
        List.of(writer.product(DataLevel.DL1_PARAMETERS, DataLevel.DL2)),
        new CancelToken());
  }

  @Test
  void showersAreReconstructedFromStoredParameters() throws PipelineException {
    MemoryWriter writer = new MemoryWriter();

    RunReport report = run(STORED, writer).run();

    assertEquals(100, writer.valid.size());
    // Half of the events have 51 p.e. or more, and some of those have two telescopes.
    assertTrue(writer.valid.contains(1));
    for (int e = 0; e < 100; e++) {
      assertTrue(writer.valid.get(e) == 0 || e % 20 > 10, "event " + e);
    }
    assertArrayEquals(STORED.columns().toArray(), writer.header.parameters().columns().toArray());
    assertEquals(
        List.of("/dl2/service/tel_event_statistics/ToyReconstructor"),
        List.copyOf(report.cutFlows().keySet()));
  }

  @Test
  void missingColumnsOfTheInputAreNamed() {
    MemoryWriter writer = new MemoryWriter();
    Schema poor = Schema.named("hillas").float64("width", "deg", "Width").build();

    PipelineException e = assertThrows(PipelineException.class, () -> run(poor, writer).run());

    assertTrue(e.getMessage().contains("needs column 'hillas_intensity'"), e.getMessage());
  }
}
