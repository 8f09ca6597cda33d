package io.bluewake.source.zfits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.bluewake.model.EventBatch;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit together is left out or kept, and always counted; no event comes twice. */
class MixedUpObservationTest {
  private static final String NOT_THERE = "telescope events that are announced but not there";
  private static final String TWICE = "telescope events that repeat a number left out";
  private static final String APART =
      "telescope events more than 1 ms from the time of their array event";

  @TempDir private Path root;
  private final Dl0Files files = new Dl0Files();
  private final Map<String, Object> options = new HashMap<>();
  private final Set<Integer> wanted = new HashSet<>();
  private Map<String, Long> notices = Map.of();
  private int telescopeEvents;

  /** Two telescopes with ten events, one stream each. */
  @BeforeEach
  void observation() throws IOException {
    long[] ids = Dl0Files.ids(1, 10);
    subarray(0, files.subarray(new int[] {1, 3}, ids));
    triggers(ids);
    telescope(1, 0, 0, files.telescope(1, ids));
    telescope(3, 0, 0, files.telescope(3, ids));
  }

  private Path subarray(int chunk, byte[] content) throws IOException {
    return files.write(Dl0Files.triggerDirectory(root), files.subarrayName(chunk), content);
  }

  private void triggers(long... ids) throws IOException {
    files.write(
        Dl0Files.triggerDirectory(root),
        files.subarrayName(0).replace("SUBARRAY", "TEL"),
        files.triggers(new int[] {1, 3}, ids));
  }

  private Path telescope(int telescope, int stream, int chunk, byte[] content) throws IOException {
    return files.write(
        Dl0Files.telescopeDirectory(root, telescope, "events"),
        files.name(telescope, stream, "TEL_SHOWER", chunk),
        content);
  }

  /** Reads everything and returns how many array events came. */
  private int events(Path input) throws IOException {
    Set<Long> numbers = new HashSet<>();
    telescopeEvents = 0;
    EventSource.Request all = EventSource.Request.ALL;
    EventSource.Request request = new EventSource.Request(wanted, all.maxEvents(), all.types());
    try (EventSource source =
        new ZfitsProvider(Configs.of(ZfitsProvider.Config.class, options)).open(input, request)) {
      EventBatch batch = new EventBatch(source.subarray(), ToyArray.groups(source.subarray()));
      while (source.read(batch, new EventSource.Limits(3, Long.MAX_VALUE))) {
        source.decode(batch, List.of((w, row) -> 0));
        for (int e = 0; e < batch.events(); e++) {
          assertTrue(numbers.add(batch.eventId()[e]), "event " + batch.eventId()[e] + " twice");
        }
        telescopeEvents += batch.telescopeRows();
        batch.clear();
      }
      notices = new TreeMap<>(source.notices());
    }
    return numbers.size();
  }

  private InputException error() {
    return assertThrows(InputException.class, () -> events(root));
  }

  @Test
  void subarrayEventsThatComeAgainInALaterFileAreLeftOut() throws IOException {
    subarray(1, files.subarray(new int[] {1, 3}, 3, 4, 5));
    assertEquals(10, events(root));
    assertEquals(20, telescopeEvents);
    assertEquals(Map.of("subarray events that repeat a number left out", 3L), notices);
  }

  @Test
  void subarrayEventsInDisorderWithinATileLoseNothing() throws IOException {
    subarray(0, files.subarray(new int[] {1, 3}, 4, 2, 3, 1, 8, 7, 6, 5, 10, 9));
    assertEquals(10, events(root));
    assertEquals(20, telescopeEvents);
    assertEquals(Map.of(), notices);
  }

  @Test
  void aFileUnderASecondNameIsLeftOutAlsoWithoutSubarrayEvents() throws IOException {
    Path one = telescope(1, 0, 1, files.telescope(1, Dl0Files.ids(1, 10)));
    assertEquals(10, events(root));
    assertEquals(Map.of(TWICE, 10L), notices);
    assertEquals(10, events(one));
    assertEquals(Map.of(TWICE, 10L), notices);
  }

  @Test
  void aTelescopeWithoutFilesIsCountedUnlessItIsNotWanted() throws IOException {
    subarray(0, files.subarray(new int[] {1, 3, 77}, Dl0Files.ids(1, 10)));
    assertEquals(10, events(root));
    assertEquals(10L, notices.get(NOT_THERE + " (telescope 77)"));
    wanted.add(1);
    assertEquals(10, events(root));
    assertEquals(10, telescopeEvents);
    assertTrue(notices.keySet().stream().noneMatch(n -> n.startsWith(NOT_THERE)), "" + notices);
  }

  @Test
  void eventsInWhichNoTelescopeTookPartAreCounted() throws IOException {
    subarray(1, files.subarray(new int[0], 11, 12));
    assertEquals(10, events(root));
    assertEquals(Map.of("array events without telescopes left out", 2L), notices);
  }

  @Test
  void aClockThatIsOffIsSeenAtEachEvent() throws IOException {
    files.seconds += 7;
    telescope(3, 0, 0, files.telescope(3, Dl0Files.ids(1, 10)));
    assertEquals(10, events(root));
    assertEquals(20, telescopeEvents);
    assertEquals(Map.of(APART + " (telescope 3)", 10L), notices);
    options.put("missing", "error");
    assertTrue(error().getMessage().contains("(telescope 3) (source.missing=error)"));
  }

  @Test
  void eventsWithoutTimeAreCounted() throws IOException {
    files.seconds = 0;
    Path one = telescope(3, 0, 0, files.telescope(3, Dl0Files.ids(1, 10)));
    assertEquals(10, events(one));
    assertEquals(Map.of("events without a time", 10L), notices);
  }

