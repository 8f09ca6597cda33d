package io.bluewake.writer.hdf5;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.ColumnType;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Optics;
import io.bluewake.model.PixelShape;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.Telescope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables under {@code /configuration/instrument}. */
final class InstrumentTables {
  private static final String ROOT = "/configuration/instrument";
  private static final String ORIGIN = "ctapipe.instrument.SubarrayDescription";

  private static final Schema LAYOUT =
      Schema.named("")
          .scalar("tel_id", ColumnType.UINT16, "", "")
          .text("name", "")
          .text("type", "")
          .float32("pos_x", "m", "")
          .float32("pos_y", "m", "")
          .float32("pos_z", "m", "")
          .text("camera_name", "")
          .text("optics_name", "")
          .int64("camera_index", "")
          .int64("optics_index", "")
          .text("tel_description", "")
          .build();

  private static final Schema OPTICS =
      Schema.named("")
          .text("optics_name", "")
          .text("size_type", "")
          .text("reflector_shape", "")
          .float64("mirror_area", "m**2", "")
          .int64("n_mirrors", "")
          .int64("n_mirror_tiles", "")
          .float64("equivalent_focal_length", "m", "")
          .float64("effective_focal_length", "m", "")
          .build();

  private static final Schema GEOMETRY =
      Schema.named("")
          .int64("pix_id", "")
          .float64("pix_x", "m", "")
          .float64("pix_y", "m", "")
          .float64("pix_area", "m**2", "")
          .build();

  /** WGS84 ellipsoid. */
  private static final double EARTH_RADIUS = 6378137.0;

  private static final double FLATTENING = 1 / 298.257223563;

  private final ProductTables tables;
  private final DataModelVersion version;
  private final String software;

  InstrumentTables(ProductTables tables, DataModelVersion version, String software) {
    this.tables = tables;
    this.version = version;
    this.software = software;
  }

  void write(Subarray subarray) throws IOException {
    List<Camera> cameras = new ArrayList<>();
    List<Optics> optics = new ArrayList<>();
    for (Telescope t : subarray.telescopes()) {
      if (cameras.stream().noneMatch(c -> same(c, t.camera()))) {
        cameras.add(t.camera());
      }
      if (!optics.contains(t.camera().optics())) {
        optics.add(t.camera().optics());
      }
    }
    cameras.sort(Comparator.comparing(Camera::name));
    optics.sort(Comparator.comparing(Optics::name));
    writeLayout(subarray, cameras, optics);
    writeOptics(subarray, optics);
    for (int i = 0; i < cameras.size(); i++) {
      String camera = ROOT + "/telescope/camera/";
      writeGeometry(camera + "geometry_" + i, cameras.get(i).geometry());
      writeReadout(camera + "readout_" + i, cameras.get(i).readout());
    }
  }

  private static boolean same(Camera a, Camera b) {
    if (a == b) {
      return true;
    }
    CameraGeometry g = a.geometry();
    CameraGeometry h = b.geometry();
    CameraReadout r = a.readout();
    CameraReadout s = b.readout();
    return g.name().equals(h.name())
        && g.shape() == h.shape()
        && g.pixelRotationDeg() == h.pixelRotationDeg()
        && Arrays.equals(g.pixelX(), h.pixelX())
        && Arrays.equals(g.pixelY(), h.pixelY())
        && r.name().equals(s.name())
        && r.samples() == s.samples()
        && r.samplingRateGHz() == s.samplingRateGHz()
        && r.referencePulseStepNs() == s.referencePulseStepNs()
        && Arrays.deepEquals(r.referencePulse(), s.referencePulse());
  }

  private Map<String, Object> meta(Subarray subarray, String kind, String tableVersion) {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("ORIGIN", ORIGIN);
    meta.put("SUBARRAY", subarray.name());
    meta.put("SOFT_VER", software);
    meta.put("TAB_TYPE", kind);
    meta.put("TAB_VER", tableVersion);
    return meta;
  }

  private void writeLayout(Subarray subarray, List<Camera> cameras, List<Optics> optics)
      throws IOException {
    Table t = new Table(LAYOUT);
    for (Telescope tel : subarray.telescopes()) {
      int r = t.append();
      Camera camera = tel.camera();
      int index = 0;
      while (!same(cameras.get(index), camera)) {
        index++;
      }
      t.set(r, LAYOUT.column("tel_id"), tel.id());
      t.set(r, LAYOUT.column("name"), tel.name());
      t.set(r, LAYOUT.column("type"), camera.optics().size());
      t.set(r, LAYOUT.column("pos_x"), tel.x());
      t.set(r, LAYOUT.column("pos_y"), tel.y());
      t.set(r, LAYOUT.column("pos_z"), tel.z());
      t.set(r, LAYOUT.column("camera_name"), camera.name());
      t.set(r, LAYOUT.column("optics_name"), camera.optics().name());
      t.set(r, LAYOUT.column("camera_index"), index);
      t.set(r, LAYOUT.column("optics_index"), optics.indexOf(camera.optics()));
      t.set(r, LAYOUT.column("tel_description"), camera.description());
    }
    Map<String, Object> meta = meta(subarray, "subarray", "2.0");
    double[] itrs = itrs(subarray.reference());
    meta.put("reference_itrs_x", itrs[0]);
    meta.put("reference_itrs_y", itrs[1]);
    meta.put("reference_itrs_z", itrs[2]);
    meta.put("name", subarray.name());
    tables.write(ROOT + "/subarray/layout", t, false, meta);
  }

