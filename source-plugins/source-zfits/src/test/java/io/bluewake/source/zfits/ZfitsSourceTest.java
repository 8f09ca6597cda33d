package io.bluewake.source.zfits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.EventBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.Seeded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Observations of several files, whole and with holes. */
@Seeded
class ZfitsSourceTest {
  private static final String NO_TRIGGERS =
      "observations without lists of triggers: their times are those of the data";

  @TempDir private Path root;
  private final Dl0Files files = new Dl0Files();
  private Map<String, Long> notices = Map.of();

  /** Telescope numbers by event number, in the order in which they came. */
  private Map<Long, List<Integer>> read(Path input, Map<String, Object> options)
      throws IOException {
    Map<Long, List<Integer>> events = new LinkedHashMap<>();
    EventSource.Provider provider =
        new ZfitsProvider(Configs.of(ZfitsProvider.Config.class, options));
    try (EventSource source = provider.open(input, EventSource.Request.ALL)) {
      int[] groups = new int[source.subarray().size()];
      EventBatch batch = new EventBatch(source.subarray(), groups);
      while (source.read(batch, new EventSource.Limits(3, Long.MAX_VALUE))) {
        source.decode(batch, List.of((w, row) -> 0));
        for (int e = 0; e < batch.events(); e++) {
          List<Integer> telescopes = new ArrayList<>();
          for (int r = batch.firstTelescope()[e]; r < batch.firstTelescope()[e + 1]; r++) {
            telescopes.add(source.subarray().telescope(batch.telescope()[r]).id());
            check(batch, r, batch.eventId()[e], telescopes.get(telescopes.size() - 1));
          }
          events.put(batch.eventId()[e], telescopes);
        }
        batch.clear();
      }
      notices = new TreeMap<>(source.notices());
      notices.remove(NO_TRIGGERS);
    }
    return events;
  }

  /** Compares waveforms with what was stored. */
  private void check(EventBatch batch, int r, long event, int telescope) {
    WaveformBatch w = batch.cameras().get(0).waveforms();
    int row = batch.groupRow()[r];
    int samples = w.samplesPerPixel();
    int kept = 0;
    for (int p = 0; p < Dl0Files.PIXELS; p++) {
      kept += isKept(event, p) ? 1 : 0;
    }
    int[] stored = Dl0Files.waveform(event, telescope, files.channels * kept * samples);
    int next = 0;
    for (int p = 0; p < Dl0Files.PIXELS; p++) {
      int at = w.base(row) + (Dl0Files.PIXELS - 1 - p) * samples;
      for (int s = 0; s < samples; s++) {
        float expected = isKept(event, p) ? stored[next++] / 60f - 5f : 0f;
        assertEquals(expected, w.samples()[at + s], 0f, "event " + event + " pixel " + p);
      }
    }
  }

  private boolean isKept(long event, int p) {
    return !files.dvr || (p + event) % 3 == 0;
  }

  private Map<Long, List<Integer>> read(Path input) throws IOException {
    return read(input, Map.of());
  }

  /** Two telescopes, two writers each, two chunks of ten events. */
  private Path observation() throws IOException {
    int[] telescopes = {1, 3};
    Path first = null;
    for (int chunk = 0; chunk < 2; chunk++) {
      long from = 1 + 10L * chunk;
      long[] ids = Dl0Files.ids(from, from + 9);
      Path path =
          files.write(
              Dl0Files.triggerDirectory(root),
              files.subarrayName(chunk),
              files.subarray(telescopes, ids));
      files.write(
          Dl0Files.triggerDirectory(root),
          files.subarrayName(chunk).replace("SUBARRAY", "TEL"),
          files.triggers(telescopes, ids));
      first = first == null ? path : first;
      for (int telescope : telescopes) {
        for (int writer = 0; writer < 2; writer++) {
          files.write(
              directory(telescope),
              files.name(telescope, writer, "TEL_SHOWER", chunk),
              telescope(telescope, from, writer));
        }
      }
    }
    return first;
  }

  private byte[] telescope(int telescope, long from, int writer) {
    long[] own = new long[5];
    for (int i = 0; i < 5; i++) {
      own[i] = from + 2L * i + writer;
    }
    return files.telescope(telescope, own);
  }

