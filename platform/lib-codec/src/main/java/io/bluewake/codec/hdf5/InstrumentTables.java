package io.bluewake.codec.hdf5;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.Column;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Neighbors;
import io.bluewake.model.Optics;
import io.bluewake.model.PixelShape;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.Telescope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The telescopes and cameras of a file of the ctapipe data model: the tables under {@code
 * /configuration/instrument}.
 */
public final class InstrumentTables {
  private static final String ROOT = "/configuration/instrument";

  /** WGS84 ellipsoid. */
  private static final double EARTH_RADIUS = 6378137.0;

  private static final double FLATTENING = 1 / 298.257223563;

  private final Hdf5File file;
  private final boolean effective;
  private final NeighborFinder neighbors;

  /** Finds out which pixels touch. */
  public interface NeighborFinder {
    /**
     * Neighbour lists of a camera.
     *
     * @param x positions of the pixels, m
     * @param y positions of the pixels, m
     * @param area their areas, m²
     * @param shape their shape
     */
    Neighbors of(double[] x, double[] y, double[] area, PixelShape shape);
  }

  /**
   * Prepares to read.
   *
   * @param effective whether the effective focal length turns positions into angles, or else the
   *     equivalent one
   */
  public InstrumentTables(Hdf5File file, boolean effective, NeighborFinder neighbors) {
    this.file = file;
    this.effective = effective;
    this.neighbors = neighbors;
  }

  /** All telescopes of the file. */
  public Subarray read() throws IOException {
    Hdf5Table layout = required(ROOT + "/subarray/layout");
    Table t = TableSchema.readAll(layout);
    List<Optics> optics = optics();
    Map<Long, CameraGeometry> geometries = new HashMap<>();
    Map<Long, CameraReadout> readouts = new HashMap<>();
    Map<List<Long>, Camera> cameras = new HashMap<>();
    List<Telescope> telescopes = new ArrayList<>();
    for (int r = 0; r < t.rows(); r++) {
      long camera = integer(layout, t, r, "camera_index");
      long optic = integer(layout, t, r, "optics_index");
      if (optic < 0 || optic >= optics.size()) {
        throw layout.error("optics " + optic + " of " + optics.size());
      }
      if (!geometries.containsKey(camera)) {
        geometries.put(camera, geometry(camera));
        readouts.put(camera, readout(camera, geometries.get(camera).pixels()));
      }
      List<Long> key = List.of(camera, optic);
      if (!cameras.containsKey(key)) {
        Optics o = optics.get((int) optic);
        cameras.put(
            key, new Camera(geometries.get(camera), readouts.get(camera), o, focalLength(o)));
      }
      telescopes.add(
          new Telescope(
              (int) integer(layout, t, r, "tel_id"),
              text(layout, t, r, "name"),
              number(layout, t, r, "pos_x"),
              number(layout, t, r, "pos_y"),
              number(layout, t, r, "pos_z"),
              cameras.get(key)));
    }
    return new Subarray(layout.text("SUBARRAY"), telescopes, location(layout));
  }

  private double focalLength(Optics o) throws IOException {
    if (!effective) {
      return o.equivalentFocalLength();
    }
    if (Double.isNaN(o.effectiveFocalLength())) {
      throw new IOException(
          file.name()
              + ": optics "
              + o.name()
              + " have no effective focal length; set source.focalLength=equivalent");
    }
    return o.effectiveFocalLength();
  }

  private Hdf5Table required(String path) throws IOException {
    Hdf5Table t = file.table(path).orElse(null);
    if (t == null) {
      throw new IOException(file.name() + ": " + path + ": missing table");
    }
    return t;
  }

  private static Column column(Hdf5Table from, Table t, String name, boolean text)
      throws IOException {
    int at = t.schema().indexOf(name);
    if (at < 0) {
      throw from.error("missing column '" + name + "'");
    }
    Column c = t.schema().columns().get(at);
    if ((c.type() == io.bluewake.model.ColumnType.STRING) != text || c.elements() != 1) {
      throw from.error("column '" + name + "' is of the wrong type");
    }
    return c;
  }

  /** An integer of a row of a table that was read. */
  public static long integer(Hdf5Table from, Table t, int row, String name) throws IOException {
    return t.getLong(row, column(from, t, name, false));
  }

  /** A number of a row of a table that was read. */
  public static double number(Hdf5Table from, Table t, int row, String name) throws IOException {
    return t.getDouble(row, column(from, t, name, false));
  }

  private static String text(Hdf5Table from, Table t, int row, String name) throws IOException {
    return t.getString(row, column(from, t, name, true));
  }

