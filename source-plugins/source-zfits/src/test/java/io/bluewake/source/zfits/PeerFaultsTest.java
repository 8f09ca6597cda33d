package io.bluewake.source.zfits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.EventBatch;
import io.bluewake.spi.EventSource;
import io.bluewake.testkit.Configs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other readers of these files are known to stumble over; see docs/zfits.md for the rest. */
class PeerFaultsTest {
  private static final int[] TELESCOPES = {1, 3};

  @TempDir private Path root;
  private final Dl0Files files = new Dl0Files();

  /** Quarter nanoseconds of each event, and of the trigger of each telescope. */
  private final Map<Long, Long> times = new TreeMap<>();

  private final Map<String, Long> triggers = new TreeMap<>();
  private final Set<Integer> types = new TreeSet<>();
  private Set<String> notices = Set.of();

  private Path write(long... ids) throws IOException {
    for (int telescope : TELESCOPES) {
      files.write(
          Dl0Files.telescopeDirectory(root, telescope, "events"),
          files.name(telescope, 0, "TEL_SHOWER", 0),
          files.telescope(telescope, ids));
    }
    return files.write(
        Dl0Files.triggerDirectory(root), files.subarrayName(0), files.subarray(TELESCOPES, ids));
  }

  private int read(Path input) throws IOException {
    EventSource.Provider provider = new ZfitsProvider(Configs.of(ZfitsProvider.Config.class));
    int rows = 0;
    try (EventSource source = provider.open(input, EventSource.Request.ALL)) {
      EventBatch batch = new EventBatch(source.subarray(), new int[source.subarray().size()]);
      while (source.read(batch, new EventSource.Limits(3, Long.MAX_VALUE))) {
        source.decode(batch, java.util.List.of((w, row) -> 0));
        rows += batch.telescopeRows();
        for (int e = 0; e < batch.events(); e++) {
          types.add(batch.eventType()[e]);
          times.put(batch.eventId()[e], batch.timeQuarterNs()[e] & 0xFFFFFFFFL);
          for (int t = batch.firstTrigger()[e]; t < batch.firstTrigger()[e + 1]; t++) {
            int telescope = source.subarray().telescope(batch.triggerTelescope()[t]).id();
            triggers.put(
                batch.eventId()[e] + "/" + telescope, batch.triggerQuarterNs()[t] & 0xFFFFFFFFL);
          }
        }
        batch.clear();
      }
      notices = source.notices().keySet();
    }
    return rows;
  }

  @Test
  void telescopesHaveTheTimesOfTheirTriggers() throws IOException {
    long[] ids = Dl0Files.ids(1, 6);
    Path input = write(ids);
    String name = files.subarrayName(0).replace("_SUBARRAY_", "_TEL_");
    files.write(Dl0Files.triggerDirectory(root), name, files.triggers(TELESCOPES, ids));
    assertEquals(12, read(input));
    for (long id : ids) {
      for (int telescope : TELESCOPES) {
        assertEquals(Dl0Files.quarterNs(id) + 7L * telescope, triggers.get(id + "/" + telescope));
      }
    }
  }

  @Test
  void timesUpToTheEndOfASecondAreRead() throws IOException {
    long[] ids = {1, 2_200_000, 3_950_000};
    assertEquals(6, read(write(ids)));
    for (long id : ids) {
      assertEquals(Dl0Files.quarterNs(id) + 40_000, times.get(id));
    }
  }

  @Test
  void aCatalogueWithMergedTilesIsOfNoImportance() throws IOException {
    Path input = write(Dl0Files.ids(1, 9));
    for (int telescope : TELESCOPES) {
      String text =
          new String(files.telescope(telescope, Dl0Files.ids(1, 9)), StandardCharsets.ISO_8859_1);
      files.write(
          Dl0Files.telescopeDirectory(root, telescope, "events"),
          files.name(telescope, 0, "TEL_SHOWER", 0),
          text.replace("ZSHRINK = 1", "ZSHRINK = 4").getBytes(StandardCharsets.ISO_8859_1));
    }
    assertEquals(18, read(input));
    assertTrue(notices.contains("files read without their catalogue"), notices.toString());
  }

  @Test
  void columnsThatTheFirstMessageDidNotSetMayBeMissing() throws IOException {
    files.unset = Set.of("event_type", "pixel_time_shift", "num_samples", "num_pixels_survived");
    assertEquals(10, read(write(Dl0Files.ids(1, 5))));
    assertEquals(Set.of(32), types);
  }
}
