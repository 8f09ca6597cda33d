package io.bluewake.source.zfits;

/**
 * How files are to be read.
 *
 * @param subarray file with the telescopes and cameras, empty for those that come with the plug-in
 * @param calibration which calibration events are read
 * @param siblings whether further streams and chunks of the observation are looked for
 * @param strict whether missing data are an error
 * @param checksums whether checksums are verified
 * @param observation number of the observation, negative for the only one there is
 */
record ZfitsOptions(
    String subarray,
    Calibration calibration,
    boolean siblings,
    boolean strict,
    boolean checksums,
    long observation) {

  /** Whether files whose name has this number are wanted; also those whose name has none. */
  boolean wants(long number) {
    return observation < 0 || number < 0 || number == observation;
  }

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
