package io.bluewake.codec.hdf5;

/**
 * How chunks are compressed. All chunks carry a Fletcher-32 checksum.
 *
 * @param codec the algorithm
 * @param level effort from 1 to 9, without meaning for {@link Codec#NONE}
 */
public record Compression(Codec codec, int level) {
  /** What ctapipe uses too. */
  public static final Compression DEFAULT = new Compression(Codec.BLOSC_ZSTD, 5);

  /** Compression algorithms. */
  public enum Codec {
    /** Zstandard in blosc frames, filter 32001. */
    BLOSC_ZSTD,
    /** Byte shuffle and zlib; every HDF5 library can read it. */
    ZLIB,
    /** None. */
    NONE
  }

  /** Checks the level. */
  public Compression {
    if (level < 1 || level > 9) {
      throw new IllegalArgumentException("compression level " + level + " is not within 1 .. 9");
    }
  }

  /** The value of PyTables' FILTERS attribute, which new tables of a group inherit there. */
  long pytablesFilters() {
    return switch (codec) {
      case BLOSC_ZSTD -> level | 10L << 8 | 3L << 16;
      case ZLIB -> level | 1L << 8 | 3L << 16;
      case NONE -> 2L << 16;
    };
  }
}
