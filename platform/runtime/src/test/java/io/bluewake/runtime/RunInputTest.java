package io.bluewake.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.config.ConfigException;
import io.bluewake.model.DataLevel;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunInputTest {
  private static final EventSource.Limits LIMITS = new EventSource.Limits(4, 1 << 20);

  private final List<Path> closed = new ArrayList<>();

  /** Ten events of one observation, whose number is in the name of the input. */
  private final class Ten implements EventSource {
    private final Path path;
    private final int observation;
    private final long events;
    private int next;

    Ten(Path path, long maxEvents) {
      this.path = path;
      observation = Integer.parseInt(path.toString());
      events = maxEvents < 0 ? 10 : Math.min(10, maxEvents);
    }

    @Override
    public Subarray subarray() {
      Subarray all = ExampleArray.create();
      return observation < 100
          ? all
          : new Subarray("less", all.telescopes().subList(0, 2), all.reference());
    }

    @Override
    public Set<DataLevel> levels() {
      return Set.of(DataLevel.R0);
    }

    @Override
    public RunInfo run() {
      Table block = new Table(DataModel.OBSERVATION_BLOCK);
      block.set(block.append(), block.schema().column("obs_id"), observation);
      return new RunInfo(
          false, new Table(DataModel.SCHEDULING_BLOCK), block, Optional.empty(), Optional.empty());
    }

    @Override
    public boolean read(EventBatch out, Limits limits) {
      while (next < events && out.events() < limits.events()) {
        out.addEvent(observation, next++, 0, 0, 32);
      }
      if (out.attachment() == null) {
        out.setAttachment(path);
      }
      return out.events() > 0;
    }

    @Override
    public void decode(EventBatch batch, List<GainSelector> gains) {
      assertEquals(path, batch.attachment());
    }

    @Override
    public Optional<Table> showerDistribution() {
      return Optional.empty();
    }

    @Override
    public Map<String, Long> notices() {
      return Map.of("oddities", 1L);
    }

    @Override
    public void close() {
      closed.add(path);
    }
  }

  private RunInput open(long maxEvents, String... names) throws IOException {
    return new RunInput(
        java.util.Arrays.stream(names).map(Path::of).toList(),
        Ten::new,
        new Observations(),
        maxEvents);
  }

  private static List<String> readAll(RunInput input) throws IOException {
    List<String> events = new ArrayList<>();
    EventBatch batch = new EventBatch(input.subarray(), new int[input.subarray().size()]);
    for (long number = 0; ; number++) {
      batch.clear();
      batch.setNumber(number);
      if (!input.read(batch, LIMITS)) {
        return events;
      }
      input.decode(batch, List.of());
      for (int e = 0; e < batch.events(); e++) {
        events.add(batch.obsId()[e] + "/" + batch.eventId()[e]);
      }
    }
  }

  @Test
  void inputsAreReadOneAfterTheOther() throws IOException {
    try (RunInput input = open(-1, "7", "8")) {
      List<String> events = readAll(input);

      assertEquals(20, events.size());
      assertEquals("7/0", events.get(0));
      assertEquals("8/9", events.get(19));
      assertEquals(Map.of("oddities", 2L), input.notices());
      assertEquals(2, input.run().observationBlocks().rows());
    }
    assertTrue(closed.containsAll(List.of(Path.of("7"), Path.of("8"))));
  }

  @Test
  void theLimitOfEventsIsThatOfAllInputs() throws IOException {
    try (RunInput input = open(13, "7", "8", "9")) {
      assertEquals(13, readAll(input).size());
    }
  }

  @Test
  void anObservationThatOccursTwiceIsDescribedOnce() throws IOException {
    try (RunInput input = open(-1, "7", "7")) {
      assertEquals(1, input.run().observationBlocks().rows());
    }
  }

  @Test
  void inputsWithOtherTelescopesAreRefused() {
    InputException e = assertThrows(InputException.class, () -> open(-1, "7", "100"));

    assertTrue(e.getMessage().startsWith("100: has other telescopes"), e.getMessage());
    assertTrue(closed.contains(Path.of("7")));
  }

  @Test
  void batchesKnowWhereTheirObservationBegins() throws IOException {
    Observations observations = new Observations();
    try (RunInput input =
        new RunInput(List.of(Path.of("7"), Path.of("8")), Ten::new, observations, -1)) {
      readAll(input);
    }

    assertEquals(0, observations.applyAsLong(2));
    assertEquals(3, observations.applyAsLong(3));
    assertEquals(3, observations.applyAsLong(1000));
    assertEquals(0, new Observations().applyAsLong(0));
  }

  @Test
  void whatASourceKeepsWithABatchIsNotShownToAnother() throws IOException {
    try (RunInput input = open(-1, "7", "8")) {
      EventBatch batch = new EventBatch(input.subarray(), new int[input.subarray().size()]);
      assertNull(batch.attachment());
      for (int i = 0; i < 3; i++) {
        batch.clear();
        assertTrue(input.read(batch, LIMITS));
      }
      assertEquals(Path.of("7"), batch.attachment());
      batch.clear();
      assertTrue(input.read(batch, LIMITS));
      assertEquals(Path.of("8"), batch.attachment());
    }
  }

  @Test
  void telescopesAreChosenByNumberAndPattern() throws ConfigException {
    Subarray subarray = ExampleArray.create();

    assertEquals(Set.of(1), TelescopeChoice.ids(List.of("LST*"), subarray));
    assertEquals(Set.of(1, 2, 3, 5), TelescopeChoice.ids(List.of("1", "MST_*"), subarray));
    assertEquals(Set.of(3), TelescopeChoice.ids(List.of("*_NectarCam"), subarray));
    assertTrue(TelescopeChoice.areNumbers(List.of("1", "22")));
    assertFalse(TelescopeChoice.areNumbers(List.of("1", "LST*")));
  }

  @Test
  void aChoiceThatFitsNoTelescopeListsThoseThereAre() {
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> TelescopeChoice.ids(List.of("99"), ExampleArray.create()));

    assertTrue(e.getMessage().contains("LST_LST_LSTCam=1"), e.getMessage());
  }
}
