package io.bluewake.testkit;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Neighbors;
import io.bluewake.model.Optics;
import io.bluewake.model.PixelShape;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import io.bluewake.spi.StereoView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events for reconstructors, image by image: either any parameters or those that a shower without
 * fluctuations leaves in ideal telescopes. Angles in degrees, lengths in metres.
 */
public final class StereoScene implements StereoView {
  private static final double FOCAL_LENGTH = 20;

  private final Subarray subarray;
  private final List<double[]> arrayPointings = new ArrayList<>();
  private final List<Integer> firstTelescope = new ArrayList<>(List.of(0));
  private final List<Integer> firstSelected = new ArrayList<>(List.of(0));
  private final List<Integer> selected = new ArrayList<>();
  private final List<Image> images = new ArrayList<>();
  private final Map<String, double[]> parameters = new HashMap<>();
  private int[] firstTelescopeArray = new int[0];
  private int[] firstSelectedArray = new int[0];
  private int[] selectedArray = new int[0];
  private int[] telescopeArray = new int[0];
  private float[] azimuthArray = new float[0];
  private float[] altitudeArray = new float[0];
  private double[] arrayAzimuthArray = new double[0];
  private double[] arrayAltitudeArray = new double[0];

  /**
   * Parameters of one image.
   *
   * @param telescope layout index
   * @param azimuth where the telescope points to, deg
   * @param altitude where it points to, deg
   * @param lon longitude of the centroid in the telescope frame, deg
   * @param lat its latitude, deg
   * @param psi direction of the image axis, deg
   * @param intensity p.e.
   * @param length deg
   * @param width deg
   */
  public record Image(
      int telescope,
      double azimuth,
      double altitude,
      double lon,
      double lat,
      double psi,
      double intensity,
      double length,
      double width) {}

  /**
   * A straight shower that shines at one point of its axis.
   *
   * @param azimuth where it comes from, deg
   * @param altitude where it comes from, deg
   * @param coreX core in the ground frame, m
   * @param coreY core in the ground frame, m
   * @param height height of the maximum over the origin, m
   */
  public record Shower(double azimuth, double altitude, double coreX, double coreY, double height) {

    /** Distance of a telescope from the axis. */
    public double impact(Telescope t) {
      double[] n = ground(azimuth, altitude);
      double[] d = {t.x() - coreX, t.y() - coreY, t.z()};
      double along = dot(d, n);
      return Math.sqrt(Math.max(0, dot(d, d) - along * along));
    }
  }

  /** Creates a view without events. */
  public StereoScene(Subarray subarray) {
    this.subarray = subarray;
    freeze();
  }

  /**
   * An array of telescopes with the same camera.
   *
   * @param height height of the origin above sea level, m
   * @param fieldRadius radius of the field of view, deg
   * @param positions x, y, z of each telescope
   */
  public static Subarray array(double height, double fieldRadius, double[]... positions) {
    Camera camera = camera(fieldRadius);
    List<Telescope> telescopes = new ArrayList<>();
    for (double[] p : positions) {
      int id = telescopes.size() + 1;
      telescopes.add(new Telescope(id, "toy" + id, p[0], p[1], p[2], camera));
    }
    return new Subarray("toy", telescopes, new GeodeticLocation(28.76, -17.89, height));
  }

  /** A camera of a central pixel and six at a distance of the field of view radius. */
  public static Camera camera(double fieldRadius) {
    double[] x = new double[7];
    double[] y = new double[7];
    int[] offsets = {0, 6, 7, 8, 9, 10, 11, 12};
    int[] indices = {1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0};
    double[] area = new double[7];
    Arrays.fill(area, 1e-3);
    for (int p = 1; p < 7; p++) {
      x[p] = FOCAL_LENGTH * Math.toRadians(fieldRadius) * Math.cos(p * Math.PI / 3);
      y[p] = FOCAL_LENGTH * Math.toRadians(fieldRadius) * Math.sin(p * Math.PI / 3);
    }
    CameraGeometry geometry =
        new CameraGeometry(
            "Toy7", x, y, area, PixelShape.HEXAGON, 0, 0, new Neighbors(offsets, indices));
    CameraReadout readout = new CameraReadout("Toy7", 1, 1, 7, 30, new double[1][3], 1);
    Optics optics = new Optics("Toy", "MST", "PARABOLIC", 100, 1, 1, FOCAL_LENGTH, FOCAL_LENGTH);
    return new Camera(geometry, readout, optics, FOCAL_LENGTH);
  }

  /** Starts an event; images added next belong to it. */
  public StereoScene event(double arrayAzimuth, double arrayAltitude) {
    return eventAt(Math.toRadians(arrayAzimuth), Math.toRadians(arrayAltitude));
  }

  /** Starts an event; angles in radians. */
  public StereoScene eventAt(double arrayAzimuth, double arrayAltitude) {
    arrayPointings.add(new double[] {arrayAzimuth, arrayAltitude});
    firstTelescope.add(images.size());
    firstSelected.add(selected.size());
    freeze();
    return this;
  }

