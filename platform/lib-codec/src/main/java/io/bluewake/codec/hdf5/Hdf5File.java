package io.bluewake.codec.hdf5;

/** Facts about HDF5 files. */
public final class Hdf5File {
  static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private Hdf5File() {}
}
