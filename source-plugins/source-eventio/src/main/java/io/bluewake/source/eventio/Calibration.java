package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.model.CameraConstants;
import java.util.Arrays;

/**
 * Calibration of one telescope as the file has told it so far: pedestals of the last monitoring
 * object (2022), gains and time corrections of the last laser calibration (2023), disabled pixels.
 */
final class Calibration {
  private static final float[][] NOTHING = new float[0][];

  private final int pixels;
  private final int channels;
  private int[] disabled;
  private float[][] pedestal = NOTHING;
  private float[][] gain = NOTHING;
  private float[][] timeShift = NOTHING;
  private CameraConstants constants;

  private final Repetition monitoring = new Repetition();
  private final Repetition laser = new Repetition();

  Calibration(int pixels, int channels, int[] disabled) {
    this.pixels = pixels;
    this.channels = channels;
    this.disabled = disabled;
  }

  /** Replaces the list of disabled pixels. */
  void setDisabled(int[] list) {
    disabled = list;
    constants = null;
  }

  /** Takes over a monitoring object. */
  void readMonitoring(ObjectHeader object, ByteReader in) throws FormatException {
    Versions.atMost(in, object.version, 1);
    if (monitoring.repeats(object, in)) {
      return;
    }
    int what = object.id >> 8 & 0xFFFF;
    in.skip(16); // known and new parts, identifier, time
    boolean old = object.version == 0;
    int sectors = old ? in.i16() : (int) in.varInt();
    int inPixels = old ? in.i16() : (int) in.varInt();
    if (old) {
      in.i16();
    } else {
      in.varInt();
    }
    int inChannels = old ? in.i16() : (int) in.varInt();
    if ((what & 0x01) != 0) {
      in.skip(12); // status
    }
    if ((what & 0x02) != 0) {
      in.skip(20);
      in.skip(4L * sectors + 12); // rates
    }
    if ((what & 0x04) == 0) {
      return;
    }
    check(in, inPixels, inChannels);
    in.skip(8); // time
    int slices = in.i16();
    if (slices <= 0) {
      throw new FormatException(in.position(), "pedestals are the sum of " + slices + " samples");
    }
    float[][] sums = matrix(in);
    for (float[] row : sums) {
      for (int p = 0; p < row.length; p++) {
        row[p] /= slices;
      }
    }
    pedestal = sums;
    constants = null;
  }

  /** Takes over a laser calibration. */
  void readLaser(ObjectHeader object, ByteReader in) throws FormatException {
    Versions.atMost(in, object.version, 3);
    if (laser.repeats(object, in)) {
      return;
    }
    check(in, in.u16(), in.i16());
    in.i32(); // identifier
    gain = matrix(in);
    if (object.version >= 2) {
      in.skip(8L * channels);
      timeShift = matrix(in);
    }
    constants = null;
  }

  private void check(ByteReader in, int inPixels, int inChannels) throws FormatException {
    if (inPixels != pixels || inChannels != channels) {
      throw new FormatException(
          in.position(),
          inPixels
              + " pixels and "
              + inChannels
              + " channels for a camera of "
              + pixels
              + " pixels and "
              + channels
              + " channels");
    }
  }

  private float[][] matrix(ByteReader in) throws FormatException {
    float[][] rows = new float[channels][];
    for (int c = 0; c < channels; c++) {
      rows[c] = in.f32s(pixels);
    }
    return rows;
  }

  /** The constants, or null when the file has not given both pedestals and gains yet. */
  CameraConstants constants() {
    if (constants == null && pedestal.length > 0 && gain.length > 0) {
      constants = new CameraConstants(pedestal, gain, NOTHING, NOTHING, timeShift, unusable());
    }
    return constants;
  }

  /** The disabled pixels; nothing at all if there are none, which saves looking at each pixel. */
  private boolean[][] unusable() {
    boolean[] any = new boolean[pixels];
    int count = 0;
    for (int p : disabled) {
      if (p >= 0 && p < pixels) {
        any[p] = true;
        count++;
      }
    }
    boolean[][] unusable = new boolean[count == 0 ? 0 : channels][];
    Arrays.fill(unusable, any);
    return unusable;
  }

  /**
   * Knows an object that repeats the one before. Comparing is a tenth of the work of reading, and
   * what later stages have derived from the constants stays valid too.
   */
  private static final class Repetition {
    private byte[] content = new byte[0];
    private int version;
    private int id;
    private boolean bigEndian;

    boolean repeats(ObjectHeader object, ByteReader in) {
      if (object.version == version
          && object.id == id
          && in.bigEndian() == bigEndian
          && Arrays.equals(in.array(), in.position(), in.limit(), content, 0, content.length)) {
        return true;
      }
      version = object.version;
      id = object.id;
      bigEndian = in.bigEndian();
      content = Arrays.copyOfRange(in.array(), in.position(), in.limit());
      return false;
    }
  }
}
