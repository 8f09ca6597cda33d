package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Column;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.spi.EventSource.Limits;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.ProductWriter;
import io.bluewake.spi.Rows;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Contracts and wrappers fail for plug-ins that are wrong. */
@Seeded
class ContractsFindFaultsTest {
  private static final class CleanerContract extends ImageCleanerContract {
    private final ImageCleaner cleaner;

    CleanerContract(ImageCleaner cleaner) {
      this.cleaner = cleaner;
    }

    @Override
    protected ImageCleaner create() {
      return cleaner;
    }
  }

  private static CleanerContract contract(ImageCleaner cleaner) {
    return new CleanerContract(cleaner);
  }

  private static void fails(Runnable test) {
    assertThrows(AssertionError.class, test::run);
  }

  @Test
  void cleanerThatKeepsEverythingFails() {
    ImageCleaner all =
        (in, out) -> {
          for (int i = 0; i < in.rows() * in.pixels(); i++) {
            out.set(i / in.pixels(), i % in.pixels());
          }
        };
    fails(contract(all)::darkImageHasNoSignal);
    fails(contract(all)::imageWithoutNumbersHasNoSignal);
  }

  @Test
  void cleanerThatPrefersAPixelFails(RandomGenerator random) {
    ImageCleaner first = (in, out) -> setFirst(out);
    fails(() -> contract(first).permutedPixelsGiveThePermutedMask(random));
  }

