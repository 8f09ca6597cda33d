package io.bluewake.source.zfits;

/**
 * How files are to be read.
 *
 * @param subarray file with the telescopes and cameras, empty for those that come with the plug-in
 * @param calibration which calibration events are read
 * @param siblings whether further streams and chunks of the observation are looked for
 * @param strict whether missing data are an error
 * @param checksums whether checksums are verified
 */
record ZfitsOptions(
    String subarray, Calibration calibration, boolean siblings, boolean strict, boolean checksums) {

  /** Which calibration events are read. */
  enum Calibration {
    /** None from files of calibration events. */
    SKIP,
    /** Those too. */
    INCLUDE,
    /** Only those. */
    ONLY
  }
}
