package io.bluewake.source.simulation;

/**
 * Time of an event in whole seconds and quarter nanoseconds.
 *
 * @param start seconds since 1970 TAI of the start of the run
 * @param time seconds after that
 */
record EventTime(int start, double time) {
  private static final long PER_SECOND = 4_000_000_000L;

  private long units(double laterNs) {
    double whole = Math.floor(time);
    return ((long) whole) * PER_SECOND
        + Math.round((time - whole) * PER_SECOND)
        + Math.round(4 * laterNs)
        // Telescopes may be ahead of the core: no event is before its second.
        + PER_SECOND;
  }

  /** Whole seconds of a moment some ns after the event. */
  int seconds(double laterNs) {
    return (int) (start + units(laterNs) / PER_SECOND);
  }

  /** Quarter nanoseconds in the second of a moment some ns after the event. */
  int quarterNs(double laterNs) {
    return (int) (units(laterNs) % PER_SECOND);
  }
}
