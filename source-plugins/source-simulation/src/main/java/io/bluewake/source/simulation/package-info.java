/** Simulated showers seen by arrays of telescopes, with waveforms, triggers and the truth. */
package io.bluewake.source.simulation;
