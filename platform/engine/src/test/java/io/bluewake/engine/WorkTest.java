package io.bluewake.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.engine.PipelinePlan.Recompute;
import io.bluewake.model.DataLevel;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkTest {
  private static final Set<DataLevel> ALL_DL1 =
      Set.of(DataLevel.DL1_IMAGES, DataLevel.DL1_PARAMETERS);

  @Test
  void rawDataNeedEverything() throws PipelineException {
    Work work = Work.of(Set.of(DataLevel.R0), Set.of(DataLevel.DL2), Recompute.NOTHING);

    assertEquals(new Work(true, true, false, false, true, true, false, false, true), work);
  }

  @Test
  void parametersInTheInputAreUsed() throws PipelineException {
    Work work =
        Work.of(ALL_DL1, Set.of(DataLevel.DL1_PARAMETERS, DataLevel.DL2), Recompute.NOTHING);

    assertEquals(new Work(false, false, false, false, false, false, true, false, true), work);
  }

  @Test
  void imagesInTheInputAreParameterizedWithoutWaveforms() throws PipelineException {
    Work work =
        Work.of(Set.of(DataLevel.DL1_IMAGES), Set.of(DataLevel.DL1_PARAMETERS), Recompute.NOTHING);

    assertFalse(work.images());
    assertTrue(work.parameters());
    assertFalse(work.stereo());
  }

  @Test
  void recomputingBeginsWithTheLowestLevelThereIs() throws PipelineException {
    Recompute all = new Recompute(true, true);

    Work fromImages = Work.of(ALL_DL1, Set.of(DataLevel.DL1_PARAMETERS), all);
    Work fromWaveforms =
        Work.of(
            Set.of(DataLevel.R1, DataLevel.DL1_IMAGES, DataLevel.DL1_PARAMETERS), Set.of(), all);

    assertEquals(new Work(false, false, false, false, false, true, false, false, true), fromImages);
    assertEquals(
        new Work(false, true, false, false, true, true, false, false, true), fromWaveforms);
  }

  @Test
  void waveformsAreDecodedOnlyForThoseWhoWantThem() throws PipelineException {
    Set<DataLevel> input = Set.of(DataLevel.R1, DataLevel.DL1_IMAGES, DataLevel.DL1_PARAMETERS);

    Work without = Work.of(input, Set.of(DataLevel.DL1_IMAGES), Recompute.NOTHING);
    Work with = Work.of(input, Set.of(DataLevel.R1), Recompute.NOTHING);
    Work raw = Work.of(Set.of(DataLevel.R0), Set.of(DataLevel.R1), Recompute.NOTHING);

    assertEquals(new Work(false, false, false, false, false, false, false, false, false), without);
    assertEquals(new Work(false, true, true, false, false, false, false, false, false), with);
    assertEquals(new Work(true, true, true, false, true, false, false, false, false), raw);
    PipelineException e =
        assertThrows(
            PipelineException.class,
            () -> Work.of(ALL_DL1, Set.of(DataLevel.R1), Recompute.NOTHING));
    assertTrue(e.getMessage().contains("no waveforms"), e.getMessage());
  }

  @Test
  void rawCountsAreKeptForThoseWhoWantThemAndAreNotMade() throws PipelineException {
    Work only = Work.of(Set.of(DataLevel.R0), Set.of(DataLevel.R0), Recompute.NOTHING);
    PipelineException e =
        assertThrows(
            PipelineException.class,
            () -> Work.of(Set.of(DataLevel.R1), Set.of(DataLevel.R0), Recompute.NOTHING));

    assertEquals(new Work(true, true, true, true, false, false, false, false, false), only);
    assertEquals(PipelineException.Kind.CONFIGURATION, e.kind());
    assertEquals("the input has no raw counts (R0) to write; it has [R1]", e.getMessage());
  }

  @Test
  void whatCannotBeComputedIsRefused() {
    PipelineException e =
        assertThrows(
            PipelineException.class,
            () ->
                Work.of(
                    Set.of(DataLevel.DL1_PARAMETERS),
                    Set.of(DataLevel.DL1_IMAGES),
                    Recompute.NOTHING));

    assertEquals(PipelineException.Kind.INPUT, e.kind());
    assertTrue(e.getMessage().contains("neither waveforms nor images"), e.getMessage());
  }
}
