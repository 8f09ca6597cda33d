package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;

/** Photo-electrons of a telescope (object 1208): only their number per pixel is of interest. */
final class PhotoElectrons {
  private static final int AMPLITUDES = 1;

  private PhotoElectrons() {}

  /**
   * Adds the image of true photo-electrons.
   *
   * @param image receives the numbers
   * @param from index of the first pixel
   * @param pixels pixels of the camera
   */
  static void read(ByteReader in, int version, float[] image, int from, int pixels)
      throws FormatException {
    Versions.between(in, version, 1, 3);
    in.i32(); // sum
    int inPixels = in.i32();
    if (inPixels != pixels) {
      throw new FormatException(
          in.position(), inPixels + " pixels for a camera of " + pixels + " pixels");
    }
    int flags = version > 1 ? in.i16() : 0;
    int entries = in.i32();
    java.util.Arrays.fill(image, from, from + pixels, 0);
    int bytesEach = (flags & AMPLITUDES) != 0 ? 8 : 4;
    for (int i = 0; i < entries; i++) {
      long pixel = version > 2 ? in.varInt() : in.i16();
      int count = in.i32();
      if (pixel < 0 || pixel >= pixels || count < 0) {
        throw new FormatException(
            in.position(), count + " photo-electrons in pixel " + pixel + " of " + pixels);
      }
      in.skip((long) count * bytesEach);
      image[from + (int) pixel] = count;
    }
  }
}
