package io.bluewake.codec.zfits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.codec.FormatException;
import io.bluewake.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes are made by hand here, so that they may be as long and as odd as the format allows. */
@Seeded
class HuffmanTest {
  /** Symbol i has i + 1 bits, but the last, which has as many as the one before. */
  private static String[] unary(int symbols) {
    String[] codes = new String[symbols];
    for (int i = 0; i < symbols; i++) {
      codes[i] = "1".repeat(i) + (i < symbols - 1 ? "0" : "");
    }
    codes[symbols - 1] = "1".repeat(symbols - 1);
    return codes;
  }

  private static byte[] bits(CharSequence code) {
    byte[] out = new byte[(code.length() + 7) / 8];
    for (int i = 0; i < code.length(); i++) {
      out[i / 8] |= (byte) ((code.charAt(i) - '0') << i % 8);
    }
    return out;
  }

  private static byte[] encode(String[] codes, short[] words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < codes.length; i++) {
      out.write(i);
      out.write(i >> 8);
      out.write(codes[i].length());
      out.writeBytes(bits(codes[i]));
    }
    StringBuilder stream = new StringBuilder();
    for (short w : words) {
      stream.append(codes[w]);
    }
    out.writeBytes(bits(stream));
    return out.toByteArray();
  }

  private static void check(String[] codes, short[] words) throws FormatException {
    byte[] in = encode(codes, words);
    Huffman16 huffman = new Huffman16();
    huffman.readTable(in, 0, in.length, codes.length);
    short[] out = new short[words.length];
    huffman.decode(in, huffman.position(), in.length, out, 0, words.length);
    assertArrayEquals(words, out);
    // In pieces: each begins at the bit at which the one before ended.
    Arrays.fill(out, (short) -1);
    long bit = 8L * huffman.position();
    for (int i = 0; i < words.length; i += 30_000) {
      bit = huffman.decode(in, bit, in.length, out, i, Math.min(30_000, words.length - i));
    }
    assertArrayEquals(words, out);
  }

  private static short[] geometric(RandomGenerator random, int n, int symbols, double p) {
    short[] words = new short[n];
    for (int i = 0; i < n; i++) {
      while (words[i] < symbols - 1 && random.nextDouble() > p) {
        words[i]++;
      }
    }
    return words;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 16_384, 200_000})
  void symbolsComeBack(int n, RandomGenerator random) throws FormatException {
    check(unary(30), geometric(random, n, 30, 0.4));
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13, 14, 40, 55})
  void codesMayBeLongerThanTheTable(int symbols, RandomGenerator random) throws FormatException {
    check(unary(symbols), geometric(random, 60_000, symbols, 0.05));
  }

  /** Forty beginnings of twelve bits, each with codes of up to 24: more than is kept in tables. */
  @Test
  void longCodesWithManyBeginningsComeBack(RandomGenerator random) throws FormatException {
    String[] tails = unary(13);
    String[] codes = new String[40 * tails.length];
    for (int i = 0; i < codes.length; i++) {
      String beginning = Integer.toBinaryString(4096 + i / tails.length).substring(1);
      codes[i] = beginning + tails[i % tails.length];
    }
    short[] words = new short[90_000];
    for (int i = 0; i < words.length; i++) {
      words[i] = (short) random.nextInt(codes.length);
    }
    check(codes, words);
  }

  @Test
  void codesOfEqualLengthNeverFallIntoStepAndComeBackAllTheSame(RandomGenerator random)
      throws FormatException {
    String[] codes = new String[128];
    for (int i = 0; i < 128; i++) {
      codes[i] = String.format("%7s", Integer.toBinaryString(i)).replace(' ', '0');
    }
    short[] words = new short[150_000];
    for (int i = 0; i < words.length; i++) {
      words[i] = (short) random.nextInt(128);
    }
    check(codes, words);
  }

  @Test
  void anIncompleteCodeIsReadAsFarAsItGoes(RandomGenerator random) throws FormatException {
    check(Arrays.copyOf(unary(20), 19), geometric(random, 100_000, 19, 0.3));
  }

  @Test
  void cutCodesAreRefused(RandomGenerator random) throws FormatException {
    short[] words = geometric(random, 50_000, 20, 0.3);
    byte[] in = encode(unary(20), words);
    Huffman16 huffman = new Huffman16();
    huffman.readTable(in, 0, in.length, 20);
    assertThrows(
        FormatException.class,
        () -> huffman.decode(in, huffman.position(), in.length - 5, new short[50_000], 0, 50_000));
  }

  @Test
  void oneSymbolNeedsNoBits() throws FormatException {
    Huffman16 huffman = new Huffman16();
    huffman.readTable(new byte[] {5, 1}, 0, 2, 1);
    short[] out = new short[9];
    huffman.decode(new byte[0], 0, 0, out, 0, 9);
    for (short s : out) {
      assertEquals(261, s);
    }
  }

  @Test
  void smoothingIsUndoneForAllSigns(RandomGenerator random) {
    short[] words = new short[20_000];
    int level = 300;
    for (int i = 0; i < words.length; i++) {
      level += random.nextInt(-40, 41) + (i % 5000 == 4000 ? -40_000 : 0);
      words[i] = (short) level;
    }
    short[] smoothed = words.clone();
    for (int i = smoothed.length - 1; i >= 2; i--) {
      smoothed[i] -= (short) ((smoothed[i - 1] + smoothed[i - 2]) / 2);
    }
    Words.unsmooth(smoothed, smoothed.length);
    assertArrayEquals(words, smoothed);
  }

  @Test
  void wordsAreLookedUpAsTheyAreUnsmoothed(RandomGenerator random) {
    int samples = 37;
    int count = 60;
    short[] smoothed = new short[samples * count];
    int[] pixels = new int[count];
    for (int i = 0; i < smoothed.length; i++) {
      // Now and then a step, so that words are negative or above 32767 for a while.
      smoothed[i] = (short) (random.nextInt(300) == 0 ? random.nextInt() : random.nextInt(-9, 10));
    }
    for (int p = 0; p < count; p++) {
      pixels[p] = count - 1 - p;
    }
    float[] table = new float[1 << 16];
    for (int i = 0; i < table.length; i++) {
      table[i] = i / 60f - 5f;
    }
    short[] words = new short[smoothed.length];
    Words.unsmooth(smoothed, 0, smoothed.length, words, 0, new int[] {300, 310});
    short[] plain = new short[smoothed.length + 2];
    plain[0] = 300;
    plain[1] = 310;
    boolean negative = false;
    for (int i = 0; i < smoothed.length; i++) {
      plain[i + 2] = (short) (smoothed[i] + (plain[i] + plain[i + 1]) / 2);
      assertEquals(plain[i + 2], words[i]);
      negative |= words[i] < 0;
    }
    assertTrue(negative, "no negative word was tried");
    float[] out = new float[smoothed.length];
    int[] past = {300, 310};
    Words.unsmooth(smoothed, 0, samples, pixels, count, table, out, 0, past);
    for (int i = 0; i < words.length; i++) {
      int at = pixels[i / samples] * samples + i % samples;
      assertEquals(table[words[i] & 0xFFFF], out[at]);
    }
    assertEquals(words[words.length - 1], past[1]);
  }

  @Test
  void riceCodesOfABlockAreRead() throws FormatException {
    // Start 100; shift 2 (code 3): differences 0, +1, -1, +7 as 0, 2, 1, 14.
    String stream =
        String.format("%16s", Integer.toBinaryString(100)).replace(' ', '0')
            + "0011"
            + "1"
            + "00"
            + "1"
            + "10"
            + "1"
            + "01"
            + "0001"
            + "10";
    byte[] in = new byte[(stream.length() + 7) / 8];
    for (int i = 0; i < stream.length(); i++) {
      in[i / 8] |= (byte) ((stream.charAt(i) - '0') << 7 - i % 8);
    }
    short[] out = new short[4];
    Rice16.decode(in, 0, in.length, out, 4);
    assertArrayEquals(new short[] {100, 101, 100, 107}, out);
  }

  @Test
  void checksumDoesNotDependOnPieces(RandomGenerator random) {
    byte[] data = new byte[1003];
    random.nextBytes(data);
    FitsChecksum whole = new FitsChecksum();
    whole.add(data, 0, data.length);
    FitsChecksum pieces = new FitsChecksum();
    for (int at = 0; at < data.length; ) {
      int n = Math.min(data.length - at, random.nextInt(1, 9));
      pieces.add(data, at, at + n);
      at += n;
    }
    long sum = 0;
    ByteBuffer words = ByteBuffer.wrap(Arrays.copyOf(data, 1004)).order(ByteOrder.BIG_ENDIAN);
    for (int i = 0; i < 251; i++) {
      sum += words.getInt() & 0xFFFFFFFFL;
      sum = (sum & 0xFFFFFFFFL) + (sum >>> 32);
    }
    assertEquals(sum, whole.value());
    assertEquals(sum, pieces.value());
  }
}
