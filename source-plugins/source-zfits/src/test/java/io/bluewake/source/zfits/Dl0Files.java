package io.bluewake.source.zfits;

import static io.bluewake.source.zfits.ZfitsWriter.real;
import static io.bluewake.source.zfits.ZfitsWriter.scalar;
import static io.bluewake.source.zfits.ZfitsWriter.words;

import io.bluewake.source.zfits.ZfitsWriter.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Writes small DL0 observations of LST cameras. Waveforms depend on event and telescope alone. */
final class Dl0Files {
  static final String U16 = "32768";
  static final String U32 = "2147483648";
  static final String U64 = "9223372036854775808";
  static final int PIXELS = 1855;
  static final long SECONDS = 1_770_245_168L;

  int samples = 3;
  int rowsPerTile = 3;
  int[] waveformChain = {1, 2};
  long sb = 124;
  long obs = 789;
  boolean dvr;
  int channels = 1;

  /** Whether files of telescopes are R1: other messages, and no volume reduction in statuses. */
  boolean r1;

  long megahertz = 1024;
  int eventType = 32;
  long seconds = SECONDS;

  /** Telescope that the events say they are of; 0 for that of the file. */
  int rowTelescope;

  /** Columns that the first message of a file did not have, so that the file has none of them. */
  Set<String> unset = Set.of();

  /** From this event on clocks are slow by ten microseconds. */
  long stepAt = Long.MAX_VALUE;

  private long[] times(long... ids) {
    return Arrays.stream(ids).map(id -> quarterNs(id) + (id >= stepAt ? 0 : 40_000)).toArray();
  }

  /** Quarter nanoseconds of an event. */
  static long quarterNs(long id) {
    return 1000 * id;
  }

  static int[] waveform(long id, int telescope, int n) {
    int[] values = new int[n];
    long state = id * 1000 + telescope;
    for (int i = 0; i < n; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      int noise = (int) (state >>> 60) + (int) (state >>> 56 & 15);
      values[i] =
          290 + noise + (state >>> 40 & 0x3FF) * (state >>> 30 & 0x3FF) > 1_000_000
              ? 9000
              : 290 + noise;
    }
    return values;
  }

  /** A file of telescope events. */
  byte[] telescope(int telescope, long... ids) {
    List<Column> stream =
        List.of(
            scalar("tel_id", 'J', U32, telescope),
            scalar("sb_id", 'K', U64, sb),
            scalar("obs_id", 'K', U64, obs),
            real("waveform_scale", 60),
            real("waveform_offset", 5));
    int[] map = new int[PIXELS];
    Arrays.setAll(map, i -> PIXELS - 1 - i);
    List<Column> camera =
        List.of(
            scalar("tel_id", 'J', U32, telescope),
            new Column("pixel_id_map", 'I', PIXELS, U16, List.of(words(map)), 0x17),
            scalar("num_pixels", 'J', U32, PIXELS),
            scalar("num_samples_nominal", 'J', U32, samples),
            scalar("sampling_frequency", 'J', U32, megahertz));
    int n = ids.length;
    List<byte[]> waves = new ArrayList<>();
    List<byte[]> status = new ArrayList<>();
    List<byte[]> shifts = new ArrayList<>();
    long[] stored = new long[n];
    for (int r = 0; r < n; r++) {
      byte[] s = new byte[PIXELS];
      int kept = 0;
      for (int p = 0; p < PIXELS; p++) {
        boolean keep = !dvr || (p + ids[r]) % 3 == 0;
        s[p] = (byte) ((keep && !r1 ? 1 : 0) | (channels == 2 ? 12 : p % 500 == 7 ? 8 : 4));
        kept += keep ? 1 : 0;
      }
      stored[r] = kept;
      status.add(s);
      waves.add(words(waveform(ids[r], telescope, channels * kept * samples)));
      int[] shift = new int[channels * kept];
      Arrays.setAll(shift, i -> i % 41 - 20);
      shifts.add(words(shift));
    }
    List<Column> events =
        List.of(
            scalar("event_id", 'K', U64, ids),
            scalar("tel_id", 'J', U32, fill(n, rowTelescope > 0 ? rowTelescope : telescope)),
            scalar("event_type", 'J', U32, fill(n, eventType)),
            scalar("event_time_s", 'J', U32, fill(n, seconds)),
            scalar("event_time_qns", 'J', U32, times(ids)),
            new Column("pixel_status", 'B', PIXELS, "-128", status, 7),
            scalar("num_channels", 'J', U32, fill(n, channels)),
            scalar("num_samples", 'J', U32, fill(n, samples)),
            scalar("num_pixels_survived", 'J', U32, stored),
            new Column(
                "waveform", 'I', (long) channels * PIXELS * samples, U16, waves, waveformChain),
            new Column("pixel_time_shift", 'I', (long) channels * PIXELS, "", shifts, 3, 2));
    return new ZfitsWriter()
        .table(
            "DataStream", r1 ? "R1v1.TelescopeDataStream" : "DL0v1.Telescope.DataStream", 1, stream)
        .table(
            "CameraConfiguration",
            r1 ? "R1v1.CameraConfiguration" : "DL0v1.Telescope.CameraConfiguration",
            1,
            camera)
        .table(
            "Events",
            r1 ? "R1v1.Event" : "DL0v1.Telescope.Event",
            rowsPerTile,
            events.stream().filter(c -> !unset.contains(c.name())).toList())
        .bytes();
  }

