package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bluewake.model.EventBatch;
import io.bluewake.model.Subarray;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.EventSource.Limits;
import io.bluewake.spi.EventSource.Match;
import io.bluewake.spi.EventSource.Request;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link EventSource} and its provider must do. A subclass says how to make one and
 * gives a small valid input of at least three events.
 */
@Seeded
public abstract class EventSourceContract {
  private static final Limits LARGE = new Limits(1000, Long.MAX_VALUE);

  /** Where inputs are made. */
  @TempDir protected Path directory;

  /** The plug-in under test. */
  protected abstract EventSource.Provider provider();

  /** Opens an input; the source is in a wrapper that fails when it does what it must not. */
  private EventSource open(Path input, Request request) throws IOException {
    return Asserting.wrap(EventSource.class, provider().open(input, request));
  }

  /** Makes a valid input in the directory, with few but at least three events. */
  protected abstract Path input() throws IOException;

  /** Whether an input that was cut cannot hold more events than before. */
  protected boolean endIsMarked() {
    return true;
  }

  /** How often a damaged input is tried. */
  protected int damages() {
    return 200;
  }

  /** Reads and decodes all events and digests what each of them holds. */
  private static List<EventDigest> drain(EventSource source, Limits limits) throws IOException {
    Subarray subarray = source.subarray();
    List<GainSelector> highGain = Collections.nCopies(subarray.cameras().size(), (w, row) -> 0);
    EventBatch batch = new EventBatch(subarray, ToyArray.groups(subarray));
    List<EventDigest> events = new ArrayList<>();
    batch.clear();
    while (source.read(batch, limits)) {
      assertTrue(batch.events() > 0, "a batch was read without events");
      assertTrue(batch.events() <= limits.events(), "events of a batch: " + batch.events());
      source.decode(batch, highGain);
      EventDigest.of(batch, source.levels(), events);
      batch.clear();
    }
    assertEquals(0, batch.events(), "events after the end");
    return events;
  }

  private List<EventDigest> drain(Path input, Request request, Limits limits) throws IOException {
    try (EventSource source = open(input, request)) {
      return drain(source, limits);
    }
  }

  private static byte[] head(Path input) throws IOException {
    if (Files.isDirectory(input)) {
      return new byte[0];
    }
    byte[] bytes = Files.readAllBytes(input);
    try (var stream = Unpacked.open(bytes)) {
      return stream.readNBytes(4096);
    }
  }

  @Test
  void ownInputIsRecognized() throws IOException {
    Path input = input();
    assertNotEquals(Match.NO, provider().probe(input, head(input)));
  }

  @Test
  void foreignInputIsNotRecognized(RandomGenerator random) {
    byte[] noise = new byte[4096];
    random.nextBytes(noise);
    List<byte[]> heads =
        List.of(
            new byte[0],
            new byte[1],
            new byte[4096],
            noise,
            new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
            "SIMPLE  =                    F".getBytes(StandardCharsets.US_ASCII),
            "Once upon a time".getBytes(StandardCharsets.US_ASCII));
    for (byte[] head : heads) {
      Path path = directory.resolve("something.else");
      assertEquals(
          Match.NO, provider().probe(path, head), new String(head, StandardCharsets.US_ASCII));
    }
  }

  @Test
  void beginningsOfInputsAreProbedWithoutError() throws IOException {
    Path input = input();
    byte[] head = head(input);
    for (int length = 0; length < Math.min(head.length, 200); length++) {
      provider().probe(input, Arrays.copyOf(head, length));
    }
  }

  @Test
  void missingEmptyAndForeignFilesAreRefused(RandomGenerator random) throws IOException {
    Path input = input();
    assumeTrue(Files.isRegularFile(input));
    String name = input.getFileName().toString();
    Path missing = directory.resolve("missing-" + name);
    assertRefused(missing);
    Path empty = Files.write(directory.resolve("empty-" + name), new byte[0]);
    assertRefused(empty);
    byte[] noise = new byte[5000];
    random.nextBytes(noise);
    assertRefused(Files.write(directory.resolve("noise-" + name), noise));
  }

  private void assertRefused(Path file) {
    InputException refused =
        assertThrows(InputException.class, () -> drain(file, Request.ALL, LARGE), "" + file);
    assertReadable(refused, file);
  }

  private static void assertReadable(InputException problem, Path file) {
    String message = problem.getMessage();
    assertTrue(message.contains(file.getFileName().toString()), "names the file: " + message);
    assertFalse(message.contains("\n"), "one line: " + message);
  }

  @Test
  void sizeOfBatchesHasNoInfluence() throws IOException {
    Path input = input();
    List<EventDigest> expected = drain(input, Request.ALL, LARGE);
    assertTrue(expected.size() >= 3, "events: " + expected.size());
    assertEquals(expected, drain(input, Request.ALL, new Limits(1, Long.MAX_VALUE)));
    assertEquals(expected, drain(input, Request.ALL, new Limits(2, Long.MAX_VALUE)));
    assertEquals(expected, drain(input, Request.ALL, new Limits(1000, 1)));
  }

