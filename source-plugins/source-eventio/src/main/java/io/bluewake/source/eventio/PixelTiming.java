package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;

/**
 * Pulse times and sums around the pulse of selected pixels (object 2016).
 *
 * @param pixels number of selected pixels
 * @param timeSum sum of all times, samples
 * @param localSum sum of the sums around each pixel's own pulse, all channels, counts
 * @param globalSum sum of the sums around the common pulse, counts
 */
record PixelTiming(int pixels, double timeSum, long localSum, long globalSum) {

  static PixelTiming read(ByteReader in, int version) throws FormatException {
    Versions.between(in, version, 1, 2);
    boolean old = version == 1;
    int allPixels = old ? in.i16() : (int) in.varInt();
    int channels = in.i16();
    int beforePeak = in.i16();
    int afterPeak = in.i16();
    boolean sums = beforePeak >= 0 && afterPeak >= 0;
    int listType = in.i16();
    if (listType < 1 || listType > 2 || channels < 0 || allPixels < 0) {
      throw new FormatException(in.position(), "list type " + listType + " of pixel times");
    }
    int entries = old ? in.i16() : in.signedVarCount();
    in.need((long) entries * listType, 1);
    int[] list = old ? in.i16s(entries * listType) : in.varInts(entries * listType);
    boolean globalOfSelected = in.i16() < 0;
    int types = in.i16();
    in.need(types, 6);
    in.skip(6L * types); // kinds of times, levels
    float granularity = in.f32();
    in.f32(); // common peak
    int pixels = 0;
    double timeSum = 0;
    long local = 0;
    long global = 0;
    for (int i = 0; i < entries; i++) {
      int n = listType == 1 ? 1 : list[2 * i + 1] - list[2 * i] + 1;
      if (n < 0 || n > allPixels) {
        throw new FormatException(in.position(), n + " of " + allPixels + " pixels in a range");
      }
      for (int p = 0; p < n; p++) {
        pixels++;
        for (int t = 0; t < types; t++) {
          timeSum += granularity * in.i16();
        }
        local += sums ? sum(in, channels) : 0;
        global += sums && globalOfSelected ? sum(in, channels) : 0;
      }
    }
    if (sums && entries > 0 && !globalOfSelected) {
      global += sum(in, (long) channels * allPixels);
    }
    return new PixelTiming(pixels, timeSum, local, global);
  }

  private static long sum(ByteReader in, long count) throws FormatException {
    in.need(count, 1);
    long sum = 0;
    for (long i = 0; i < count; i++) {
      sum += in.varInt();
    }
    return sum;
  }
}
