/** Atmosphere, particles of showers, and the Cherenkov light that they send to a telescope. */
package io.bluewake.source.simulation.shower;
