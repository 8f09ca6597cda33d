package io.bluewake.codec.zfits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a column is compressed: a sequence of processings, by the names that writers of CTAO know.
 *
 * @param name for example {@code fact} or {@code zstd3}
 * @param processings in the order in which they are applied
 * @param level effort of zstd
 */
public record ZfitsScheme(String name, List<Integer> processings, int level) {
  private static final int MOST_LEVEL = 19;

  private static final Map<String, List<Integer>> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put("raw", List.of(BlockDecoder.RAW));
    KNOWN.put("zlib", List.of(BlockDecoder.ZLIB));
    KNOWN.put("lzo", List.of(BlockDecoder.LZO));
    KNOWN.put("fact", List.of(BlockDecoder.SMOOTHING, BlockDecoder.HUFFMAN));
    KNOWN.put("diffman16", List.of(BlockDecoder.DIFFERENCES, BlockDecoder.HUFFMAN));
    KNOWN.put(
        "doublediffman16",
        List.of(
            BlockDecoder.DIFFERENCES,
            BlockDecoder.OFFSET,
            BlockDecoder.SPLIT_BYTES,
            BlockDecoder.ZLIB));
    KNOWN.put(
        "ricefact",
        List.of(BlockDecoder.SPLIT_BYTES, BlockDecoder.SMOOTHING, BlockDecoder.TWO_HUFFMAN));
    KNOWN.put("zrice", List.of(BlockDecoder.SPLIT_BYTES, BlockDecoder.ZLIB));
    KNOWN.put("zrice32", List.of(BlockDecoder.SPLIT_WORDS, BlockDecoder.ZLIB));
  }

  /** Keeps a copy. */
  public ZfitsScheme {
    processings = List.copyOf(processings);
  }

  /** A scheme by its name; {@code zstd1} to {@code zstd19} are levels of zstd. */
  public static Optional<ZfitsScheme> named(String name) {
    List<Integer> known = KNOWN.get(name);
    if (known != null) {
      return Optional.of(new ZfitsScheme(name, known, 0));
    }
    if (name.matches("zstd\\d{1,2}")) {
      int level = Integer.parseInt(name.substring(4));
      if (level >= 1 && level <= MOST_LEVEL) {
        return Optional.of(new ZfitsScheme(name, List.of(BlockDecoder.ZSTD), level));
      }
    }
    return Optional.empty();
  }

  /** The names there are. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(KNOWN.keySet());
    names.add("zstd1 to zstd" + MOST_LEVEL);
    return names;
  }
}
