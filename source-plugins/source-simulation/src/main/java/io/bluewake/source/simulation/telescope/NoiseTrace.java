package io.bluewake.source.simulation.telescope;

/**
 * A long trace of noise in counts without pedestal.
 *
 * @param counts the samples; pieces from {@link NoiseBank#place} are used
 * @param most the largest of them
 */
record NoiseTrace(short[] counts, int most) {}
