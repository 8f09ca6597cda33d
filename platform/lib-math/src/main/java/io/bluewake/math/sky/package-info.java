/**
 * Directions in the sky and on the horizon: ICRS and AltAz, by the conventions of the IAU.
 *
 * <p>The chain is that of IAU SOFA's {@code apco13}, {@code atciq}, {@code atioq} and back, as
 * Astropy applies it: light deflection by the Sun, stellar aberration with the motion of the
 * observer, bias-precession-nutation IAU 2006/2000A (CIO based), Earth rotation angle, polar
 * motion, refraction. Corrections dX, dY of the celestial pole are not applied; they are below
 * 0.001 arcsec and Astropy leaves them out too. Stars and gamma-ray sources are infinitely far away
 * here: no parallax, no proper motion.
 *
 * <ul>
 *   <li><b>ICRS</b>: right ascension and declination, rad; vectors right-handed.
 *   <li><b>Horizon</b> (AltAz): azimuth from north to east, altitude from the geodetic horizon
 *       (WGS84), rad; vectors <em>left-handed</em>, (north, east, up), as {@link
 *       io.bluewake.math.frames.SkyOffset} takes them.
 *   <li><b>Times</b>: {@link io.bluewake.math.sky.TaiTime}, seconds since 1970-01-01T00:00:00 TAI.
 * </ul>
 *
 * <p>Names: X, Y are the coordinates of the celestial intermediate pole, s its CIO locator, ERA the
 * Earth rotation angle. References: IERS Conventions (2010), chapters 5 and 8; S. Urban, P. K.
 * Seidelmann, Explanatory Supplement to the Astronomical Almanac (2013), chapter 7.
 *
 * <p>Nothing here downloads anything. Tables that age are shipped with their dates; see {@link
 * io.bluewake.math.sky.EarthOrientation}.
 */
package io.bluewake.math.sky;