  private Path directory(int telescope) {
    return Dl0Files.telescopeDirectory(root, telescope, "events");
  }

  @Test
  void eventsOfAllStreamsAndChunksComeInOrder() throws IOException {
    Map<Long, List<Integer>> events = read(observation());
    assertArrayEquals(Dl0Files.ids(1, 20), events.keySet().stream().mapToLong(i -> i).toArray());
    events.values().forEach(t -> assertEquals(List.of(1, 3), t));
    assertEquals(Map.of(), notices);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1 2", "3 2", "7", "23"})
  void allWaysOfCompressionGiveTheSame(String chain) throws IOException {
    files.waveformChain =
        java.util.Arrays.stream(chain.split(" ")).mapToInt(Integer::parseInt).toArray();
    assertEquals(20, read(observation()).size());
  }

  @Test
  void theDirectoryOfAnObservationIsAnInput() throws IOException {
    observation();
    assertEquals(20, read(root).size());
  }

  @Test
  void theDirectoryOfAnObservationIsDescribedFileByFile() throws IOException {
    Path array = observation();
    Map<String, Object> facts =
        new ZfitsProvider(Configs.of(ZfitsProvider.Config.class)).describe(root);
    String name = root.relativize(array).toString();
    assertTrue(facts.get(name).toString().contains("checksum=none"), facts.keySet().toString());
    assertEquals(facts.size() - 2, facts.get("files"));
  }

  @Test
  void aTelescopeAloneIsReadFromAllItsStreams() throws IOException {
    observation();
    Path one = directory(3).resolve(files.name(3, 1, "TEL_SHOWER", 0));
    assertEquals(list(1, 20), List.copyOf(read(one).keySet()));
    assertEquals(5, read(one, Map.of("siblings", false)).size());
  }

  @Test
  void theFilesOfAnInputAreAllThatItsSiblingsAre() throws IOException {
    Path array = observation();
    Path one = directory(3).resolve(files.name(3, 1, "TEL_SHOWER", 0));
    Map<String, Object> alone = Map.of("siblings", false);

    assertTrue(opened(array, Map.of()).containsAll(opened(one, Map.of())));
    assertTrue(opened(array, Map.of()).contains(array.toAbsolutePath().normalize()));
    assertTrue(opened(one, Map.of()).size() > 1);
    assertEquals(Set.of(one.toAbsolutePath().normalize()), opened(one, alone));
  }

  private static Set<Path> opened(Path input, Map<String, Object> options) throws IOException {
    return new ZfitsProvider(Configs.of(ZfitsProvider.Config.class, options)).files(input);
  }

  private static List<Long> list(long from, long to) {
    return java.util.Arrays.stream(Dl0Files.ids(from, to)).boxed().toList();
  }

  @Test
  void reducedVolumeAndDifferentNumbersOfPixelsAreRead() throws IOException {
    files.dvr = true;
    assertEquals(20, read(observation()).size());
  }

  @Test
  void theHighGainOfTwoIsReadIfTheSelectorWantsNoOther() throws IOException {
    files.channels = 2;
    assertEquals(20, read(observation()).size());
  }

  @Test
  void aLostStreamIsCountedEventByEvent() throws IOException {
    Path input = observation();
    Files.delete(directory(3).resolve(files.name(3, 1, "TEL_SHOWER", 0)));
    Map<Long, List<Integer>> events = read(input);
    assertEquals(20, events.size());
    assertEquals(List.of(1), events.get(2L));
    assertEquals(List.of(1, 3), events.get(3L));
    assertEquals(
        Map.of("telescope events that are announced but not there (telescope 3)", 5L), notices);
    InputException e =
        assertThrows(InputException.class, () -> read(input, Map.of("missing", "error")));
    assertTrue(e.getMessage().contains("telescope 3") && !e.getMessage().contains("\\n"));
  }

  @Test
  void aLostChunkIsCounted() throws IOException {
    Path input = observation();
    for (int writer = 0; writer < 2; writer++) {
      files.write(directory(1), files.name(1, writer, "TEL_SHOWER", 2), telescope(1, 21, writer));
      Files.delete(directory(1).resolve(files.name(1, writer, "TEL_SHOWER", 1)));
    }
    read(input);
    assertEquals(2L, notices.get("chunks missing in a stream"));
    assertEquals(
        10L, notices.get("telescope events that are announced but not there (telescope 1)"));
    assertEquals(10L, notices.get("telescope events that no subarray event announces left out"));
  }

  @Test
  void repeatedNumbersAreLeftOutAndCounted() throws IOException {
    Path trigger =
        files.write(
            Dl0Files.triggerDirectory(root),
            files.subarrayName(0),
            files.subarray(new int[] {1}, 1, 2, 2, 3));
    files.write(directory(1), files.name(1, 0, "TEL_SHOWER", 0), files.telescope(1, 1, 1, 2, 3));
    files.write(directory(1), files.name(1, 1, "TEL_SHOWER", 0), files.telescope(1, 3));
    assertEquals(3, read(trigger).size());
    assertEquals(
        Map.of(
            "subarray events that repeat a number left out", 1L,
            "telescope events that repeat a number left out", 1L,
            "telescope events that are in two streams left out", 1L),
        notices);
  }

  @Test
  void rowsInDisorderAreFoundByTheirNumber(RandomGenerator random) throws IOException {
    files.rowsPerTile = 50;
    long[] ids = Dl0Files.shuffled(Dl0Files.ids(1, 20), random);
    Path trigger =
        files.write(
            Dl0Files.triggerDirectory(root),
            files.subarrayName(0),
            files.subarray(new int[] {1}, Dl0Files.ids(1, 20)));
    files.write(directory(1), files.name(1, 0, "TEL_SHOWER", 0), files.telescope(1, ids));
    Map<Long, List<Integer>> events = read(trigger);
    events.values().forEach(t -> assertEquals(List.of(1), t));
    assertEquals(Map.of(), notices);
  }

  @Test
  void aClockThatStepsBackIsCountedAndLosesNothing() throws IOException {
    files.stepAt = 8;
    assertEquals(20, read(observation()).size());
    assertEquals(Map.of("events earlier than the one before", 1L), notices);
    files.stepAt = Long.MAX_VALUE;
  }

  @Test
  void eventsOfATelescopeAloneKeepTheirOrderWhenItsClockStepsBack() throws IOException {
    files.stepAt = 8;
    observation();
    Path alone = directory(1).resolve(files.name(1, 0, "TEL_SHOWER", 0));
    assertEquals(
        List.copyOf(new java.util.TreeSet<>(read(alone).keySet())),
        List.copyOf(read(alone).keySet()));
    assertEquals(1L, notices.get("events earlier than the one before"));
  }

  /** A reader of others took every pixel for one of the low gain. */
  @Test
  void theGainOfAPixelIsThatOfItsStatus() throws IOException {
    Path input = observation();
    ZfitsProvider provider = new ZfitsProvider(Configs.of(ZfitsProvider.Config.class, Map.of()));
    try (EventSource source = provider.open(input, EventSource.Request.ALL)) {
      EventBatch batch = new EventBatch(source.subarray(), new int[source.subarray().size()]);
      assertTrue(source.read(batch, new EventSource.Limits(3, Long.MAX_VALUE)));
      source.decode(batch, List.of((w, row) -> 0));
      WaveformBatch w = batch.cameras().get(0).waveforms();
      for (int p = 0; p < Dl0Files.PIXELS; p++) {
        int camera = Dl0Files.PIXELS - 1 - p;
        assertEquals(p % 500 == 7 ? 1 : 0, w.gain()[w.pixelBase(0) + camera], "stored pixel " + p);
        assertTrue(!w.constants(0).isUnusable(w.gain()[camera], camera));
      }
    }
  }

  @Test
  void checksumsOfAFileAreVerifiedOnce() throws IOException {
    Path input = observation();
    try (OpenFiles open = new OpenFiles(true)) {
      open.release(open.open(input));
      open.release(open.open(input));
      assertEquals(1, open.verified());
    }
    try (OpenFiles open = new OpenFiles(false)) {
      open.release(open.open(input));
      assertEquals(0, open.verified());
    }
  }

  @Test
  void camerasAreThoseThatAreDescribedBesideTheData() throws IOException {
    Path input = observation();
    StringBuilder text = new StringBuilder("location -24.7 -70.3 2150\n");
    text.append("optics kind1 MST HYBRID 1 86 106.24 16.0 16.4\n");
    text.append("camera kind1 HEXAGON 0 0 0.002 1 3 0.95 1\nnames kind1 mirrors cells 16.4\n");
    for (String axis : List.of("x", "y")) {
      text.append(axis).append(" kind1");
      for (int p = 0; p < Dl0Files.PIXELS; p++) {
        text.append(' ').append(500_000 * (axis.equals("x") ? p % 43 : p / 43));
      }
      text.append('\n');
    }
    text.append("pulse0 kind1 0 1 0\ntelescope 1 A 1 2 3 kind1 kind1\n");
    text.append("telescope 3 C 4 5 6 kind1 kind1\n");
    Files.writeString(root.resolve("instrument.txt"), text);
    ZfitsProvider provider = new ZfitsProvider(Configs.of(ZfitsProvider.Config.class, Map.of()));
    try (EventSource source = provider.open(input, EventSource.Request.ALL)) {
      assertEquals("MST_mirrors_cells", source.subarray().telescope(1).camera().description());
      assertEquals(5, source.subarray().telescope(1).y());
      assertEquals(0.95, source.subarray().telescope(1).camera().readout().samplingRateGHz());
    }
    Files.writeString(root.resolve("instrument.txt"), text.append("optics kind2 MST\n"));
    InputException e = assertThrows(InputException.class, () -> read(input));
    assertTrue(e.getMessage().contains("instrument.txt: line"), e.getMessage());
  }

  @Test
  void eventsOfR1AreReadLikeThoseOfDl0() throws IOException {
    files.r1 = true;
    observation();
    Path one = directory(3).resolve(files.name(3, 1, "TEL_SHOWER", 0));
    assertEquals(list(1, 20), List.copyOf(read(one).keySet()));
    assertEquals(Map.of(), notices);
  }

  @Test
  void aCameraThatSamplesAtAnotherRateIsRefused() throws IOException {
    files.megahertz = 250;
    Path input = observation();
    InputException e = assertThrows(InputException.class, () -> read(input));
    assertTrue(e.getMessage().contains("samples at 250 MHz, its camera LSTCam at 1024"));
  }

  @Test
  void aFileOfAnotherObservationIsRefused() throws IOException {
    Path input = observation();
    Dl0Files other = new Dl0Files();
    other.obs = 790;
    files.write(
        directory(1), files.name(1, 1, "TEL_SHOWER", 0), other.telescope(1, 2, 4, 6, 8, 10));
    InputException e = assertThrows(InputException.class, () -> read(input));
    assertTrue(e.getMessage().contains("observation 790"), e.getMessage());
  }

  @Test
  void aFileOfAnotherTelescopeIsRefused() throws IOException {
    Path input = observation();
    files.write(directory(1), files.name(1, 1, "TEL_SHOWER", 0), files.telescope(2, 2, 4));
    InputException e = assertThrows(InputException.class, () -> read(input));
    assertTrue(e.getMessage().contains("telescope 2"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"events", "calibration"})
  void calibrationEventsAreReadFromWhereverTheyAre(String kind) throws IOException {
    Path input = observation();
    files.eventType = 2;
    for (int telescope : new int[] {1, 3}) {
      files.write(
          Dl0Files.telescopeDirectory(root, telescope, kind),
          files.name(telescope, 0, "TEL_CAL", 0),
          files.telescope(telescope, Dl0Files.ids(21, 24)));
    }
    assertEquals(20, read(input).size());
    assertEquals(Map.of("files of calibration events left out", 2L), notices);
    assertEquals(
        list(1, 24), List.copyOf(read(input, Map.of("calibrationEvents", "include")).keySet()));
    Map<Long, List<Integer>> only = read(input, Map.of("calibrationEvents", "only"));
    assertEquals(list(21, 24), List.copyOf(only.keySet()));
    only.values().forEach(t -> assertEquals(List.of(1, 3), t));
  }

  @Test
  void aFileThatIsNoneOfFitsIsRefused() throws IOException {
    Path input = observation();
    byte[] broken = "nothing".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    Files.write(directory(1).resolve(files.name(1, 1, "TEL_SHOWER", 0)), broken);
    InputException e = assertThrows(InputException.class, () -> read(input));
    assertTrue(e.getMessage().contains("cut in a header"), e.getMessage());
  }
}
