package io.bluewake.source.eventio;

import io.bluewake.codec.CompressedInput;
import io.bluewake.spi.InputException;
import java.io.InputStream;

/**
 * A file in which something may be wrong.
 *
 * @param file name of the file
 * @param compressed whether offsets count decompressed bytes
 */
record Place(String file, boolean compressed) {
  Place(String file, InputStream opened) {
    this(file, CompressedInput.isCompressed(opened));
  }

  /** Says what is wrong at a byte. */
  InputException error(long offset, String object, String problem, Throwable cause) {
    String counted = compressed ? " of the decompressed data, " : ", ";
    return new InputException(file + ": byte " + offset + counted + object + ": " + problem, cause);
  }
}
