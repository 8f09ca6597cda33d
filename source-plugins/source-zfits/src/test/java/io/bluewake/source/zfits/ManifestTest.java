package io.bluewake.source.zfits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bluewake.codec.zfits.BlockDecoder;
import io.bluewake.codec.zfits.ColumnValues;
import io.bluewake.codec.zfits.WordRows;
import io.bluewake.codec.zfits.ZfitsFile;
import io.bluewake.codec.zfits.ZfitsTable;
import io.bluewake.model.EventBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.EventSource;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every telescope event of the sets that the ACADA library wrote, against their answer key. */
class ManifestTest {
  /** What the key says of a telescope event, as text. */
  private static Map<String, String> key(Path manifest) throws IOException {
    String text = Files.readString(manifest).replaceAll("\\s+", "");
    Map<String, String> all = new TreeMap<>();
    Pattern record =
        Pattern.compile(
            "\"event_time_s\":(\\d+),\"event_time_qns\":(\\d+),\"event_type\":(\\d+),\"shape\":\\[(\\d+),(\\d+),(\\d+)\\],"
                + "\"waveform_crc32\":(\\d+),\"waveform_sum\":(\\d+),\"pixel_status_crc32\":(\\d+)");
    int calibration = text.indexOf("\"calibration\":");
    Matcher event = Pattern.compile("\"event_id\":(\\d+),").matcher(text);
    Pattern telescope = Pattern.compile("\"(\\d+)\":\\{");
    Matcher m = record.matcher(text);
    while (m.find()) {
      int from = text.lastIndexOf("\"event_id\":", m.start());
      event.find(from);
      String id = event.group(1);
      String tel;
      if (from > calibration) {
        Matcher t = Pattern.compile("\"tel_id\":(\\d+)").matcher(text);
        t.find(from);
        tel = t.group(1);
      } else {
        Matcher t = telescope.matcher(text);
        t.find(text.lastIndexOf("\"", text.lastIndexOf("\":{", m.start()) - 1));
        tel = t.group(1);
      }
      StringBuilder facts = new StringBuilder();
      for (int g = 1; g <= m.groupCount(); g++) {
        facts.append(m.group(g)).append(' ');
      }
      all.put(id + "/" + tel, facts.toString());
    }
    return all;
  }

  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> all = new TreeMap<>();
    BlockDecoder decoder = new BlockDecoder();
    List<String> names =
        List.of(
            "event_time_s",
            "event_time_qns",
            "event_type",
            "num_channels",
            "num_pixels_survived",
            "num_samples",
            "waveform",
            "pixel_status",
            "event_id",
            "tel_id");
    try (ZfitsFile f = ZfitsFile.open(file)) {
      ZfitsTable table = f.table("Events").orElseThrow();
      assertTrue(table.dataSumIsRight(), file.toString());
      assertTrue(table.headerSumIsRight(), file.toString());
      for (int t = 0; t < table.tiles(); t++) {
        List<ColumnValues> values = new ArrayList<>();
        for (String name : names) {
          ColumnValues v = new ColumnValues();
          table.read(t, table.column(name).orElseThrow(), decoder, v);
          values.add(v);
        }
        try (WordRows rows = WordRows.open(table, t, table.column("waveform").orElseThrow())) {
          for (int r = 0; r < table.rows(t); r++) {
            StringBuilder facts = new StringBuilder();
            for (int c = 0; c < 6; c++) {
              facts.append(values.get(c).integer(r, 0)).append(' ');
            }
            byte[] wave = values.get(6).rowBytes(r);
            CRC32 crc = new CRC32();
            crc.update(wave);
            int n = rows.next();
            short[] row = new short[n];
            rows.copy(row, 0);
            CRC32 streamed = new CRC32();
            long sum = 0;
            for (short w : row) {
              streamed.update(w);
              streamed.update(w >> 8);
              sum += w & 0xFFFF;
            }
            assertEquals(crc.getValue(), streamed.getValue(), "row by row, " + file);
            facts.append(crc.getValue()).append(' ').append(sum).append(' ');
            crc.reset();
            crc.update(values.get(7).rowBytes(r));
            facts.append(crc.getValue()).append(' ');
            all.put(
                values.get(8).integer(r, 0) + "/" + values.get(9).integer(r, 0), facts.toString());
          }
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw",
        "zlib",
        "lzo",
        "zrice",
        "zrice32",
        "fact",
        "diffman16",
        "doublediffman16",
        "ricefact",
        "zstd1",
        "zstd5",
        "acada",
        "mixed"
      })
  void telescopeEventsAreThoseOfTheAnswerKey(String variant) throws IOException {
    Path root = Path.of(System.getProperty("bluewake.data", ".")).resolve("zfits/" + variant);
    assumeTrue(Files.isDirectory(root), "no shared data");
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path p : files.filter(p -> p.getFileName().toString().startsWith("TEL0")).toList()) {
        found.putAll(read(p));
      }
    }
    assertEquals(key(root.resolve("manifest.json")), found);
  }

  /** Sets of the shared data, and those in directories that the property bluewake.zfits names. */
  static List<Path> sets() throws IOException {
    List<Path> sets = new ArrayList<>();
    Path shared = Path.of(System.getProperty("bluewake.data", "none")).resolve("zfits");
    if (Files.isDirectory(shared)) {
      try (Stream<Path> inside = Files.list(shared)) {
        inside.sorted().forEach(sets::add);
      }
    }
    for (String more : System.getProperty("bluewake.zfits", "").split(",")) {
      if (!more.isEmpty()) {
        sets.add(Path.of(more));
      }
    }
    if (sets.isEmpty()) {
      sets.add(shared);
    }
    return sets;
  }

  @ParameterizedTest
  @MethodSource("sets")
  void observationIsPutTogetherAsTheAnswerKeySays(Path root) throws IOException {
    assumeTrue(Files.isDirectory(root), "no shared data");
    Path input;
    try (Stream<Path> files = Files.walk(root)) {
      input =
          files
              .filter(p -> p.toString().endsWith("_SUBARRAY_CHUNK000.fits.fz"))
              .findFirst()
              .orElseThrow();
    }
    Map<String, String> found = new TreeMap<>();
    Map<String, Object> options = new TreeMap<>(Map.of("calibrationEvents", "include"));
    if (hasOtherCameras(root)) {
      options.put("subarray", root.resolve("monitoring.h5").toString());
    }
    EventSource.Provider provider =
        new ZfitsProvider(Configs.of(ZfitsProvider.Config.class, options));
    try (EventSource source = provider.open(input, EventSource.Request.ALL)) {
      EventBatch batch = new EventBatch(source.subarray(), ToyArray.groups(source.subarray()));
      long last = 0;
      while (source.read(batch, new EventSource.Limits(5, Long.MAX_VALUE))) {
        source.decode(batch, Collections.nCopies(batch.cameras().size(), (w, row) -> 0));
        for (int e = 0; e < batch.events(); e++) {
          long time = TelescopeStream.time(batch.timeSeconds()[e], batch.timeQuarterNs()[e]);
          assertTrue(time > last, "time");
          last = time;
        }
        collect(batch, found);
        batch.clear();
      }
      assertEquals(
          Map.of(),
          source.notices().entrySet().stream()
              .filter(n -> !n.getKey().equals("files read without their catalogue"))
              .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
    assertEquals(key(root.resolve("manifest.json")), found);
  }

  /** Whether a set has telescopes that are none of the four LSTs, which are known. */
  private static boolean hasOtherCameras(Path root) throws IOException {
    try (Stream<Path> elements = Files.list(root.resolve("DL0"))) {
      return elements.anyMatch(e -> !e.getFileName().toString().matches("ARRAY|LSTN-0[1-4]"));
    }
  }

  /** The waveforms of the batch are the numbers of the file, scaled. */
  private static void checkPhotoElectrons(EventBatch batch, Piece piece, int position)
      throws IOException {
    WaveformBatch out = batch.cameras().get(piece.group()).waveforms();
    int r = piece.target(position);
    int samples = out.samplesPerPixel();
    int[] stored = piece.pixels(position).stored;
    float[] pe = piece.tile().config.photoElectrons();
    int wrong = 0;
    for (int j = 0; j < stored.length; j++) {
      int gain =
          piece.size(position) > stored.length * samples
              ? out.gain()[out.pixelBase(r) + stored[j]]
              : 0;
      int from = piece.start(position) + (gain * stored.length + j) * samples;
      for (int s = 0; s < samples; s++) {
        float value = out.samples()[out.base(r) + stored[j] * samples + s];
        wrong += value == pe[piece.values()[from + s] & 0xFFFF] ? 0 : 1;
      }
    }
    assertEquals(0, wrong, "samples that are not the number in the file, scaled");
  }

  private static void collect(EventBatch batch, Map<String, String> found) throws IOException {
    RawRows raw = (RawRows) batch.attachment();
    for (int i = 0; i < batch.telescopeRows(); i++) {
      Piece piece = raw.piece[i];
      int position = raw.position[i];
      Tile tile = piece.tile();
      int row = piece.row(position);
      // Waveforms went past: once more for the numbers in the file.
      tile.decode(piece, Piece.Taker.NOTHING);
      int n = piece.size(position);
      CRC32 crc = new CRC32();
      long sum = 0;
      for (int k = piece.start(position); k < piece.start(position) + n; k++) {
        short value = piece.values()[k];
        crc.update(value);
        crc.update(value >> 8);
        sum += value & 0xFFFF;
      }
      checkPhotoElectrons(batch, piece, position);
      CRC32 status = new CRC32();
      status.update(piece.pixels(position).inFile);
      int pixels = n / tile.channels[row] / tile.samples[row];
      long event = batch.eventId()[batch.eventOfRow()[i]];
      int telescope = batch.subarray().telescope(batch.telescope()[i]).id();
      found.put(
          event + "/" + telescope,
          String.join(
              " ",
              "" + tile.seconds[row],
              Integer.toUnsignedString(tile.quarterNs[row]),
              "" + tile.type[row],
              "" + tile.channels[row],
              "" + pixels,
              "" + tile.samples[row],
              "" + crc.getValue(),
              "" + sum,
              "" + status.getValue(),
              ""));
    }
  }
}
