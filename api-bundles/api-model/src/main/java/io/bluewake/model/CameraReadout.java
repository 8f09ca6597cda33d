package io.bluewake.model;

/**
 * How a camera is read out. Arrays are shared and must not be written to.
 *
 * @param name name of the camera
 * @param samplingRateGHz samples per nanosecond
 * @param channels number of gain channels: 1 or 2; channel 0 is the high gain
 * @param pixels number of pixels
 * @param samples nominal number of samples of a waveform
 * @param referencePulse reference pulse shape, {@code [channel][sample]}, in steps of {@code
 *     referencePulseStepNs}
 * @param referencePulseStepNs width of a sample of the reference pulse, ns
 */
public record CameraReadout(
    String name,
    double samplingRateGHz,
    int channels,
    int pixels,
    int samples,
    double[][] referencePulse,
    double referencePulseStepNs) {}
