package io.bluewake.model;

/** Kinds of events with the codes of the CTAO R1/DL0 data model. */
public enum EventType {
  /** Flat-field light flash. */
  FLATFIELD(0),
  /** Single photo-electron light flash. */
  SINGLE_PE(1),
  /** Pedestal of unspecified kind. */
  PEDESTAL(2),
  /** Pedestal with closed lid. */
  DARK_PEDESTAL(3),
  /** Pedestal without high voltage. */
  ELECTRONIC_PEDESTAL(4),
  /** Pedestal under the night sky. */
  SKY_PEDESTAL(5),
  /** Another calibration event. */
  OTHER_CALIBRATION(15),
  /** Muon candidate. */
  MUON(16),
  /** Hardware stereo trigger. */
  HARDWARE_STEREO(17),
  /** Mono trigger kept at random. */
  RANDOM_MONO(18),
  /** Made by the data acquisition. */
  DAQ(24),
  /** Shower event of the subarray trigger. */
  SUBARRAY(32),
  /** Long readout. */
  LONG_EVENT(33),
  /** Unknown. */
  UNKNOWN(255);

  private final int code;

  EventType(int code) {
    this.code = code;
  }

  /** Code as stored in files. */
  public int code() {
    return code;
  }
}