  @Test
  void kindsOfFilesThatAreMissingAreSaid() throws IOException {
    Path list =
        Dl0Files.triggerDirectory(root).resolve(files.subarrayName(0).replace("SUBARRAY", "TEL"));
    Path array = Dl0Files.triggerDirectory(root).resolve(files.subarrayName(0));
    Files.move(list, root.resolve("elsewhere"));
    assertEquals(10, events(root));
    assertEquals(
        Map.of("observations without lists of triggers: their times are those of the data", 1L),
        notices);
    Files.delete(array);
    assertEquals(10, events(root));
    assertEquals(20, telescopeEvents);
    assertEquals(
        Map.of(
            "observations without subarray events: telescopes put together by event numbers", 1L),
        notices);
    options.put("missing", "error");
    assertTrue(error().getMessage().contains("without subarray events"));
  }

  @Test
  void aChunkOfSubarrayEventsIsMissed() throws IOException {
    subarray(2, files.subarray(new int[] {1, 3}, 11));
    events(root);
    assertEquals(1L, notices.get("chunks missing in a stream"));
  }

  @Test
  void anEventOfAnotherTelescopeIsRefused() throws IOException {
    files.rowTelescope = 2;
    telescope(3, 0, 0, files.telescope(3, Dl0Files.ids(1, 10)));
    assertTrue(error().getMessage().contains("event 1: is of telescope 2, its file of 3"));
  }

  @Test
  void oneOfSeveralObservationsIsChosenByItsNumber() throws IOException {
    Dl0Files other = new Dl0Files();
    other.obs = 790;
    other.write(
        Dl0Files.triggerDirectory(root),
        other.subarrayName(0),
        other.subarray(new int[] {1}, 1, 2));
    other.write(
        Dl0Files.telescopeDirectory(root, 1, "events"),
        other.name(1, 0, "TEL_SHOWER", 0),
        other.telescope(1, 1, 2));
    assertTrue(error().getMessage().contains("789, 790; name one of them: --observation ID"));
    options.put("observation", 790L);
    assertEquals(2, events(root));
    options.put("observation", 789L);
    assertEquals(10, events(root));
    assertEquals(Map.of(), notices);
    options.put("observation", 5L);
    assertTrue(error().getMessage().contains("no file of this observation here"));
  }

  @Test
  void directoriesThatAreLinksAreFollowed() throws IOException {
    Path moved = root.resolveSibling(root.getFileName() + "-elsewhere");
    Files.move(root.resolve("DL0/LSTN-03"), moved);
    try {
      Files.createSymbolicLink(root.resolve("DL0/LSTN-03"), moved);
      assertEquals(10, events(root));
      assertEquals(20, telescopeEvents);
    } finally {
      Files.delete(root.resolve("DL0/LSTN-03"));
      Files.move(moved, root.resolve("DL0/LSTN-03"));
    }
  }

  @Test
  void filesThatMayNotBeReadAreNamed() throws IOException {
    Path closed = telescope(1, 1, 0, files.telescope(1, 11));
    assertTrue(closed.toFile().setReadable(false));
    assumeFalse(Files.isReadable(closed), "everything may be read here");
    assertTrue(error().getMessage().endsWith(": permission denied"));
  }

  @Test
  void damagedFilesOfADirectoryAreDescribedAsSuch() throws IOException {
    Path empty = telescope(1, 1, 0, new byte[0]);
    Map<String, Object> facts =
        new ZfitsProvider(Configs.of(ZfitsProvider.Config.class)).describe(root);
    assertTrue(
        facts.get(root.relativize(empty).toString()).toString().contains("the file is empty"));
    assertEquals(5, facts.get("files"));
  }

  @Test
  void muonCandidatesAreReadAloneAndLeftOutBesideShowers() throws IOException {
    Path muons =
        files.write(
            Dl0Files.telescopeDirectory(root, 1, "events"),
            files.name(1, 0, "TEL_MUON", 0),
            files.telescope(1, 2, 5));
    assertEquals(10, events(root));
    assertEquals(Map.of("files of muon candidates left out, which showers repeat", 1L), notices);
    assertEquals(2, events(muons));
    assertEquals(Map.of(), notices);
    Map<String, Object> facts =
        new ZfitsProvider(Configs.of(ZfitsProvider.Config.class)).describe(root);
    assertTrue(facts.containsKey(root.relativize(muons).toString()), "" + facts.keySet());
  }

  /** The ACADA library leaves a header of 25 lines without an end. */
  @Test
  void aStreamThatGotNoEventsIsCounted() throws IOException {
    byte[] whole = files.telescope(1, 1);
    String text = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1);
    int events = text.lastIndexOf("XTENSION= 'BINTABLE'");
    StringBuilder header = new StringBuilder(text.substring(0, events));
    for (String card :
        List.of(
            "XTENSION= 'BINTABLE'",
            "NAXIS2  =                    0",
            "TFIELDS =                    0",
            "EXTNAME = 'Events  '",
            "ZTABLE  =                    T",
            "ZNAXIS2 =                    0")) {
      header.append(String.format("%-80s", card));
    }
    Path none =
        telescope(
            1, 1, 0, header.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertEquals(10, events(root));
    assertEquals(Map.of("files without events", 1L), notices);
    options.put("siblings", false);
    InputException e = assertThrows(InputException.class, () -> events(none));
    assertTrue(e.getMessage().contains("no files with telescope events"), e.getMessage());
    // The same, cut from a file that has events, is damage.
    Files.write(none, java.util.Arrays.copyOf(whole, events + 1200));
    options.clear();
    assertTrue(error().getMessage().contains("cut in a header"));
  }
}