  static long[] fill(int n, long value) {
    long[] list = new long[n];
    Arrays.fill(list, value);
    return list;
  }

  /** A file of subarray events in which all telescopes take part. */
  byte[] subarray(int[] telescopes, long... ids) {
    int n = ids.length;
    List<byte[]> with = new ArrayList<>();
    List<byte[]> triggerIds = new ArrayList<>();
    for (int r = 0; r < n; r++) {
      with.add(words(telescopes));
      byte[] list = new byte[8 * telescopes.length];
      for (int i = 0; i < telescopes.length; i++) {
        list[8 * i] = (byte) (ids[r] * telescopes.length + i);
      }
      triggerIds.add(list);
    }
    int most = telescopes.length;
    return new ZfitsWriter()
        .table(
            "DataStream",
            "DL0v1.Subarray.DataStream",
            1,
            List.of(
                scalar("subarray_id", 'J', U32, 2),
                scalar("sb_id", 'K', U64, sb),
                scalar("obs_id", 'K', U64, obs)))
        .table(
            "SubarrayEvents",
            "DL0v1.Subarray.Event",
            4,
            List.of(
                scalar("event_id", 'K', U64, ids),
                scalar("event_time_s", 'J', U32, fill(n, seconds)),
                scalar("event_time_qns", 'J', U32, times(ids)),
                new Column("trigger_ids", 'K', Math.max(2, most), U64, triggerIds, 0),
                new Column("tel_ids_with_trigger", 'I', Math.max(2, most), U16, with, 3, 2),
                new Column("tel_ids_with_data", 'I', Math.max(2, most), U16, with, 0x17)))
        .bytes();
  }

  /** The list of triggers, each telescope at a time of its own. */
  byte[] triggers(int[] telescopes, long... ids) {
    int n = ids.length * telescopes.length;
    long[] tel = new long[n];
    long[] trigger = new long[n];
    long[] time = new long[n];
    for (int i = 0; i < n; i++) {
      tel[i] = telescopes[i % telescopes.length];
      trigger[i] = ids[i / telescopes.length] * telescopes.length + i % telescopes.length;
      time[i] = quarterNs(ids[i / telescopes.length]) + 7 * tel[i];
    }
    return new ZfitsWriter()
        .table(
            "DataStream",
            "DL0v1.Trigger.DataStream",
            1,
            List.of(scalar("sb_id", 'K', U64, sb), scalar("obs_id", 'K', U64, obs)))
        .table(
            "Triggers",
            "DL0v1.Trigger.Trigger",
            4,
            List.of(
                scalar("tel_id", 'J', U32, tel),
                scalar("trigger_id", 'K', U64, trigger),
                scalar("trigger_time_s", 'J', U32, fill(n, SECONDS)),
                scalar("trigger_time_qns", 'J', U32, time)))
        .bytes();
  }

  /** Names as the interface between ACADA and DPPS has them. */
  String name(int telescope, int writer, String type, int chunk) {
    return String.format(
        "TEL%03d_SDH%03d_20260204T224531_SBID%010d_OBSID%019d_%s_CHUNK%03d.fits.fz",
        telescope, writer, sb, obs, type, chunk);
  }

  String subarrayName(int chunk) {
    return String.format(
        "SUB002_SWAT001_20260204T224531_SBID%010d_OBSID%019d_SUBARRAY_CHUNK%03d.fits.fz",
        sb, obs, chunk);
  }

  static Path telescopeDirectory(Path root, int telescope, String kind) {
    return root.resolve(
        String.format("DL0/LSTN-%02d/somebody/acada-adh/%s/2026/02/04", telescope, kind));
  }

  static Path triggerDirectory(Path root) {
    return root.resolve("DL0/ARRAY/somebody/acada-adh/triggers/2026/02/04");
  }

  Path write(Path directory, String name, byte[] content) throws IOException {
    Files.createDirectories(directory);
    return Files.write(directory.resolve(name), content);
  }

  /** Ids from first to last. */
  static long[] ids(long first, long last) {
    long[] list = new long[(int) (last - first + 1)];
    Arrays.setAll(list, i -> first + i);
    return list;
  }

  /** Random permutation, for tests of disorder. */
  static long[] shuffled(long[] ids, RandomGenerator random) {
    long[] list = ids.clone();
    for (int i = list.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long swap = list[i];
      list[i] = list[j];
      list[j] = swap;
    }
    return list;
  }
}
