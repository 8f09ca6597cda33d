/** Night sky light in waveforms: charges of photo-electrons, sampled pulses, their variances. */
package io.bluewake.math.noise;
