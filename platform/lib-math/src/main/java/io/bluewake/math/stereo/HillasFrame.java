package io.bluewake.math.stereo;

import java.util.Set;

/**
 * The frame in which Hillas parameters are given: the telescope frame, in degrees, or the camera
 * frame, in metres. Stereo reconstructions work in the telescope frame, whose axes are those of the
 * camera frame exchanged: longitude is y over the focal length, latitude x over the focal length.
 */
public final class HillasFrame {
  /** Names of the frames in configurations. */
  public static final String TELESCOPE = "telescope";

  /** Name of the camera frame in configurations. */
  public static final String CAMERA = "camera";

  private final boolean camera;
  private final String prefix;
  private final String first;
  private final String second;

  private HillasFrame(boolean camera) {
    this.camera = camera;
    prefix = camera ? "camera_frame_hillas_" : "hillas_";
    first = prefix + (camera ? "x" : "fov_lon");
    second = prefix + (camera ? "y" : "fov_lat");
  }

  /**
   * A frame by its name.
   *
   * @throws IllegalArgumentException if it has another name
   */
  public static HillasFrame of(String name) {
    return new HillasFrame(isCamera(name));
  }

  /** Whether a name is that of the camera frame, and not of the telescope frame. */
  public static boolean isCamera(String name) {
    return switch (name) {
      case TELESCOPE -> false;
      case CAMERA -> true;
      default ->
          throw new IllegalArgumentException(
              "frame '" + name + "': choose " + TELESCOPE + " or " + CAMERA);
    };
  }

  /** The column of a parameter. */
  public String column(String parameter) {
    return prefix + parameter;
  }

  /** The column of the first coordinate of the centroid. */
  public String first() {
    return first;
  }

  /** The column of the second coordinate of the centroid. */
  public String second() {
    return second;
  }

  /** The columns of centroid and further parameters. */
  public Set<String> columns(String... parameters) {
    Set<String> all = new java.util.HashSet<>(Set.of(first, second));
    for (String p : parameters) {
      all.add(column(p));
    }
    return Set.copyOf(all);
  }

  /** Longitude of the centroid in the telescope frame, rad. */
  public double lon(double firstValue, double secondValue, double focalLength) {
    return camera ? secondValue / focalLength : Math.toRadians(firstValue);
  }

  /** Latitude of the centroid in the telescope frame, rad. */
  public double lat(double firstValue, double secondValue, double focalLength) {
    return camera ? firstValue / focalLength : Math.toRadians(secondValue);
  }

  /** Direction of the image axis against the longitude axis, rad. */
  public double psi(double degrees) {
    return Math.toRadians(camera ? 90 - degrees : degrees);
  }
}
