package io.bluewake.source.eventio;

import io.bluewake.math.PixelNeighbors;
import io.bluewake.model.Camera;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Neighbors;
import io.bluewake.model.Optics;
import io.bluewake.model.PixelShape;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import io.bluewake.spi.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Makes telescopes out of the descriptions in a file. Telescopes of one kind share their geometry,
 * readout, optics and camera; positions and pulses may differ by a relative 1e-5 within a kind.
 */
final class SubarrayBuilder {
  private static final double RELATIVE = 1e-5;
  private static final double ABSOLUTE = 1e-8;

  private final String file;
  private final SimtelHeader header;
  private final boolean effective;
  private final List<CameraGeometry> geometries = new ArrayList<>();
  private final List<CameraReadout> readouts = new ArrayList<>();
  private final List<Optics> optics = new ArrayList<>();
  private final List<Camera> cameras = new ArrayList<>();

  SubarrayBuilder(String file, SimtelHeader header, boolean effective) {
    this.file = file;
    this.header = header;
    this.effective = effective;
  }

  /**
   * Builds the array.
   *
   * @param wanted telescopes to keep, empty for all
   */
  Subarray build(Set<Integer> wanted) throws InputException {
    for (int id : wanted) {
      if (!header.telescopes.containsKey(id)) {
        throw new InputException(
            file + ": there is no telescope " + id + ", the file has " + ranges());
      }
    }
    List<Telescope> telescopes = new ArrayList<>();
    for (Map.Entry<Integer, TelescopeDescription> entry : header.telescopes.entrySet()) {
      if (wanted.isEmpty() || wanted.contains(entry.getKey())) {
        telescopes.add(telescope(entry.getKey(), entry.getValue()));
      }
    }
    String name = header.metadata.getOrDefault("ARRAY_CONFIG_NAME", "MonteCarloArray");
    if (!wanted.isEmpty()) {
      name += "_" + ranges(new TreeSet<>(wanted));
    }
    return new Subarray(name, telescopes, location());
  }

  private Telescope telescope(int id, TelescopeDescription t) throws InputException {
    if (t.camera == null || t.pixels == null || t.gains == 0) {
      throw new InputException(
          file
              + ": telescope "
              + id
              + " has no "
              + (t.camera == null
                  ? "camera settings"
                  : t.pixels == null ? "pixel settings" : "camera organization"));
    }
    int index = header.run.indexOf(id);
    if (index < 0) {
      throw new InputException(file + ": telescope " + id + " is not in the run header");
    }
    checkNumbers(id, t);
    TelescopeNames names =
        TelescopeNames.of(header.telescopeMetadata.getOrDefault(id, Map.of()), t.camera);
    float[] position = header.run.positions()[index];
    Camera camera = camera(id, t, names);
    return new Telescope(id, names.optics(), position[0], position[1], position[2], camera);
  }

  private void checkNumbers(int id, TelescopeDescription t) throws InputException {
    int pixels = t.camera.x().length;
    if (pixels == 0 || t.organizedPixels != pixels) {
      throw new InputException(
          file
              + ": telescope "
              + id
              + " has "
              + pixels
              + " pixels by its camera settings and "
              + t.organizedPixels
              + " by its camera organization");
    }
    for (int p = 0; p < pixels; p++) {
      if (!Float.isFinite(t.camera.x()[p]) || !Float.isFinite(t.camera.y()[p])) {
        throw new InputException(
            file + ": pixel " + p + " of telescope " + id + " has no finite position");
      }
    }
  }

  private Camera camera(int id, TelescopeDescription t, TelescopeNames names)
      throws InputException {
    double focalLength = effective ? t.camera.effectiveFocalLength() : t.camera.focalLength();
    if (!(focalLength > 0)) {
      throw new InputException(
          file
              + ": telescope "
              + id
              + (effective
                  ? " has no effective focal length; set source.focalLength=equivalent"
                  : " has no focal length"));
    }
    CameraGeometry geometry = geometry(t.camera, names.camera());
    CameraReadout readout = readout(t, names.camera());
    Optics mirror = optics(t.camera, names);
    for (Camera c : cameras) {
      if (c.geometry().equals(geometry)
          && c.readout().equals(readout)
          && c.optics().equals(mirror)) {
        return c;
      }
    }
    Camera made = new Camera(geometry, readout, mirror, focalLength);
    cameras.add(made);
    return made;
  }

