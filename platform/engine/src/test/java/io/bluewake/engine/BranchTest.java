package io.bluewake.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.spi.EventSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events that go through several sets of stages in one run. */
@Timeout(60)
class BranchTest {
  private static final EngineSettings SETTINGS =
      new EngineSettings(3, new EventSource.Limits(7, 1 << 20), EngineSettings.ErrorPolicy.FAIL);

  /** Number and first charge of each telescope event, in the order in which they were delivered. */
  private static final class Charges implements Gatherer {
    final List<String> all = new ArrayList<>();

    @Override
    public Delivery gather(EventBatch batch) {
      List<String> some = new ArrayList<>();
      for (int row = 0; row < batch.telescopeRows(); row++) {
        ImageBatch images = batch.cameras().get(batch.groupOf(batch.telescope()[row])).images();
        long event = batch.eventId()[batch.eventOfRow()[row]];
        some.add(event + ": " + images.charge(batch.groupRow()[row], 0));
      }
      return () -> all.addAll(some);
    }
  }

  /** Stages whose images are those of the toy stages times a number. */
  private static PipelinePlan times(float factor) {
    PipelinePlan plan = ToyStages.plan(SETTINGS);
    List<StageGroup> groups = new ArrayList<>();
    for (StageGroup g : plan.groups()) {
      groups.add(
          new StageGroup(
              g.name(),
              g.gain(),
              g.calibrate(),
              List.of(),
              FixedSlot.of(
                  "extract/" + g.name(),
                  "times",
                  () ->
                      (in, out) -> {
                        ToyStages.sum().extract(in, out);
                        for (int i = 0; i < out.base(out.rows()); i++) {
                          out.charge()[i] *= factor;
                        }
                      }),
              Optional.empty(),
              g.clean(),
              g.parameters(),
              g.muons()));
    }
    return new PipelinePlan(
        plan.groupOfTelescope(),
        groups,
        plan.imageQuality(),
        plan.reconstructors(),
        plan.recompute(),
        SETTINGS);
  }

  private static byte[] run(PipelinePlan plan, List<Branch> branches) throws PipelineException {
    MemoryWriter writer = new MemoryWriter();
    new PipelineRun(
            plan,
            new ToySource(200),
            List.of(writer.product(DataLevel.DL1_IMAGES)),
            new CancelToken(),
            branches)
        .run();
    return writer.content();
  }

  @Test
  void branchesDoNotChangeTheRunAndSeeWhatARunOfTheirOwnWouldSee() throws PipelineException {
    Charges one = new Charges();
    Charges two = new Charges();

    byte[] with = run(times(1), List.of(new Branch(times(3), one), new Branch(times(5), two)));

    assertArrayEquals(run(times(1), List.of()), with);
    Charges alone = new Charges();
    run(times(5), List.of(new Branch(times(3), alone)));
    assertEquals(alone.all, one.all);
    assertEquals(one.all.size(), two.all.size());
    assertNotEquals(one.all, two.all);
    long before = -1;
    for (String text : one.all) {
      long event = Long.parseLong(text.substring(0, text.indexOf(':')));
      assertEquals(true, event >= before, "events in order");
      before = event;
    }
  }

  @Test
  void whatABranchCannotDoFailsTheRun() {
    Branch broken =
        new Branch(
            times(1),
            batch ->
                () -> {
                  throw new IOException("no space left");
                });

    PipelineException e =
        assertThrows(PipelineException.class, () -> run(times(1), List.of(broken)));

    assertEquals("out.h5: no space left", e.getMessage());
  }

  @Test
  void aBranchWithOtherGroupsIsRefused() {
    PipelinePlan plan = times(1);
    PipelinePlan other =
        new PipelinePlan(
            List.of(0, 1, 1),
            plan.groups(),
            plan.imageQuality(),
            plan.reconstructors(),
            plan.recompute(),
            SETTINGS);

    assertThrows(
        IllegalArgumentException.class, () -> run(plan, List.of(new Branch(other, new Charges()))));
  }
}
