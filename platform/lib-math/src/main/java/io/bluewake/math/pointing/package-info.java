/**
 * Where telescopes really look: bending models, transformations of the focal plane and their
 * combination, stars in images of the night sky.
 *
 * <p>Everything is said in the telescope frame of the <em>reported</em> pointing (longitude along
 * azimuth, latitude along altitude, rad; see {@code math.frames}). A transformation takes the place
 * p where a camera, mounted as designed, believes to see something to the place p' where it is
 * relative to the reported pointing:
 *
 * <pre>p' = (1 + e) R(phi) p + t,   R(phi) = ((cos phi, -sin phi), (sin phi, cos phi))</pre>
 *
 * so that t is where the axis of the camera truly looks, phi the angle by which the camera is
 * turned from longitude towards latitude, and e its excess of scale. The four numbers t_lon, t_lat,
 * phi, e stand in this order in flat arrays ({@link io.bluewake.math.pointing.FocalTransform}).
 */
package io.bluewake.math.pointing;
