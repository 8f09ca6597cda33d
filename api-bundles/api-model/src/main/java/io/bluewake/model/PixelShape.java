package io.bluewake.model;

/** Shape of the pixels of a camera. */
public enum PixelShape {
  /** Regular hexagons. */
  HEXAGON,
  /** Squares or rectangles. */
  RECTANGULAR,
  /** Circles, arranged on a hexagonal grid. */
  CIRCLE
}