  private static void setFirst(PixelMask out) {
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, 0);
    }
  }

  @Test
  void cleanerThatMixesRowsFails(RandomGenerator random) {
    ImageCleaner mixing =
        (in, out) -> {
          for (int row = 0; row < in.rows(); row++) {
            if (in.rows() > 1) {
              out.set(row, 1);
            }
          }
        };
    fails(() -> contract(mixing).eachRowIsCleanedOnItsOwn(random));
  }

  @Test
  void cleanerThatChangesImagesFails(RandomGenerator random) {
    ImageCleaner changing = (in, out) -> in.charge()[in.pixels() - 1] += 1f;
    fails(() -> contract(changing).imagesAreNotChanged(random));
    ImageBatch images = ToyImages.batch(ToyCamera.hexagonal(19), 1, random);
    PixelMask mask = new PixelMask();
    mask.reset(1, 19);
    fails(() -> new AssertingImageCleaner(changing).clean(images, mask));
  }

  @Test
  void cleanerThatWritesBehindItsRowsFails(RandomGenerator random) {
    ImageCleaner behind =
        (in, out) -> {
          if (out.words().length > out.wordBase(out.rows())) {
            out.words()[out.wordBase(out.rows())] = 1;
          }
        };
    fails(() -> contract(behind).nothingIsWrittenOutsideTheRows(random));
  }

  @Test
  void cleanerThatAllocatesFails(RandomGenerator random) {
    int[][] kept = new int[1][];
    ImageCleaner allocating = (in, out) -> kept[0] = new int[in.pixels()];
    fails(() -> contract(allocating).steadyStateAllocatesNothing(random));
  }

  @Test
  void allocationIsMeasuredInBytes() {
    Object[] kept = new Object[1];
    assertEquals(0, Checks.bytesPerCall(() -> kept[0] = ""));
    long bytes = Checks.bytesPerCall(() -> kept[0] = new byte[1000]);
    assertTrue(bytes >= 1000 && bytes < 1100, "bytes: " + bytes);
  }

  @Test
  void extractorThatLeavesAPixelFails(RandomGenerator random) {
    ImageExtractor lazy = (in, out) -> out.charge()[0] = 1f;
    ImageBatch out = new ImageBatch(ToyCamera.hexagonal(19));
    out.reset(2, true);
    var in = ToyWaveforms.batch(out.camera(), 2, random);
    fails(() -> new AssertingImageExtractor(lazy).extract(in, out));
  }

  @Test
  void parameterizerThatWritesForeignRowsFails(RandomGenerator random) {
    Schema schema = Schema.named("a").float64("b", "", "Something").build();
    Column column = schema.column("b");
    ImageParameterizer wild =
        new ImageParameterizer() {
          @Override
          public Schema provides() {
            return schema;
          }

          @Override
          public void parameterize(SelectedImages in, Rows out) {
            out.set(1, column, 1.0);
          }
        };
    ImageBatch images = ToyImages.batch(ToyCamera.hexagonal(19), 2, random);
    var selected =
        new ImageParameterizer.SelectedImages(
            images, ToyImages.above(images, 5), new int[] {0}, 1, false);
    MemoryRows rows = new MemoryRows(schema, 2);
    fails(() -> new AssertingImageParameterizer(wild).parameterize(selected, rows));
    fails(() -> new MemoryRows(schema, 1).set(1, column, 1.0));
    fails(() -> new MemoryRows(Schema.EMPTY, 2).set(1, column, 1.0));
  }

  @Test
  void callsInTheWrongOrderFail() throws IOException {
    Subarray subarray = ToyArray.square(2, 100, ToyCamera.hexagonal(19));
    EventBatch batch = new EventBatch(subarray, ToyArray.groups(subarray));
    AssertingEventSource source = new AssertingEventSource(new MemoryEventSource(subarray, 5, 1));
    assertThrows(AssertionError.class, () -> source.decode(batch, List.of()));
    batch.clear();
    assertTrue(source.read(batch, new Limits(3, 1 << 30)));
    assertThrows(AssertionError.class, () -> source.read(batch, new Limits(3, 1 << 30)));
    source.decode(batch, List.of((w, row) -> 0));
    assertThrows(AssertionError.class, () -> source.decode(batch, List.of((w, row) -> 0)));

    var header =
        new ProductWriter.Header(
            subarray,
            source.run(),
            EnumSet.noneOf(io.bluewake.model.DataLevel.class),
            false,
            Schema.EMPTY,
            Schema.EMPTY,
            Schema.EMPTY,
            "",
            Map.of(),
            false);
    MemoryProductWriter memory = new MemoryProductWriter(header);
    try (AssertingProductWriter writer = new AssertingProductWriter(memory)) {
      batch.setNumber(0);
      writer.write(batch);
      assertThrows(AssertionError.class, () -> writer.write(batch));
      writer.commit(new ProductWriter.Ending(Map.of(), List.of(), Map.of()));
      batch.setNumber(1);
      assertThrows(AssertionError.class, () -> writer.write(batch));
    }
    assertEquals(List.of(1L, 2L, 3L), memory.eventIds());
    source.close();
    assertThrows(AssertionError.class, () -> source.read(batch, new Limits(3, 1 << 30)));
  }

  @Test
  void twoThreadsInOneInstanceAreNoticed() {
    Confined confined = new Confined("stage");
    confined.enter();
    AssertionError error =
        assertThrows(AssertionError.class, () -> Checks.inTwoThreads(() -> enter(confined)));
    assertTrue(error.getMessage().contains("is used by"), error.getMessage());
    confined.leave();
    confined.enter();
  }

  private static int enter(Confined confined) {
    confined.enter();
    return 0;
  }

  @Test
  void memorySourceRepeatsItself() {
    Subarray subarray = ToyArray.square(2, 100, ToyCamera.hexagonal(19));
    var random = new SplittableRandom(5);
    int events = random.nextInt(5, 9);
    assertEquals(digests(subarray, events, 1), digests(subarray, events, 100));
  }

  private static List<EventDigest> digests(Subarray subarray, int events, int perBatch) {
    MemoryEventSource source = new MemoryEventSource(subarray, events, 7);
    EventBatch batch = new EventBatch(subarray, ToyArray.groups(subarray));
    List<EventDigest> all = new java.util.ArrayList<>();
    while (source.next(batch, perBatch)) {
      EventDigest.of(batch, source.levels(), all);
    }
    return all;
  }
}
