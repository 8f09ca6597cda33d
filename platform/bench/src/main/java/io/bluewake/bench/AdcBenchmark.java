package io.bluewake.bench;

import io.bluewake.codec.FormatException;
import io.bluewake.codec.VarInts;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyWaveforms;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Counts stored as differences, as sim_telarray writes them: time per image of one channel. */
@OperationsPerInvocation(AdcBenchmark.ROWS)
public class AdcBenchmark extends KernelBenchmark {
  static final int ROWS = 8;

  /** Samples of a waveform. */
  @Param({"40", "72"})
  public int samples;

  private byte[] stored;
  private int length;
  private short[] adc;
  private char[] ceiling;
  private int[] wide;

  /** Encodes the waveforms of showers. */
  @Setup
  public void create() throws FormatException {
    short[] original =
        ToyWaveforms.raw(ToyCamera.hexagonal(PIXELS, 1, samples), ROWS, new SplittableRandom(SEED))
            .adc();
    int count = ROWS * PIXELS * samples;
    stored = new byte[4 * count];
    for (int p = 0; p < ROWS * PIXELS; p++) {
      encode(original, p * samples);
    }
    adc = new short[count];
    ceiling = new char[ROWS * PIXELS];
    wide = new int[count];
    waveforms();
    sums();
    for (int i = 0; i < count; i++) {
      if (adc[i] != original[i] || wide[i] != (original[i] & 0xFFFF)) {
        throw new IllegalStateException("sample " + i + " is not what was stored");
      }
    }
    stored = Arrays.copyOf(stored, length);
  }

  private void encode(short[] original, int start) {
    int before = 0;
    for (int i = start; i < start + samples; i++) {
      int value = original[i] & 0xFFFF;
      int difference = value - before;
      int code = difference << 1 ^ difference >> 31;
      before = value;
      if (code >= 1 << 14) {
        stored[length++] = (byte) (0xC0 | code >>> 16);
        stored[length++] = (byte) (code >>> 8);
      } else if (code >= 1 << 7) {
        stored[length++] = (byte) (0x80 | code >>> 8);
      }
      stored[length++] = (byte) code;
    }
  }

  /** All waveforms into 16 bit numbers, as the high gain is read. */
  @Benchmark
  public int waveforms() throws FormatException {
    int at = 0;
    for (int p = 0; p < ROWS * PIXELS; p++) {
      at = VarInts.differences(stored, at, length, adc, p * samples, samples, ceiling, p);
    }
    return at;
  }

  /** As many numbers into 32 bits, as the sums of waveforms are read. */
  @Benchmark
  public int sums() throws FormatException {
    int at = 0;
    for (int p = 0; p < ROWS * PIXELS; p++) {
      at = VarInts.differences(stored, at, length, wide, p * samples, samples);
    }
    return at;
  }

  /** Waveforms that are left out, as most of the low gain is. */
  @Benchmark
  public int skip() throws FormatException {
    return VarInts.skip(stored, 0, length, (long) ROWS * PIXELS * samples);
  }
}
