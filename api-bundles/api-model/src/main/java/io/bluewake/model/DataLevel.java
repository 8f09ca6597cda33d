package io.bluewake.model;

/** Data levels of events, in the order in which they are made. */
public enum DataLevel {
  /** Raw digital counts. */
  R0,
  /** Waveforms in photo-electrons. */
  R1,
  /** Waveforms in photo-electrons after data volume reduction. */
  DL0,
  /** Charge and peak time per pixel. */
  DL1_IMAGES,
  /** Image parameters. */
  DL1_PARAMETERS,
  /** Muon ring parameters. */
  DL1_MUON,
  /** Reconstructed showers. */
  DL2
}
