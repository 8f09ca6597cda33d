package io.bluewake.runtime;

import java.util.Locale;

/** When a pipeline may take another plug-in for a slot. */
public enum SwapPolicy {
  /** Between any two batches. */
  BATCH,
  /** Between two observations: science does not change inside one. */
  OBSERVATION,
  /** Not while the pipeline runs. */
  NEVER;

  /** The policy with this name in configurations. */
  public static SwapPolicy named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
