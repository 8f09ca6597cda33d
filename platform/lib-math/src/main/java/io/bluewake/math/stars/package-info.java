/** Bright stars: the Hipparcos catalogue down to V = 7.5, shipped with this library. */
package io.bluewake.math.stars;
