package io.bluewake.writer.eventio;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.Optics;
import io.bluewake.model.PixelShape;
import io.bluewake.model.Telescope;
import java.util.LinkedHashMap;
import java.util.Map;

/** The seven objects that describe a telescope, and what its metadata say. */
final class TelescopeObjects {
  private static final int CAMERA_SETTINGS = 2002;
  private static final int CAMERA_ORGANIZATION = 2003;
  private static final int PIXEL_SETTINGS = 2004;
  private static final int DISABLED_PIXELS = 2005;
  private static final int SOFTWARE_SETTINGS = 2006;
  private static final int POINTING_CORRECTION = 2007;
  private static final int DRIVE_SETTINGS = 2008;

  private TelescopeObjects() {}

  /** Names of structure and camera, and the numbers from which readers tell the reflector. */
  static Map<String, String> metadata(Camera camera) {
    Optics optics = camera.optics();
    String shape = optics.reflectorShape();
    double focal = 100 * optics.equivalentFocalLength();
    Map<String, String> items = new LinkedHashMap<>();
    items.put("OPTICS_CONFIG_NAME", optics.name());
    items.put("CAMERA_CONFIG_NAME", camera.name());
    items.put("MIRROR_CLASS", shape.equals("SCHWARZSCHILD_COUDER") ? "2" : "0");
    items.put("PARABOLIC_DISH", shape.equals("PARABOLIC") ? "1" : "0");
    items.put("FOCAL_Length", Double.toString(focal));
    boolean same = shape.equals("DAVIES_COTTON");
    items.put("DISH_SHAPE_Length", Double.toString(same ? focal : 1.2 * focal));
    return items;
  }

  /**
   * Writes the description.
   *
   * @param disabled pixels without high voltage
   */
  static void write(EventioBuffer out, Telescope telescope, int[] disabled) {
    Camera camera = telescope.camera();
    cameraSettings(out, telescope.id(), camera);
    organization(out, telescope.id(), camera.readout());
    pixelSettings(out, telescope.id(), camera.readout());
    disabled(out, telescope.id(), disabled);
    out.begin(SOFTWARE_SETTINGS, 0, telescope.id(), false);
    for (int i = 0; i < 16; i++) {
      out.i32(0);
    }
    out.end();
    out.begin(DRIVE_SETTINGS, 0, telescope.id(), false).i16(0).i16(0).fill(12, 0).end();
    out.begin(POINTING_CORRECTION, 0, telescope.id(), false).i32(0).i32(0).end();
  }

  private static void cameraSettings(EventioBuffer out, int id, Camera camera) {
    CameraGeometry g = camera.geometry();
    Optics optics = camera.optics();
    int pixels = g.pixels();
    boolean square = g.shape() == PixelShape.RECTANGULAR;
    // Readers turn the camera by this angle, so positions are written turned back.
    double turn = Math.toRadians(g.pixelRotationDeg());
    out.begin(CAMERA_SETTINGS, 5, id, false);
    out.i32(pixels).f32(optics.equivalentFocalLength()).f32(optics.effectiveFocalLength());
    for (int p = 0; p < pixels; p++) {
      out.f32(Math.cos(turn) * g.pixelX()[p] + Math.sin(turn) * g.pixelY()[p]);
    }
    for (int p = 0; p < pixels; p++) {
      out.f32(-Math.sin(turn) * g.pixelX()[p] + Math.cos(turn) * g.pixelY()[p]);
    }
    double area = g.pixelArea()[0];
    double size = square ? Math.sqrt(area) : Math.sqrt(area * 2 / Math.sqrt(3));
    int shape = square ? 2 : g.shape() == PixelShape.CIRCLE ? 0 : 1;
    out.signed(0).signed(1).signed(1).signed(shape).f32(area).f32(size);
    out.i32(optics.mirrorTiles()).f32(optics.mirrorArea()).f32(turn).end();
  }

  private static void organization(EventioBuffer out, int id, CameraReadout readout) {
    int pixels = readout.pixels();
    int channels = readout.channels();
    out.begin(CAMERA_ORGANIZATION, 2, id, false);
    out.i32(pixels).i32(1).i32(channels).i32(0);
    // All pixels in drawer 0; cards, chips and channels likewise; no trigger sectors.
    for (long i = 0; i < pixels + 3L * pixels * channels + pixels; i++) {
      out.signed(0);
    }
    out.end();
  }

  private static void pixelSettings(EventioBuffer out, int id, CameraReadout readout) {
    int pixels = readout.pixels();
    out.begin(PIXEL_SETTINGS, 3, id, false);
    out.i32(0).i32(0).i32(0).i32(pixels);
    for (int p = 0; p < pixels; p++) {
      out.i32(0);
    }
    out.i32(1).i32(0).i32(1).i16(0).i16(readout.samples());
    out.f32(1 / readout.samplingRateGHz()).i32(readout.samples());
    double[][] pulses = readout.referencePulse();
    out.signed(pulses.length).signed(pulses[0].length).f32(readout.referencePulseStepNs());
    for (double[] pulse : pulses) {
      for (double v : pulse) {
        out.f16(v);
      }
    }
    out.i32(0).end();
  }

  private static void disabled(EventioBuffer out, int id, int[] list) {
    out.begin(DISABLED_PIXELS, 0, id, false).i32(list.length);
    for (int p : list) {
      out.i32(p);
    }
    out.i32(list.length);
    for (int p : list) {
      out.i32(p);
    }
    out.end();
  }
}
