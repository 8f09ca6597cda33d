package io.bluewake.model;

/**
 * Where the pixels of a camera are: positions in metres in the camera frame (x and y in the focal
 * plane), already derotated by the camera rotation. Arrays are indexed by pixel, shared, and must
 * not be written to.
 *
 * @param name name of the camera, for example {@code LSTCam}
 * @param pixelX x positions, m
 * @param pixelY y positions, m
 * @param pixelArea areas, m²
 * @param shape shape of the pixels
 * @param pixelRotationDeg rotation of the pixels, deg
 * @param cameraRotationDeg rotation of the camera that is still to be applied, deg
 * @param neighbors which pixels touch which
 */
public record CameraGeometry(
    String name,
    double[] pixelX,
    double[] pixelY,
    double[] pixelArea,
    PixelShape shape,
    double pixelRotationDeg,
    double cameraRotationDeg,
    Neighbors neighbors) {

  /** Number of pixels. */
  public int pixels() {
    return pixelX.length;
  }
}
