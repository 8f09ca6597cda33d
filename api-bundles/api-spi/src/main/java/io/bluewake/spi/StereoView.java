package io.bluewake.spi;

import io.bluewake.model.Subarray;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The events of a batch as a reconstructor sees them: for each event the telescope rows that passed
 * the selection of the reconstructor, in layout order, and the parameters of all telescope rows as
 * flat arrays.
 */
@ProviderType
public interface StereoView {
  /** The telescopes. */
  Subarray subarray();

  /** Number of events. */
  int events();

  /** Number of telescope rows of the batch. */
  int telescopeRows();

  /** First telescope row of each event whether selected or not, length events + 1. */
  int[] firstTelescope();

  /** First entry of each event in {@link #selected()}, length events + 1. */
  int[] firstSelected();

  /** Telescope rows that passed the selection. */
  int[] selected();

  /** Layout index of the telescope of each telescope row. */
  int[] telescope();

  /** Azimuth of the telescope pointing of each telescope row, rad. */
  float[] azimuth();

  /** Altitude of the telescope pointing of each telescope row, rad. */
  float[] altitude();

  /** Azimuth of the array pointing of each event, rad. */
  double[] arrayAzimuth();

  /** Altitude of the array pointing of each event, rad. */
  double[] arrayAltitude();

  /**
   * Values of an image parameter for every telescope row.
   *
   * @param name full column name, for example {@code hillas_length}; a FLOAT64 column
   * @throws IllegalArgumentException when there is no such column
   */
  double[] parameter(String name);
}
