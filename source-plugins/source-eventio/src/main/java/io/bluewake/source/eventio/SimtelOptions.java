package io.bluewake.source.eventio;

/**
 * How a file is to be read.
 *
 * @param effective whether the effective focal length is to be used and not the equivalent one
 * @param acceptTruncated whether the whole events of a truncated file are to be delivered
 * @param skipCalibrationEvents whether calibration events are left out
 * @param overrideObsId number of the observation, -1 for the run number
 * @param obsIdOffset what is added to the run number
 */
record SimtelOptions(
    boolean effective,
    boolean acceptTruncated,
    boolean skipCalibrationEvents,
    int overrideObsId,
    int obsIdOffset) {}
