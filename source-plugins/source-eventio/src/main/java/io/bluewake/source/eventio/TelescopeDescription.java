package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;

/** What the header objects of a file say about one telescope. */
final class TelescopeDescription {
  /** Types that describe a telescope completely. */
  static final int COMPLETE = 0x7F;

  CameraSettings camera;
  PixelSettings pixels;
  int organizedPixels;
  int gains;
  int[] disabled = new int[0];
  private int seen;

  /** Takes over one object. */
  void read(int type, int version, ByteReader in) throws FormatException {
    switch (type) {
      case ObjectTypes.CAMERA_SETTINGS -> camera = CameraSettings.read(in, version);
      case ObjectTypes.PIXEL_SETTINGS -> pixels = PixelSettings.read(in, version);
      case ObjectTypes.CAMERA_ORGANIZATION -> readOrganization(in, version);
      case ObjectTypes.DISABLED_PIXELS -> readDisabled(in, version);
      default -> {
        // Software settings, pointing corrections and drive settings change nothing here.
      }
    }
    seen |= 1 << type - ObjectTypes.CAMERA_SETTINGS;
  }

  /** Whether all seven kinds of description have been there. */
  boolean isComplete() {
    return seen == COMPLETE;
  }

  private void readOrganization(ByteReader in, int version) throws FormatException {
    Versions.between(in, version, 1, 2);
    organizedPixels = in.i32();
    in.i32(); // drawers
    int channels = in.i32();
    if (channels < 1 || channels > 2) {
      throw new FormatException(in.position(), "the camera has " + channels + " gain channels");
    }
    gains = channels;
  }

  private void readDisabled(ByteReader in, int version) throws FormatException {
    Versions.atMost(in, version, 0);
    in.i32s(in.i32()); // excluded from the trigger only
    disabled = in.i32s(in.i32());
  }

  /**
   * Geometry of a camera and its mirror (object 2002).
   *
   * @param focalLength equivalent focal length, m
   * @param effectiveFocalLength m, NaN when the file does not say
   * @param x pixel positions before derotation, m
   * @param y pixel positions before derotation, m
   * @param shape shape of the first pixel, -1 when the file does not say
   * @param area pixel areas, m²
   * @param tiles mirror tiles
   * @param mirrorArea m²
   * @param rotation camera rotation, rad
   */
  record CameraSettings(
      float focalLength,
      float effectiveFocalLength,
      float[] x,
      float[] y,
      int shape,
      float[] area,
      int tiles,
      float mirrorArea,
      float rotation) {

    static CameraSettings read(ByteReader in, int version) throws FormatException {
      Versions.atMost(in, version, 6);
      int pixels = in.i32();
      float focalLength = in.f32();
      float effective = version > 4 ? in.f32() : Float.NaN;
      in.skip(version > 5 ? 16 : 0); // effective focal lengths in x and y, displacements
      in.need(pixels, 8);
      float[] x = in.f32s(pixels);
      float[] y = in.f32s(pixels);
      int shape = -1;
      float[] area;
      if (version >= 4) {
        boolean curved = in.varInt() != 0;
        boolean parallel = in.varInt() != 0;
        in.skip(4L * pixels * ((curved ? 1 : 0) + (parallel ? 0 : 2)));
        if (in.varInt() != 0) {
          shape = (int) in.varInt();
          area = new float[pixels];
          java.util.Arrays.fill(area, in.f32());
          in.f32(); // size
        } else {
          int[] shapes = in.varInts(pixels);
          shape = pixels > 0 ? shapes[0] : -1;
          area = in.f32s(pixels);
          in.skip(4L * pixels);
        }
      } else {
        area = in.f32s(pixels);
        in.skip(version >= 1 ? 4L * pixels : 0);
      }
      int tiles = version >= 2 ? in.i32() : 0;
      float mirrorArea = version >= 2 ? in.f32() : 0;
      float rotation = version >= 3 ? in.f32() : 0;
      return new CameraSettings(
          focalLength, effective, x, y, shape, area, tiles, mirrorArea, rotation);
    }
  }

  /**
   * Readout of a camera (object 2004).
   *
   * @param timeSlice length of a sample, ns
   * @param samples samples of a waveform
   * @param pulseStep step of the reference pulse, ns
   * @param pulses reference pulses, one for all channels or one per channel, none in old files
   */
  record PixelSettings(float timeSlice, int samples, float pulseStep, double[][] pulses) {

    static PixelSettings read(ByteReader in, int version) throws FormatException {
      Versions.atMost(in, version, 3);
      in.skip(12); // setup, trigger mode, multiplicity
      in.skip(4L * in.i32()); // high voltages
      in.skip(4L * in.i32()); // thresholds of the drawers
      in.skip(4L * in.i32()); // start and length of the readout window of the drawers
      float slice = version >= 1 ? in.f32() : Float.NaN;
      int samples = version >= 1 ? in.i32() : 0;
      if (version < 2) {
        return new PixelSettings(slice, samples, Float.NaN, new double[0][]);
      }
      long shapes = in.varInt();
      long length = in.varInt();
      float step = in.f32();
      if (shapes < 0 || shapes > 2 || length < 0 || length > in.remaining() / 2) {
        throw new FormatException(
            in.position(), shapes + " reference pulses of " + length + " samples");
      }
      in.need(shapes * length, 2);
      double[][] pulses = new double[(int) shapes][(int) length];
      for (double[] pulse : pulses) {
        for (int i = 0; i < pulse.length; i++) {
          pulse[i] = in.f16();
        }
      }
      return new PixelSettings(slice, samples, step, pulses);
    }
  }
}
