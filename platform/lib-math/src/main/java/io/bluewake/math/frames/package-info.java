/**
 * Coordinate frames of an array of Cherenkov telescopes and the steps between them.
 *
 * <p>The frames, with the conventions of CORSIKA, sim_telarray and ctapipe:
 *
 * <ul>
 *   <li><b>Ground frame</b>: Cartesian, metres; x towards (magnetic) north, y towards west, z up.
 *       The CORSIKA user's guide (D. Heck, T. Pierog), section on the coordinate system, defines
 *       it.
 *   <li><b>Horizon</b> (AltAz): azimuth from north towards east, altitude from the horizon. Azimuth
 *       turns clockwise seen from above, so a direction has two Cartesian forms: the
 *       <em>left-handed</em> one, y to the east, in which sky rotations are written, and the
 *       <em>right-handed</em> one, y to the west, that lives in the ground frame.
 *   <li><b>Telescope frame</b> and <b>nominal frame</b>: longitude and latitude on the sphere after
 *       a rotation that puts the pointing of the telescope, or of the array, at the origin;
 *       latitude grows with altitude, longitude with azimuth. This is the "sky offset frame" of
 *       Astropy (Astropy Collaboration 2022, ApJ 935, 167).
 *   <li><b>Camera frame</b>: positions in the focal plane, metres. Latitude is x over the focal
 *       length and longitude y over the focal length, as plain ratios: the small-angle mapping that
 *       ctapipe uses, not a gnomonic projection.
 *   <li><b>Tilted ground frame</b>: the ground frame rotated such that z looks into the direction
 *       of the array pointing; x stays in the vertical plane through it. See K. Bernl&ouml;hr,
 *       Astropart. Phys. 30 (2008) 149 on sim_telarray, whose shower geometry uses it.
 * </ul>
 *
 * <p>Angles are radians. The classes that stand for a rotation are mutable, so a worker sets one
 * anew for every event and allocates nothing; they are not thread safe.
 */
package io.bluewake.math.frames;
