package io.bluewake.writer.hdf5;

import java.util.Optional;

/**
 * How what there is per pixel is stored: in fixed point, or as it is.
 *
 * @param image charges
 * @param peakTime peak times
 * @param waveform samples
 */
record PixelCoding(
    Optional<FixedPoint> image, Optional<FixedPoint> peakTime, Optional<FixedPoint> waveform) {}
