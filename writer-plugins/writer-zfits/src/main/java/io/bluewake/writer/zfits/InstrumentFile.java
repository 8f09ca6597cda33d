package io.bluewake.writer.zfits;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.Optics;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Describes telescopes and cameras, which DL0 does not, in lines of text that the source of zfits
 * files reads: {@code location}, {@code optics}, {@code camera}, {@code subarray}, {@code
 * telescope}, positions of pixels in 1e-7 m, reference pulses.
 */
final class InstrumentFile {
  private static final double UNIT = 1e-7;
  private static final int PER_LINE = 16;

  private final BufferedWriter out;
  private final Map<Camera, String> cameras = new HashMap<>();

  private InstrumentFile(BufferedWriter out) {
    this.out = out;
  }

  static void write(Path path, Subarray array, int number) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(path)) {
      new InstrumentFile(out).write(array, number);
    }
  }

  private void line(Object... words) throws IOException {
    for (int i = 0; i < words.length; i++) {
      out.write(i == 0 ? "" : " ");
      out.write(String.valueOf(words[i]));
    }
    out.write('\n');
  }

  private static String word(String text) {
    return text.isBlank() ? "unknown" : text.strip().replaceAll("\\s+", "_");
  }

  private void write(Subarray array, int number) throws IOException {
    line("# Telescopes and cameras of this observation");
    var place = array.reference();
    line("location", place.latitudeDeg(), place.longitudeDeg(), place.height());
    for (Camera camera : array.cameras()) {
      camera(camera);
    }
    StringBuilder members = new StringBuilder();
    for (Telescope t : array.telescopes()) {
      members.append(' ').append(t.id());
      String kind = cameras.get(t.camera());
      line("telescope", t.id(), word(t.name()), t.x(), t.y(), t.z(), kind, kind);
    }
    line("subarray", number, array.name().replaceAll("[:\\s]+", " ").strip() + ":" + members);
  }

  /** Optics and camera under one name of their own, since cameras may share theirs. */
  private void camera(Camera camera) throws IOException {
    CameraGeometry g = camera.geometry();
    CameraReadout r = camera.readout();
    Optics o = camera.optics();
    String key = "kind" + (cameras.size() + 1);
    cameras.put(camera, key);
    line(
        "optics",
        key,
        word(o.size()),
        word(o.reflectorShape()),
        o.mirrors(),
        o.mirrorTiles(),
        o.mirrorArea(),
        o.equivalentFocalLength(),
        o.effectiveFocalLength());
    line(
        "camera",
        key,
        g.shape(),
        g.pixelRotationDeg(),
        g.cameraRotationDeg(),
        g.pixelArea()[0],
        r.channels(),
        r.samples(),
        r.samplingRateGHz(),
        r.referencePulseStepNs());
    line("names", key, word(o.name()), word(g.name()), camera.focalLength());
    list("x", key, g.pixelX(), UNIT);
    list("y", key, g.pixelY(), UNIT);
    for (int c = 0; c < r.channels(); c++) {
      list("pulse" + c, key, r.referencePulse()[c], 1);
    }
  }

  private void list(String what, String key, double[] values, double unit) throws IOException {
    for (int from = 0; from < values.length; from += PER_LINE) {
      out.write(what + " " + key);
      for (int i = from; i < Math.min(values.length, from + PER_LINE); i++) {
        out.write(" " + values[i] / unit);
      }
      out.write('\n');
    }
  }
}
