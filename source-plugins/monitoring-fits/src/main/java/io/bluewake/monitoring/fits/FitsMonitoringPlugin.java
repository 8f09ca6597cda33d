package io.bluewake.monitoring.fits;

import io.bluewake.model.Subarray;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import io.bluewake.spi.MonitoringSource;
import io.bluewake.spi.Plugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Reads what ACADA records about the pointing of telescopes (DL0 monitoring): drive, bending model,
 * star guider and displacement of the camera, each a binary table of a FITS file. See {@link
 * PointingTables}.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "fits", summary = "Telescope pointing of ACADA (FITS tables of DL0 monitoring)")
@Designate(ocd = FitsMonitoringPlugin.Config.class, factory = true)
public final class FitsMonitoringPlugin implements MonitoringSource.Provider {
  /** Options. */
  @ObjectClassDefinition(
      name = "FITS monitoring",
      description = "Telescope pointing of ACADA in FITS tables")
  public @interface Config {
    /** Files, in order of priority. */
    @AttributeDefinition(name = "Path", description = "Files to read, in order of priority")
    String[] path() default {};

    /** Telescope of tables that name none. */
    @AttributeDefinition(
        name = "Telescope",
        description =
            "Number of the telescope of tables without the keyword AE_ID; 0: refuse such tables",
        min = "0",
        max = "65535")
    int telescope() default 0;

    /** What seconds in UTC count. */
    @AttributeDefinition(
        name = "Seconds of UTC",
        description =
            "Whether seconds since MJDREF in UTC include leap seconds (elapsed, as Astropy has it)"
                + " or are those of Unix time (unix), which does not have them",
        options = {
          @Option(label = "elapsed", value = "elapsed"),
          @Option(label = "unix", value = "unix")
        })
    String utcSeconds() default "elapsed";

    /** Longest time without pointing, s. */
    @AttributeDefinition(
        name = "Longest gap",
        description = "Longest time between two entries over which they are trusted, s",
        min = "0",
        max = "1e9")
    double maxGapS() default 60;
  }

  private final List<Path> paths;
  private final PointingTables tables;

  /** Creates the provider. */
  @Activate
  public FitsMonitoringPlugin(Config config) {
    paths = Arrays.stream(config.path()).filter(p -> !p.isBlank()).map(Path::of).toList();
    if (!List.of("elapsed", "unix").contains(config.utcSeconds())) {
      throw new IllegalArgumentException(
          "utcSeconds '" + config.utcSeconds() + "': choose elapsed or unix");
    }
    tables =
        new PointingTables(
            config.telescope(),
            new TableTimes(config.utcSeconds().equals("unix")),
            Math.round(config.maxGapS() * 1e9));
  }

  @Override
  public List<Path> paths() {
    return paths;
  }

  @Override
  public EventSource.Match probe(Path input, byte[] head) {
    if (!new String(head, StandardCharsets.ISO_8859_1).startsWith("SIMPLE  =")) {
      return EventSource.Match.NO;
    }
    try {
      return tables.anyIn(input) ? EventSource.Match.MAGIC : EventSource.Match.NAME_ONLY;
    } catch (IOException | RuntimeException e) {
      // A damaged file is claimed, so that opening it says what is wrong with it.
      return EventSource.Match.MAGIC;
    }
  }

  @Override
  public MonitoringSource open(Path input, Subarray subarray) throws IOException {
    try {
      return tables.read(input);
    } catch (IOException e) {
      String text = String.valueOf(e.getMessage());
      String where = text.contains(input.toString()) ? text : input + ": " + text;
      throw new InputException(where.replaceAll("\\s+", " "), e);
    } catch (RuntimeException e) {
      // What a damaged file can still get wrong: sizes that overflow, texts that are no numbers.
      throw new InputException(input + ": monitoring tables are damaged", e);
    }
  }
}
