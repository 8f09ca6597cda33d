package __PACKAGE__;

import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import io.bluewake.spi.MonitoringSource;
import io.bluewake.spi.Plugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Reads where telescopes pointed from text: a first line {@code __NAME__ 1}, then lines of
 * telescope, seconds since 1970 (TAI), azimuth and altitude in degrees, in order of time.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "__NAME__", summary = "Pointing of telescopes from lines of text")
@Designate(ocd = __CLASS__.Config.class, factory = true)
public final class __CLASS__ implements MonitoringSource.Provider {
  private static final String MAGIC = "__NAME__ 1\n";
  private static final int LARGEST = 100_000_000;
  private static final long SECOND = 1_000_000_000;

  /** Options. */
  @ObjectClassDefinition(name = "__NAME__")
  public @interface Config {
    /** Files, in order of priority. */
    @AttributeDefinition(name = "Path", description = "Files to read, in order of priority")
    String[] path() default {};

    /** Longest time without an entry. */
    @AttributeDefinition(
        name = "Longest gap",
        description = "Longest time between two entries over which they are trusted, s",
        min = "0",
        max = "1e9")
    double maxGapS() default 60;
  }

  private final List<Path> paths;
  private final long maxGap;

  /** Creates the provider. */
  @Activate
  public __CLASS__(Config config) {
    paths = Arrays.stream(config.path()).filter(p -> !p.isBlank()).map(Path::of).toList();
    maxGap = Math.round(config.maxGapS() * SECOND);
  }

  @Override
  public List<Path> paths() {
    return paths;
  }

  @Override
  public EventSource.Match probe(Path input, byte[] head) {
    boolean own = new String(head, StandardCharsets.ISO_8859_1).startsWith(MAGIC);
    return own ? EventSource.Match.MAGIC : EventSource.Match.NO;
  }

  @Override
  public MonitoringSource open(Path input, Subarray subarray) throws IOException {
    String text = text(input);
    Map<Integer, List<double[]>> entries = new LinkedHashMap<>();
    int offset = MAGIC.length();
    for (String line : text.substring(offset).split("\n", -1)) {
      if (!line.isBlank()) {
        add(line, entries, input, offset);
      }
      offset += line.length() + 1;
    }
    return new Pointings(entries, maxGap);
  }

  private static String text(Path input) throws IOException {
    try {
      if (Files.size(input) > LARGEST) {
        throw new InputException(input + ": larger than " + LARGEST + " bytes");
      }
      String text = Files.readString(input, StandardCharsets.ISO_8859_1);
      if (!text.startsWith(MAGIC)) {
        throw InputException.at(input.toString(), 0, "first line", "not '__NAME__ 1'");
      }
      return text;
    } catch (NoSuchFileException e) {
      throw new InputException(input + ": no such file", e);
    }
  }

  private static void add(
      String line, Map<Integer, List<double[]>> entries, Path input, int offset)
      throws InputException {
    String[] words = line.split(" ", -1);
    double[] entry = new double[3];
    int telescope;
    try {
      if (words.length != 4) {
        throw new NumberFormatException(words.length + " words");
      }
      telescope = Integer.parseInt(words[0]);
      for (int i = 0; i < 3; i++) {
        entry[i] = Double.parseDouble(words[i + 1]);
      }
    } catch (NumberFormatException e) {
      throw InputException.at(input.toString(), offset, "line", "not four numbers");
    }
    List<double[]> all = entries.computeIfAbsent(telescope, t -> new ArrayList<>());
    boolean ordered = all.isEmpty() || entry[0] >= all.get(all.size() - 1)[0];
    if (!ordered || !(Math.abs(entry[0]) < 1e10)) {
      throw InputException.at(input.toString(), offset, "time", "not in order");
    }
    all.add(entry);
  }

  private record Pointings(Map<Integer, List<double[]>> entries, long maxGap)
      implements MonitoringSource {
    @Override
    public TelescopeMonitoring telescope(Telescope telescope) {
      List<double[]> all = entries.getOrDefault(telescope.id(), List.of());
      if (all.isEmpty()) {
        return TelescopeMonitoring.NONE;
      }
      long[] time = all.stream().mapToLong(e -> Math.round(e[0] * SECOND)).toArray();
      double[] azimuth = all.stream().mapToDouble(e -> e[1]).toArray();
      double[] altitude = all.stream().mapToDouble(e -> e[2]).toArray();
      TimeSeries series =
          new TimeSeries(
              time,
              time,
              Map.of("azimuth", azimuth, "altitude", altitude),
              Map.of("azimuth", "deg", "altitude", "deg"),
              maxGap);
      return TelescopeMonitoring.of(Map.of(), Map.of(TelescopeMonitoring.POINTING, series));
    }

    @Override
    public Map<String, Long> notices() {
      return Map.of();
    }

    @Override
    public void close() {
      // Everything was read when it was opened.
    }
  }
}
