package io.bluewake.model;

/**
 * One kind of telescope as a plug-in sees it: a camera on its optics. Plug-ins work on one camera
 * at a time and take every size from here. Instances are compared by identity.
 */
public final class Camera {
  private final CameraGeometry geometry;
  private final CameraReadout readout;
  private final Optics optics;
  private final double focalLength;
  private final double[] fovLon;
  private final double[] fovLat;

  /**
   * Creates a camera.
   *
   * @param focalLength focal length used to turn positions into angles, m (effective or equivalent)
   */
  public Camera(CameraGeometry geometry, CameraReadout readout, Optics optics, double focalLength) {
    this.geometry = geometry;
    this.readout = readout;
    this.optics = optics;
    this.focalLength = focalLength;
    int pixels = geometry.pixels();
    fovLon = new double[pixels];
    fovLat = new double[pixels];
    for (int p = 0; p < pixels; p++) {
      // The axes swap between camera frame and telescope frame, and the plain ratio is the angle.
      fovLon[p] = Math.toDegrees(geometry.pixelY()[p] / focalLength);
      fovLat[p] = Math.toDegrees(geometry.pixelX()[p] / focalLength);
    }
  }

  /** Pixel positions and neighbours. */
  public CameraGeometry geometry() {
    return geometry;
  }

  /** Sampling rate, channels, reference pulse. */
  public CameraReadout readout() {
    return readout;
  }

  /** Mirror and focal lengths. */
  public Optics optics() {
    return optics;
  }

  /** Name of the camera. */
  public String name() {
    return geometry.name();
  }

  /** Number of pixels. */
  public int pixels() {
    return geometry.pixels();
  }

  /** Which pixels touch which. */
  public Neighbors neighbors() {
    return geometry.neighbors();
  }

  /** Focal length that turns positions into angles, m. */
  public double focalLength() {
    return focalLength;
  }

  /** Pixel longitudes in the telescope frame, deg. Shared, read only. */
  public double[] fovLon() {
    return fovLon;
  }

  /** Pixel latitudes in the telescope frame, deg. Shared, read only. */
  public double[] fovLat() {
    return fovLat;
  }

  /** Text that telescope patterns of configurations match: {@code SIZE_OPTICS_CAMERA}. */
  public String description() {
    return optics.size() + "_" + optics.name() + "_" + geometry.name();
  }

  @Override
  public String toString() {
    return description();
  }
}
