/** Telescopes: layout, optics, camera electronics, trigger. */
package io.bluewake.source.simulation.telescope;