  private static double number(Hdf5Table from, String attribute) throws IOException {
    Hdf5Attribute a = from.attributes().get(attribute);
    if (a == null || a.asNumber().isEmpty()) {
      throw from.error("missing attribute '" + attribute + "'");
    }
    return a.asNumber().get().doubleValue();
  }

  private List<Optics> optics() throws IOException {
    Hdf5Table from = required(ROOT + "/telescope/optics");
    Table t = TableSchema.readAll(from);
    List<Optics> all = new ArrayList<>();
    for (int r = 0; r < t.rows(); r++) {
      all.add(
          new Optics(
              text(from, t, r, "optics_name"),
              text(from, t, r, "size_type"),
              text(from, t, r, "reflector_shape"),
              number(from, t, r, "mirror_area"),
              (int) integer(from, t, r, "n_mirrors"),
              (int) integer(from, t, r, "n_mirror_tiles"),
              number(from, t, r, "equivalent_focal_length"),
              number(from, t, r, "effective_focal_length")));
    }
    return all;
  }

  private CameraGeometry geometry(long index) throws IOException {
    Hdf5Table from = required(ROOT + "/telescope/camera/geometry_" + index);
    Table t = TableSchema.readAll(from);
    int n = t.rows();
    if (n == 0) {
      throw from.error("camera without pixels");
    }
    double[] x = new double[n];
    double[] y = new double[n];
    double[] area = new double[n];
    for (int r = 0; r < n; r++) {
      x[r] = number(from, t, r, "pix_x");
      y[r] = number(from, t, r, "pix_y");
      area[r] = number(from, t, r, "pix_area");
    }
    PixelShape shape = shape(from);
    return new CameraGeometry(
        from.text("CAM_ID"),
        x,
        y,
        area,
        shape,
        number(from, "PIX_ROT"),
        number(from, "CAM_ROT"),
        neighbors.of(x, y, area, shape));
  }

  private static PixelShape shape(Hdf5Table from) throws IOException {
    String name = from.text("PIX_TYPE").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "hexagon", "hexagonal" -> PixelShape.HEXAGON;
      case "square", "rectangular", "rectangle" -> PixelShape.RECTANGULAR;
      case "circle", "circular" -> PixelShape.CIRCLE;
      default -> throw from.error("pixel type '" + name + "' is unknown");
    };
  }

  private CameraReadout readout(long index, int pixels) throws IOException {
    Hdf5Table from = required(ROOT + "/telescope/camera/readout_" + index);
    Table t = TableSchema.readAll(from);
    int channels = (int) number(from, "NCHAN");
    if (channels < 1 || channels > 2 || (int) number(from, "NPIXELS") != pixels) {
      throw from.error(channels + " channels of " + number(from, "NPIXELS") + " pixels");
    }
    double[][] pulse = new double[channels][t.rows()];
    for (int c = 0; c < channels; c++) {
      for (int r = 0; r < t.rows(); r++) {
        pulse[c][r] = number(from, t, r, "reference_pulse_shape_channel" + c);
      }
    }
    return new CameraReadout(
        from.text("CAM_ID"),
        number(from, "SAMPFREQ"),
        channels,
        pixels,
        (int) number(from, "NSAMPLES"),
        pulse,
        number(from, "REFWIDTH"));
  }

  private static GeodeticLocation location(Hdf5Table layout) throws IOException {
    if (!layout.attributes().containsKey("reference_itrs_x")) {
      return new GeodeticLocation(0, 0, 0);
    }
    return geodetic(
        number(layout, "reference_itrs_x"),
        number(layout, "reference_itrs_y"),
        number(layout, "reference_itrs_z"));
  }

  /** Geodetic coordinates of a geocentric position, by iteration on the latitude. */
  public static GeodeticLocation geodetic(double x, double y, double z) {
    double e2 = FLATTENING * (2 - FLATTENING);
    double rho = Math.hypot(x, y);
    double lat = Math.atan2(z, rho * (1 - e2));
    double height = 0;
    for (int i = 0; i < 20; i++) {
      double sin = Math.sin(lat);
      double n = EARTH_RADIUS / Math.sqrt(1 - e2 * sin * sin);
      height = rho * Math.cos(lat) + z * sin - EARTH_RADIUS * EARTH_RADIUS / n;
      lat = Math.atan2(z, rho * (1 - e2 * n / (n + height)));
    }
    return new GeodeticLocation(Math.toDegrees(lat), Math.toDegrees(Math.atan2(y, x)), height);
  }
}