  /** Adds an image to the last event. */
  public StereoScene image(Image image, boolean isSelected) {
    if (isSelected) {
      selected.add(images.size());
    }
    images.add(image);
    firstTelescope.set(arrayPointings.size(), images.size());
    firstSelected.set(arrayPointings.size(), selected.size());
    freeze();
    return this;
  }

  /** What a telescope sees of a shower: the axis is exact at the centroid. */
  public Image look(Shower shower, int telescope, double azimuth, double altitude) {
    Telescope t = subarray.telescope(telescope);
    double[] n = ground(shower.azimuth(), shower.altitude());
    double range = shower.height() / n[2];
    double[] seen = sight(t, shower, n, range);
    double[] later = sight(t, shower, n, range * 1.0001);
    double az = (float) Math.toRadians(azimuth);
    double alt = (float) Math.toRadians(altitude);
    double[] a = offset(seen, az, alt);
    double[] b = offset(later, az, alt);
    double psi = Math.toDegrees(Math.atan2(b[1] - a[1], b[0] - a[0]));
    return new Image(telescope, azimuth, altitude, a[0], a[1], psi, 1000, 0.3, 0.1);
  }

  private static double[] sight(Telescope t, Shower shower, double[] n, double range) {
    return new double[] {
      shower.coreX() + range * n[0] - t.x(),
      shower.coreY() + range * n[1] - t.y(),
      range * n[2] - t.z()
    };
  }

  /** Longitude and latitude, deg, of a ground vector seen from a telescope. */
  private static double[] offset(double[] v, double az, double alt) {
    double[] forward = ground(Math.toDegrees(az), Math.toDegrees(alt));
    // Azimuth grows from north over east, that is from x against y.
    double[] east = {-Math.sin(az), -Math.cos(az), 0};
    double[] up = {-Math.sin(alt) * Math.cos(az), Math.sin(alt) * Math.sin(az), Math.cos(alt)};
    double length = Math.sqrt(dot(v, v));
    return new double[] {
      Math.toDegrees(Math.atan2(dot(v, east), dot(v, forward))),
      Math.toDegrees(Math.asin(dot(v, up) / length))
    };
  }

  private static double[] ground(double azimuth, double altitude) {
    double az = Math.toRadians(azimuth);
    double alt = Math.toRadians(altitude);
    return new double[] {
      Math.cos(alt) * Math.cos(az), -Math.cos(alt) * Math.sin(az), Math.sin(alt)
    };
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private void freeze() {
    firstTelescopeArray = ints(firstTelescope);
    firstSelectedArray = ints(firstSelected);
    selectedArray = ints(selected);
    telescopeArray = images.stream().mapToInt(Image::telescope).toArray();
    azimuthArray = new float[images.size()];
    altitudeArray = new float[images.size()];
    for (int i = 0; i < images.size(); i++) {
      azimuthArray[i] = (float) Math.toRadians(images.get(i).azimuth());
      altitudeArray[i] = (float) Math.toRadians(images.get(i).altitude());
    }
    arrayAzimuthArray = arrayPointings.stream().mapToDouble(p -> p[0]).toArray();
    arrayAltitudeArray = arrayPointings.stream().mapToDouble(p -> p[1]).toArray();
    parameters.put("hillas_intensity", column(Image::intensity));
    parameters.put("hillas_fov_lon", column(Image::lon));
    parameters.put("hillas_fov_lat", column(Image::lat));
    parameters.put("hillas_length", column(Image::length));
    parameters.put("hillas_width", column(Image::width));
    parameters.put("hillas_psi", column(Image::psi));
  }

  private double[] column(java.util.function.ToDoubleFunction<Image> value) {
    return images.stream().mapToDouble(value).toArray();
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public Subarray subarray() {
    return subarray;
  }

  @Override
  public int events() {
    return arrayPointings.size();
  }

  @Override
  public int telescopeRows() {
    return images.size();
  }

  @Override
  public int[] firstTelescope() {
    return firstTelescopeArray;
  }

  @Override
  public int[] firstSelected() {
    return firstSelectedArray;
  }

  @Override
  public int[] selected() {
    return selectedArray;
  }

  @Override
  public int[] telescope() {
    return telescopeArray;
  }

  @Override
  public float[] azimuth() {
    return azimuthArray;
  }

  @Override
  public float[] altitude() {
    return altitudeArray;
  }

  @Override
  public double[] arrayAzimuth() {
    return arrayAzimuthArray;
  }

  @Override
  public double[] arrayAltitude() {
    return arrayAltitudeArray;
  }

  @Override
  public double[] parameter(String name) {
    double[] values = parameters.get(name);
    if (values == null) {
      throw new IllegalArgumentException("no parameter '" + name + "'");
    }
    return values;
  }
}
