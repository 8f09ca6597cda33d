/**
 * Geometry of a shower seen by several telescopes: where lines of sight and image axes meet, and
 * how far telescopes are from an axis. Lengths in metres, angles in radians.
 */
package io.bluewake.math.stereo;
