/**
 * Kernels on images of one camera: cleaning, islands, moments, time gradient, statistics. Objects
 * own the scratch space they need, so that the steady state allocates nothing; they are not thread
 * safe. Pixel sets are bit sets as in {@link io.bluewake.model.PixelMask}: pixel {@code p} is bit
 * {@code p & 63} of word {@code p >>> 6}.
 */
package io.bluewake.math.image;
