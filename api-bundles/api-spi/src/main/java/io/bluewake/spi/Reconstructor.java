package io.bluewake.spi;

import io.bluewake.model.Schema;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reconstructs showers from the image parameters of several telescopes. Empty case: an event with
 * too few telescopes gets {@code is_valid} false and missing values.
 */
@ConsumerType
public interface Reconstructor {
  /** Columns every telescope row gets from a geometry reconstruction besides its own tables. */
  Schema CORE =
      Schema.named("core")
          .float64(
              "psi", "deg", "Direction of the image axis seen from the core, in the array frame")
          .build();

  /** Name in table names and column prefixes: {@code HillasReconstructor}. */
  String algorithm();

  /** What it reconstructs, as in table paths: {@code geometry}, {@code energy}, ... */
  String property();

  /** Full names of the image parameters it needs; all FLOAT64. */
  Set<String> requires();

  /**
   * Columns of the result per event, without the algorithm's prefix.
   *
   * @param telescopes number of telescopes of the layout, for masks
   */
  Schema provides(int telescopes);

  /** What its telescope table holds, as in table paths: {@code impact}. */
  String telescopeProperty();

  /** Columns of the result per telescope row, without prefix; {@link Schema#EMPTY} for none. */
  Schema providesPerTelescope();

  /**
   * Reconstructs all events.
   *
   * @param in parameters of the selected telescopes
   * @param stereo receives one row per event, columns of {@link #provides}
   * @param telescope receives one row per telescope row, columns of {@link #providesPerTelescope()}
   * @param core receives one row per telescope row, columns of {@link #CORE}
   */
  void reconstruct(StereoView in, Rows stereo, Rows telescope, Rows core);
}