  @Test
  void afterTheEndThereAreNoEvents() throws IOException {
    try (EventSource source = open(input(), Request.ALL)) {
      drain(source, LARGE);
      assertEquals(List.of(), drain(source, LARGE));
      source.notices();
      source.showerDistribution();
    }
  }

  @Test
  void closingTwiceIsHarmless() throws IOException {
    EventSource source = open(input(), Request.ALL);
    source.close();
    source.close();
  }

  @Test
  void closingInTheMiddleIsHarmless() throws IOException {
    EventSource source = open(input(), Request.ALL);
    EventBatch batch = new EventBatch(source.subarray(), ToyArray.groups(source.subarray()));
    batch.clear();
    source.read(batch, new Limits(1, Long.MAX_VALUE));
    source.close();
  }

  @Test
  void numberOfEventsIsLimitedOnRequest() throws IOException {
    Path input = input();
    List<EventDigest> all = drain(input, Request.ALL, LARGE);
    assertEquals(all.subList(0, 2), drain(input, new Request(Set.of(), 2), LARGE));
    assertEquals(List.of(), drain(input, new Request(Set.of(), 0), LARGE));
  }

  @Test
  void telescopesAreRestrictedOnRequest() throws IOException {
    Path input = input();
    int id;
    try (EventSource source = open(input, Request.ALL)) {
      id = source.subarray().telescope(source.subarray().size() - 1).id();
    }
    try (EventSource source = open(input, new Request(Set.of(id), -1))) {
      assertEquals(1, source.subarray().size());
      assertEquals(id, source.subarray().telescope(0).id());
      drain(source, LARGE);
    }
  }

  @Test
  void batchesAreDecodedInAnyOrderAndThread() throws IOException {
    Path input = input();
    List<EventDigest> expected = drain(input, Request.ALL, LARGE);
    try (EventSource source = open(input, Request.ALL)) {
      int[] groups = ToyArray.groups(source.subarray());
      List<EventBatch> batches = new ArrayList<>();
      EventBatch batch = new EventBatch(source.subarray(), groups);
      batch.clear();
      while (source.read(batch, new Limits(1, Long.MAX_VALUE))) {
        batches.add(batch);
        batch = new EventBatch(source.subarray(), groups);
        batch.clear();
      }
      List<EventDigest> decoded = Collections.synchronizedList(new ArrayList<>());
      List<EventBatch> left = Collections.synchronizedList(new ArrayList<>(batches));
      Checks.inTwoThreads(() -> decodeAll(source, left, decoded));
      assertEquals(expected.size(), decoded.size());
      assertTrue(decoded.containsAll(expected), "events decoded in two threads, last one first");
    }
  }

  private static int decodeAll(EventSource source, List<EventBatch> left, List<EventDigest> out) {
    int groups = source.subarray().cameras().size();
    List<GainSelector> highGain = Collections.nCopies(groups, (w, row) -> 0);
    int done = 0;
    while (true) {
      EventBatch batch;
      synchronized (left) {
        if (left.isEmpty()) {
          return done;
        }
        batch = left.remove(left.size() - 1);
      }
      try {
        source.decode(batch, highGain);
      } catch (IOException e) {
        throw new AssertionError("valid input refused", e);
      }
      EventDigest.of(batch, source.levels(), out);
      done++;
    }
  }

  @Test
  void truncatedInputEndsInAReadableError(RandomGenerator random) throws IOException {
    Path input = input();
    assumeTrue(Files.isRegularFile(input));
    byte[] whole = Files.readAllBytes(input);
    int events = drain(input, Request.ALL, LARGE).size();
    Path cut = directory.resolve("cut-" + input.getFileName());
    for (int i = 0; i < damages(); i++) {
      int length = i < 40 ? Math.min(i, whole.length - 1) : random.nextInt(whole.length);
      Files.write(cut, Arrays.copyOf(whole, length));
      int found = endure(cut, "cut at " + length);
      assertTrue(found <= events || !endIsMarked(), "more events than in the whole file");
    }
  }

  @Test
  void damagedInputEndsInAReadableErrorOrInEvents(RandomGenerator random) throws IOException {
    Path input = input();
    assumeTrue(Files.isRegularFile(input));
    byte[] whole = Files.readAllBytes(input);
    Path damaged = directory.resolve("damaged-" + input.getFileName());
    for (int i = 0; i < damages(); i++) {
      byte[] bytes = whole.clone();
      int flips = random.nextInt(1, 4);
      StringBuilder what = new StringBuilder("flipped");
      for (int f = 0; f < flips; f++) {
        int bit = random.nextInt(8 * bytes.length);
        bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
        what.append(' ').append(bit);
      }
      Files.write(damaged, bytes);
      endure(damaged, what.toString());
    }
  }

  /** Reads what can be read; only an {@link InputException} may end it early. */
  private int endure(Path file, String what) {
    try {
      return drain(file, Request.ALL, new Limits(50, 1 << 24)).size();
    } catch (InputException e) {
      assertReadable(e, file);
      return 0;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw new AssertionError(what + ": " + e, e);
    }
  }

  @Test
  void inputIsDescribed() throws IOException {
    assertFalse(provider().describe(input()).isEmpty());
  }
}
