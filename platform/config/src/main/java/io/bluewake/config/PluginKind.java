package io.bluewake.config;

/** What a plug-in does; names are unique within a kind. */
public enum PluginKind {
  /** Opens inputs. */
  SOURCE,
  /** Opens monitoring data. */
  MONITORING,
  /** Chooses gain channels. */
  GAIN,
  /** Calibrates waveforms and images. */
  CALIBRATE,
  /** Changes simulated events. */
  MODIFY,
  /** Makes images. */
  EXTRACT,
  /** Fills unusable pixels. */
  INVALID_PIXELS,
  /** Chooses signal pixels. */
  CLEAN,
  /** Computes image parameters, also those of muon rings. */
  PARAMETERS,
  /** Measures where telescopes look. */
  SENSE,
  /** Corrects where telescopes look. */
  POINTING,
  /** Reconstructs showers. */
  RECONSTRUCT,
  /** Summarizes calibration events per pixel. */
  STATISTICS,
  /** Finds pixels that are not healthy. */
  OUTLIERS,
  /** Computes calibration coefficients. */
  COEFFICIENTS,
  /** Writes products. */
  WRITE
}
