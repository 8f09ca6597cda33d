package io.bluewake.source.eventio;

import io.bluewake.model.CameraConstants;
import java.util.Arrays;

/**
 * What a batch keeps between reading and decoding: undecoded bytes, and for each telescope row
 * where in them its waveforms and photo-electrons are. Reused with its batch.
 */
final class RawEvents {
  /** How the waveforms of a telescope are stored. */
  static final int SAMPLES = 0;

  static final int SAMPLES_SUPPRESSED = 1;

  /** Charges only; the zero suppression mode is added. */
  static final int SUMS = 2;

  final RawBytes bytes = new RawBytes();

  /** Kind, first and last byte, channels and samples of the waveforms of each row. */
  int[] kind = new int[16];

  int[] from = new int[16];
  int[] to = new int[16];
  int[] channels = new int[16];
  int[] samples = new int[16];

  /** Photo-electrons: first byte, or -1 if there are none; end; version of the object. */
  int[] peFrom = new int[16];

  int[] peTo = new int[16];
  int[] peVersion = new int[16];

  boolean[] bigEndian = new boolean[16];

  /** Byte offset in the file of byte 0 of {@link #bytes}, as far as this row is concerned. */
  long[] offset = new long[16];

  CameraConstants[] constants = new CameraConstants[16];
  int rows;

  /** Samples of the rows of each group, 0 while it has none. */
  int[] groupSamples;

  /** Room for the charges of all channels, for decoding. */
  int[] scratch = new int[0];

  RawEvents(int groups) {
    groupSamples = new int[groups];
  }

  /** Forgets all rows. */
  void clear() {
    bytes.size = 0;
    rows = 0;
    Arrays.fill(groupSamples, 0);
  }

  /** Appends a row and returns its index. */
  int append() {
    if (rows == kind.length) {
      int n = rows * 2;
      kind = Arrays.copyOf(kind, n);
      from = Arrays.copyOf(from, n);
      to = Arrays.copyOf(to, n);
      channels = Arrays.copyOf(channels, n);
      samples = Arrays.copyOf(samples, n);
      peFrom = Arrays.copyOf(peFrom, n);
      peTo = Arrays.copyOf(peTo, n);
      peVersion = Arrays.copyOf(peVersion, n);
      bigEndian = Arrays.copyOf(bigEndian, n);
      offset = Arrays.copyOf(offset, n);
      constants = Arrays.copyOf(constants, n);
    }
    return rows++;
  }
}
