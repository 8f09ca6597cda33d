package io.bluewake.writer.zfits;

import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Directories and names of the files of an observation (ACADA-DPPS interface, table 6). */
final class Names {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
  private static final DateTimeFormatter NIGHT =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);
  private static final int SECONDS_PER_DEGREE = 240;
  private static final int HALF_DAY = 43_200;

  private final Path root;
  private final String user;
  private final String night;
  private final String stamp;
  private final String blocks;
  private final int subarray;
  private final Map<Integer, String> elements = new HashMap<>();

  /**
   * Creates names.
   *
   * @param root directory that {@code DL0} is in
   * @param start begin of the observation, seconds since 1970 UTC
   */
  Names(Path root, String user, Subarray array, int subarray, long sb, long obs, long start) {
    this.root = root;
    this.user = user;
    this.subarray = subarray;
    blocks = String.format(Locale.ROOT, "SBID%019d_OBSID%019d", sb, obs);
    stamp = STAMP.format(LocalDateTime.ofEpochSecond(start, 0, ZoneOffset.UTC));
    night = NIGHT.format(night(start, array.reference().longitudeDeg()));
    Map<String, Integer> counts = new HashMap<>();
    String site = array.reference().latitudeDeg() < 0 ? "S" : "N";
    for (Telescope t : array.telescopes()) {
      String size = t.camera().optics().size();
      int number = counts.merge(size, 1, Integer::sum);
      // The elements of the north have fixed numbers; anything else is counted by its size.
      boolean large = size.equals("LST") && t.id() <= 4;
      elements.put(
          t.id(), String.format(Locale.ROOT, "%s%s-%02d", size, site, large ? t.id() : number));
    }
  }

  /** The evening of a night: the day changes at local noon. */
  private static LocalDate night(long start, double longitudeDeg) {
    long local = start + Math.round(SECONDS_PER_DEGREE * longitudeDeg) - HALF_DAY;
    return Instant.ofEpochSecond(local).atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** Evening of the night. */
  String night() {
    return night.replace('/', '-');
  }

  /** Name of a telescope as an element of the array. */
  String element(int telescope) {
    return elements.get(telescope);
  }

  /** A file of subarray events ({@code SUBARRAY}) or of triggers of telescopes ({@code TEL}). */
  Path triggers(String type, int chunk) {
    return root.resolve("DL0/ARRAY/" + user + "/acada-adh/triggers/" + night)
        .resolve(
            String.format(
                Locale.ROOT,
                "SUB%03d_SWAT001_%s_%s_%s_CHUNK%03d.fits.fz",
                subarray,
                stamp,
                blocks,
                type,
                chunk));
  }

  /**
   * A file of telescope events.
   *
   * @param directory {@code events} or {@code calibration}
   * @param type {@code TEL_SHOWER} or {@code TEL_CAL}
   */
  Path telescope(int telescope, String directory, int stream, String type, int chunk) {
    String where = "DL0/" + element(telescope) + "/" + user + "/acada-adh/" + directory;
    return root.resolve(where + "/" + night)
        .resolve(
            String.format(
                Locale.ROOT,
                "TEL%03d_SDH%03d_%s_%s_%s_CHUNK%03d.fits.fz",
                telescope,
                stream,
                stamp,
                blocks,
                type,
                chunk));
  }
}
