/**
 * From sampled pulses to charge and time: peak finding, window sums, corrections for what a window
 * misses. Waveforms are flat {@code float[]}, one pixel after the other.
 */
package io.bluewake.math.waveform;
