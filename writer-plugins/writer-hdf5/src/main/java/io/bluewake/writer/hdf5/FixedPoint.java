package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Hdf5Attribute;
import io.bluewake.codec.hdf5.TableOutput;
import io.bluewake.model.ColumnType;
import java.util.Optional;

/**
 * Numbers stored as integers, {@code round(value * scale) + offset}. Three integers of the type
 * stand for minus infinity, NaN and infinity: the lowest two and the highest of signed types, the
 * highest three of unsigned ones. What is out of range becomes infinite.
 */
final class FixedPoint {
  private final ColumnType type;
  private final int bytes;
  private final float scale;
  private final int offset;
  private final double statedScale;
  private final long lowest;
  private final long highest;
  private final long nan;
  private final long negative;
  private final long positive;

  private FixedPoint(ColumnType type, int bytes, boolean signed, int offset, double scale) {
    this.type = type;
    this.bytes = bytes;
    this.offset = offset;
    this.scale = (float) scale;
    statedScale = scale;
    int bits = 8 * bytes;
    if (signed) {
      negative = -(1L << (bits - 1));
      nan = negative + 1;
      positive = -negative - 1;
      lowest = negative + 2;
      highest = positive - 1;
    } else {
      positive = (1L << bits) - 1;
      nan = positive - 1;
      negative = positive - 2;
      lowest = 0;
      highest = positive - 3;
    }
  }

  /** The coding, or none if it is switched off. */
  static Optional<FixedPoint> of(boolean on, String dtype, int offset, double scale) {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("scale " + scale + ": a positive number is needed");
    }
    FixedPoint coding =
        switch (dtype) {
          case "int8" -> new FixedPoint(ColumnType.INT8, 1, true, offset, scale);
          case "int16" -> new FixedPoint(ColumnType.INT16, 2, true, offset, scale);
          case "int32" -> new FixedPoint(ColumnType.INT32, 4, true, offset, scale);
          case "uint8" -> new FixedPoint(ColumnType.UINT8, 1, false, offset, scale);
          case "uint16" -> new FixedPoint(ColumnType.UINT16, 2, false, offset, scale);
          case "uint32" -> new FixedPoint(ColumnType.UINT32, 4, false, offset, scale);
          default ->
              throw new IllegalArgumentException(
                  "type '" + dtype + "': choose int8, int16, int32, uint8, uint16 or uint32");
        };
    return on ? Optional.of(coding) : Optional.empty();
  }

  ColumnType type() {
    return type;
  }

  int bytes() {
    return bytes;
  }

  /** The integer of a number; computed in single precision, as ctapipe does. */
  long encode(float value) {
    float scaled = (float) Math.rint(value * scale) + offset;
    if (Float.isNaN(scaled)) {
      return nan;
    }
    if (scaled > highest) {
      return positive;
    }
    return scaled < lowest ? negative : (long) scaled;
  }

  /** Stores numbers of an array. */
  void store(float[] values, int from, int n, byte[] b, int at) {
    for (int i = 0; i < n; i++) {
      long code = encode(values[from + i]);
      for (int k = 0; k < bytes; k++) {
        b[at + i * bytes + k] = (byte) (code >> 8 * k);
      }
    }
  }

  /** Says how to read the column at a position of a table. */
  void describe(TableOutput out, int position) {
    String prefix = "CTAFIELD_" + position + "_";
    out.attribute(Hdf5Attribute.text(prefix + "TRANSFORM", "fixed_point"));
    out.attribute(Hdf5Attribute.real(prefix + "TRANSFORM_SCALE", statedScale));
    out.attribute(Hdf5Attribute.text(prefix + "TRANSFORM_DTYPE", "float32"));
    out.attribute(Hdf5Attribute.integer(prefix + "TRANSFORM_OFFSET", offset));
    out.attribute(Hdf5Attribute.integer(prefix + "NAN_VALUE", nan));
    out.attribute(Hdf5Attribute.integer(prefix + "POSINF_VALUE", positive));
    out.attribute(Hdf5Attribute.integer(prefix + "NEGINF_VALUE", negative));
  }
}