  private void writeOptics(Subarray subarray, List<Optics> optics) throws IOException {
    Table t = new Table(OPTICS);
    for (Optics o : optics) {
      int r = t.append();
      t.set(r, OPTICS.column("optics_name"), o.name());
      t.set(r, OPTICS.column("size_type"), o.size());
      t.set(r, OPTICS.column("reflector_shape"), o.reflectorShape());
      t.set(r, OPTICS.column("mirror_area"), o.mirrorArea());
      t.set(r, OPTICS.column("n_mirrors"), o.mirrors());
      t.set(r, OPTICS.column("n_mirror_tiles"), o.mirrorTiles());
      t.set(r, OPTICS.column("equivalent_focal_length"), o.equivalentFocalLength());
      t.set(r, OPTICS.column("effective_focal_length"), o.effectiveFocalLength());
    }
    tables.write(ROOT + "/telescope/optics", t, false, meta(subarray, "optics", "4.0"));
  }

  private void writeGeometry(String path, CameraGeometry g) throws IOException {
    Table t = new Table(GEOMETRY);
    for (int p = 0; p < g.pixels(); p++) {
      int r = t.append();
      t.set(r, GEOMETRY.column("pix_id"), p);
      t.set(r, GEOMETRY.column("pix_x"), g.pixelX()[p]);
      t.set(r, GEOMETRY.column("pix_y"), g.pixelY()[p]);
      t.set(r, GEOMETRY.column("pix_area"), g.pixelArea()[p]);
    }
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("PIX_TYPE", pixelType(g.shape()));
    if (version.hasGrid()) {
      meta.put("GRID", g.shape() == PixelShape.RECTANGULAR ? "square" : "hex");
    }
    meta.put("TAB_TYPE", "ctapipe.instrument.CameraGeometry");
    meta.put("TAB_VER", version.geometryVersion());
    meta.put("CAM_ID", g.name());
    meta.put("PIX_ROT", g.pixelRotationDeg());
    meta.put("CAM_ROT", g.cameraRotationDeg());
    tables.write(path, t, false, meta);
  }

  private static String pixelType(PixelShape shape) {
    return switch (shape) {
      case HEXAGON -> "hexagon";
      case RECTANGULAR -> "square";
      case CIRCLE -> "circle";
    };
  }

  private void writeReadout(String path, CameraReadout readout) throws IOException {
    Schema.Builder builder = Schema.named("");
    for (int c = 0; c < readout.channels(); c++) {
      builder.float64("reference_pulse_shape_channel" + c, "", "");
    }
    Schema schema = builder.float64("reference_pulse_sample_time", "ns", "").build();
    Table t = new Table(schema);
    int samples = readout.referencePulse()[0].length;
    for (int s = 0; s < samples; s++) {
      int r = t.append();
      for (int c = 0; c < readout.channels(); c++) {
        t.set(r, schema.columns().get(c), readout.referencePulse()[c][s]);
      }
      t.set(r, schema.columns().get(readout.channels()), s * readout.referencePulseStepNs());
    }
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("TAB_TYPE", "ctapipe.instrument.CameraReadout");
    meta.put("TAB_VER", "3.0");
    meta.put("CAM_ID", readout.name());
    meta.put("NCHAN", (long) readout.channels());
    meta.put("NPIXELS", (long) readout.pixels());
    meta.put("NSAMPLES", readout.samples());
    meta.put("SAMPFREQ", readout.samplingRateGHz());
    meta.put("REFWIDTH", readout.referencePulseStepNs());
    tables.write(path, t, false, meta);
  }

  /** Geocentric Cartesian position of a place, m. */
  static double[] itrs(GeodeticLocation place) {
    double lat = Math.toRadians(place.latitudeDeg());
    double lon = Math.toRadians(place.longitudeDeg());
    double e2 = FLATTENING * (2 - FLATTENING);
    double n = EARTH_RADIUS / Math.sqrt(1 - e2 * Math.sin(lat) * Math.sin(lat));
    double rho = (n + place.height()) * Math.cos(lat);
    return new double[] {
      rho * Math.cos(lon), rho * Math.sin(lon), (n * (1 - e2) + place.height()) * Math.sin(lat)
    };
  }
}
