package io.bluewake.codec.hdf5;

/** Numbers of the chunk filters. */
final class Filters {
  static final int DEFLATE = 1;
  static final int SHUFFLE = 2;
  static final int FLETCHER32 = 3;
  static final int BLOSC = 32001;

  private Filters() {}
}
