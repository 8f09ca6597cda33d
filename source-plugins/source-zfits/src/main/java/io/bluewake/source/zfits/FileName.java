package io.bluewake.source.zfits;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a file says: names of the interface between ACADA and DPPS, of the first ACADA
 * release, and of the commissioning of LST-1. Numbers are read as digits, whatever their width.
 *
 * @param subarray whether the number is that of a subarray and not of a telescope
 * @param element number of the subarray or telescope
 * @param stream the writer, for example {@code SDH000}
 * @param schedulingBlock number of the scheduling block, -1 if not given
 * @param observation number of the observation block or run, -1 if not given
 * @param run number of the run of the camera, -1 if not given
 * @param type for example {@code TEL_SHOWER}; empty if not given
 * @param chunk position in the sequence of files of the stream
 * @param suffix what follows the chunk
 */
record FileName(
    boolean subarray,
    int element,
    String stream,
    long schedulingBlock,
    long observation,
    long run,
    String type,
    long chunk,
    String suffix) {

  private static final Pattern ICD =
      Pattern.compile(
          "(SUB|TEL)(\\d{1,9})_([A-Z]+_?\\d*)_\\d{8}(?:T\\d{6})?(?:_SBID(\\d{1,19}))?"
              + "(?:_OB(?:S)?ID(\\d{1,19}))?(?:_RUNID(\\d{1,19}))?(?:_([A-Z][A-Z_]*?))??"
              + "_(?:CHUNK)?(\\d{1,18})([^.]*)\\.fits(?:\\.fz)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LST =
      Pattern.compile(
          "LST-(\\d{1,9})\\.(\\d{1,9})\\.Run(\\d{1,18})\\.(\\d{1,18})([^.]*)\\.fits\\.fz");

  /** Reads a name; empty if it is of no known form. */
  static Optional<FileName> of(Path path) {
    String name = String.valueOf(path.getFileName());
    Matcher m = ICD.matcher(name);
    if (m.matches()) {
      String type = m.group(7) == null ? "" : m.group(7).toUpperCase(Locale.ROOT);
      return Optional.of(
          new FileName(
              m.group(1).equalsIgnoreCase("SUB"),
              Integer.parseInt(m.group(2)),
              m.group(3).toUpperCase(Locale.ROOT),
              number(m.group(4)),
              number(m.group(5)),
              number(m.group(6)),
              type,
              number(m.group(8)),
              m.group(9)));
    }
    m = LST.matcher(name);
    if (m.matches()) {
      return Optional.of(
          new FileName(
              false,
              Integer.parseInt(m.group(1)),
              m.group(2),
              -1,
              number(m.group(3)),
              -1,
              "",
              number(m.group(4)),
              m.group(5)));
    }
    return Optional.empty();
  }

  private static long number(String digits) {
    try {
      return digits == null ? -1 : Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return -1; // larger than any number there is
    }
  }

  /** Whether another file belongs to the same element, observation and kind. */
  boolean isSibling(FileName other) {
    return subarray == other.subarray
        && element == other.element
        && isSameObservation(other)
        && type.equals(other.type)
        && suffix.equals(other.suffix);
  }

  /** Whether another file is of the same observation. */
  boolean isSameObservation(FileName other) {
    return schedulingBlock == other.schedulingBlock && observation == other.observation;
  }
}
