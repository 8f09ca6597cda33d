package io.bluewake.source.eventio;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.bluewake.model.EventBatch;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged files end in an {@link InputException} or are read to their end; nothing else happens.
 */
class MutationTest {
  private static final int INPUTS = 24_000;

  @Test
  void damagedFilesOnlyThrowInputExceptions() {
    String property = System.getProperty("tests.seed", "");
    long seed = property.isEmpty() ? 20261122L : Long.parseUnsignedLong(property, 16);
    Random random = new Random(seed);
    byte[][] originals = {
      ToyFile.file(false, false, 2, ToyFile::samples),
      ToyFile.file(true, true, 2, ToyFile::samples),
      withSuppression(0),
      withSuppression(1),
      withSuppression(2),
      everything()
    };
    int refused = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] damaged = damage(originals[i % originals.length], random);
      SimtelOptions options = new SimtelOptions(i % 3 != 0, i % 2 == 0, i % 5 != 0, -1, 0);
      try {
        readToTheEnd(damaged, options);
      } catch (InputException e) {
        refused++;
        assertTrue(
            e.getMessage().startsWith("toy: ") && !e.getMessage().contains("\n"), e.getMessage());
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        fail("input " + i + " of seed " + Long.toHexString(seed), e);
      }
    }
    assertTrue(refused > INPUTS / 5, "only " + refused + " inputs were refused");
  }

  private static byte[] withSuppression(int mode) {
    return ToyFile.file(
        mode == 1,
        false,
        2,
        (w, tel) ->
            w.nested(
                mode == 0 ? 2013 : 2012,
                3,
                tel << 12 | (mode == 0 ? 1 : mode),
                o -> {
                  o.i32(ToyFile.PIXELS).i16(2);
                  if (mode == 0) {
                    o.i16(ToyFile.SAMPLES).signed(1).signed(2).signed(2);
                    o.differences(ToyFile.trace(tel, 0, 2)).differences(ToyFile.trace(tel, 1, 2));
                  } else if (mode == 1) {
                    o.i16(3).differences(1, 2).differences(3, 4);
                  } else {
                    o.i16(2).i16(1).i16(0x4002).differences(5).differences(6).u8(7);
                  }
                }));
  }

  private static byte[] everything() {
    SimtelWriter w = ToyFile.header(false, false);
    ToyFile.calibration(w);
    w.top(1216, 1, 1, o -> o.varText("a").f64(2000).unsigned(1).f64(1).f64(2).f64(3).f64(4).u8(0));
    w.topOfObjects(
        2028,
        0,
        1,
        o -> o.nestedOfObjects(2010, 0, 0, c -> ToyFile.content(c, 0, ToyFile::samples)));
    ToyFile.shower(w, 100);
    ToyFile.photoElectrons(w, 100);
    ToyFile.event(w, 100, ToyFile::samples);
    w.top(
        100,
        2,
        0,
        o ->
            o.i16(1)
                .u8('F')
                .text("abc")
                .i32(6)
                .i16(2)
                .i16(2)
                .i32(3, 3)
                .i32(0, 0)
                .f32(0, 10, 0, 0)
                .i32(0, 0)
                .f32(-2, 2, 0, 0)
                .fill(10, 0)
                .fill(4, 1));
    return w.bytes();
  }

  private static byte[] damage(byte[] original, Random random) {
    byte[] bytes = original.clone();
    switch (random.nextInt(4)) {
      case 0 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 1 -> {
        for (int n = random.nextInt(4); n >= 0; n--) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 2 -> {
        // A word becomes an extreme number: lengths, counts, versions.
        int at = random.nextInt(bytes.length - 4);
        int[] extremes = {0, -1, 0x7FFFFFFF, 0x3FFFFFFF, 1 << 20, 0x80000000, 65535, 1};
        int word = extremes[random.nextInt(extremes.length)];
        for (int i = 0; i < 4; i++) {
          bytes[at + i] = (byte) (word >> 8 * i);
        }
      }
      default -> {
        // A piece is missing or doubled.
        int at = random.nextInt(bytes.length - 40);
        int length = 1 + random.nextInt(39);
        if (random.nextBoolean()) {
          byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
          System.arraycopy(bytes, at + length, shorter, at, shorter.length - at);
          return shorter;
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
        return longer;
      }
    }
    return bytes;
  }

  private static void readToTheEnd(byte[] file, SimtelOptions options) throws IOException {
    try (SimtelSource source =
        new SimtelSource("toy", new ByteArrayInputStream(file), EventSource.Request.ALL, options)) {
      EventBatch batch = RealFilesTest.batch(source);
      int batches = 0;
      while (RealFilesTest.next(source, batch, 1)) {
        source.decode(batch, Collections.nCopies(batch.cameras().size(), Gains.THIRD));
        assertTrue(batches++ < 100, "more events than there can be");
      }
    }
  }
}