  private CameraGeometry geometry(TelescopeDescription.CameraSettings c, String name) {
    int pixels = c.x().length;
    double cos = Math.cos(c.rotation());
    double sin = Math.sin(c.rotation());
    double[] x = new double[pixels];
    double[] y = new double[pixels];
    double[] area = new double[pixels];
    for (int p = 0; p < pixels; p++) {
      x[p] = cos * c.x()[p] - sin * c.y()[p];
      y[p] = sin * c.x()[p] + cos * c.y()[p];
      area[p] = c.area()[p];
    }
    PixelShape shape =
        switch (c.shape()) {
          case 0 -> PixelShape.CIRCLE;
          case 2 -> PixelShape.RECTANGULAR;
          default -> PixelShape.HEXAGON;
        };
    double rotation = (c.shape() == 3 ? 30 : 0) + Math.toDegrees(c.rotation());
    for (CameraGeometry g : geometries) {
      if (g.name().equals(name)
          && g.shape() == shape
          && close(g.pixelRotationDeg(), rotation, ABSOLUTE)
          && close(g.pixelX(), x, 0)
          && close(g.pixelY(), y, 0)) {
        return g;
      }
    }
    Neighbors neighbors = PixelNeighbors.of(x, y, area, shape);
    CameraGeometry made = new CameraGeometry(name, x, y, area, shape, rotation, 0, neighbors);
    geometries.add(made);
    return made;
  }

  private CameraReadout readout(TelescopeDescription t, String name) {
    double[][] pulses = new double[t.gains][];
    for (int channel = 0; channel < t.gains; channel++) {
      int stored = t.pixels.pulses().length;
      // Old files have no reference pulse: one sample, all of which is in any window.
      pulses[channel] =
          stored == 0 ? new double[] {1} : t.pixels.pulses()[Math.min(channel, stored - 1)];
    }
    double step = t.pixels.pulses().length == 0 ? 1 : t.pixels.pulseStep();
    double rate = 1.0 / t.pixels.timeSlice();
    for (CameraReadout r : readouts) {
      if (r.name().equals(name)
          && r.channels() == t.gains
          && r.pixels() == t.organizedPixels
          && r.samples() == t.pixels.samples()
          && close(r.samplingRateGHz(), rate, 0)
          && close(r.referencePulseStepNs(), step, 0)
          && close(r.referencePulse()[0], pulses[0], ABSOLUTE)
          && close(r.referencePulse()[t.gains - 1], pulses[t.gains - 1], ABSOLUTE)) {
        return r;
      }
    }
    CameraReadout made =
        new CameraReadout(name, rate, t.gains, t.organizedPixels, t.pixels.samples(), pulses, step);
    readouts.add(made);
    return made;
  }

  private Optics optics(TelescopeDescription.CameraSettings c, TelescopeNames names) {
    Optics made =
        new Optics(
            names.optics(),
            names.size(),
            names.reflector(),
            c.mirrorArea(),
            names.mirrors(),
            c.tiles(),
            c.focalLength(),
            c.effectiveFocalLength());
    for (Optics o : optics) {
      if (o.equals(made)) {
        return o;
      }
    }
    optics.add(made);
    return made;
  }

  private static boolean close(double a, double b, double absolute) {
    return a == b || Math.abs(a - b) <= absolute + RELATIVE * Math.abs(b);
  }

  private static boolean close(double[] a, double[] b, double absolute) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (!close(a[i], b[i], absolute)) {
        return false;
      }
    }
    return true;
  }

  /** From the metadata, or at latitude and longitude 0 in the height of the simulation. */
  private GeodeticLocation location() {
    try {
      String latitude = header.metadata.get("*LATITUDE");
      String longitude = header.metadata.get("*LONGITUDE");
      String height = header.metadata.get("ALTITUDE");
      if (latitude != null && longitude != null && height != null) {
        return new GeodeticLocation(
            Double.parseDouble(latitude.strip()),
            Double.parseDouble(longitude.strip()),
            Double.parseDouble(height.strip()));
      }
    } catch (NumberFormatException e) {
      return nullIsland(); // what the metadata say is not a place
    }
    return nullIsland();
  }

  private GeodeticLocation nullIsland() {
    double height = header.simulation == null ? 0 : header.simulation.observationHeight();
    return new GeodeticLocation(0, 0, height);
  }

  private String ranges() {
    return ranges(new TreeSet<>(header.telescopes.keySet()));
  }

  /** Numbers as text, three or more consecutive ones as a range: {@code 1-4,7,8}. */
  static String ranges(SortedSet<Integer> numbers) {
    StringBuilder text = new StringBuilder();
    for (Integer first : numbers) {
      if (numbers.contains(first - 1)) {
        continue;
      }
      int last = first;
      while (numbers.contains(last + 1)) {
        last++;
      }
      text.append(text.length() == 0 ? "" : ",").append(first);
      if (last > first) {
        text.append(last == first + 1 ? ',' : '-').append(last);
      }
    }
    return text.toString();
  }
}
