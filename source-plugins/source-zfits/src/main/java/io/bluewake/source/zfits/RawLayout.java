package io.bluewake.source.zfits;

/**
 * How a camera writes raw counts: files that have no calibration. Nominal counts of a
 * photo-electron are those of the cameras' own software: DigiCam 20 in 7 samples (digicampipe,
 * {@code estimated_gain} of {@code calibration_job_list.sh}), NectarCAM 58 and a ratio of 13
 * (nectarchain, {@code GAIN_DEFAULT} and {@code HILO_DEFAULT}), FACT 243.24 mV times samples
 * (fact-tools, the mean of {@code gain_sorted_20131127.csv}) at 2000 mV for 4096 counts.
 *
 * @param camera word in the name of the camera
 * @param high column of the waveforms of the high gain, or of both gains one after the other
 * @param low column of the waveforms of the low gain, empty if there is none
 * @param channels number of gains
 * @param pixels column of the numbers of the pixels, empty if the file does not say
 * @param droppedFirst samples at the start of a waveform that the readout spoils
 * @param dropped samples that are left out in all, at the start and at the end
 * @param zero what is added to counts so that none is negative
 * @param countsPerPe nominal counts of a photo-electron, summed over its pulse, in the high gain
 * @param gainRatio nominal ratio of the two gains
 */
record RawLayout(
    String camera,
    String high,
    String low,
    int channels,
    String pixels,
    int droppedFirst,
    int dropped,
    int zero,
    float countsPerPe,
    float gainRatio) {

  /** LST-1 in its commissioning. */
  static final RawLayout LST =
      new RawLayout("LST", "waveform", "", 2, "expected_pixels_id", 3, 4, 0, 90f, 17.4f);

  /** DigiCam of the SST-1M. */
  static final RawLayout DIGICAM =
      new RawLayout(
          "DigiCam",
          "hiGain_waveforms_samples",
          "",
          1,
          "hiGain_waveforms_pixelsIndices",
          0,
          0,
          0,
          20f,
          1f);

  /** First modules of the NectarCAM. */
  static final RawLayout NECTARCAM =
      new RawLayout(
          "NectarCam",
          "hiGain_waveforms_samples",
          "loGain_waveforms_samples",
          2,
          "",
          0,
          0,
          0,
          58f,
          13f);

  /** FACT: counts with the offsets of the cells subtracted, so some are negative. */
  static final RawLayout FACT = new RawLayout("FACT", "Data", "", 1, "", 10, 20, 1 << 12, 498f, 1f);
}
