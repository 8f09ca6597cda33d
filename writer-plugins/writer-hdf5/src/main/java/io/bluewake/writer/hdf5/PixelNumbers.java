package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.RowCodec;
import io.bluewake.codec.hdf5.TableOutput;
import io.bluewake.model.ColumnType;
import java.util.Optional;

/** A column of numbers per pixel, single precision or fixed point. */
final class PixelNumbers {
  private final FixedPoint coding;

  PixelNumbers(Optional<FixedPoint> coding) {
    this.coding = coding.orElse(null);
  }

  /** Type of the stored elements. */
  ColumnType type() {
    return coding == null ? ColumnType.FLOAT32 : coding.type();
  }

  /** Says how to read the column at a position of a table, if that needs to be said. */
  void describe(TableOutput out, int position) {
    if (coding != null) {
      coding.describe(out, position);
    }
  }

  /** Stores numbers of an array and returns where the next column starts. */
  int store(float[] values, int from, int n, byte[] b, int at) {
    if (coding == null) {
      RowCodec.putFloats(b, at, values, from, n);
      return at + 4 * n;
    }
    coding.store(values, from, n, b, at);
    return at + coding.bytes() * n;
  }
}
