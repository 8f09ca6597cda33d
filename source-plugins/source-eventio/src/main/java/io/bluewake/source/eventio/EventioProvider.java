package io.bluewake.source.eventio;

import io.bluewake.codec.CompressedInput;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import io.bluewake.spi.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Opens sim_telarray files (prod3 to prod6), plain or compressed with gzip or zstd, and describes
 * them and CORSIKA IACT files.
 */
@Component(
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    scope = ServiceScope.PROTOTYPE,
    service = EventSource.Provider.class)
@Designate(ocd = EventioProvider.Config.class, factory = true)
@Plugin(name = "eventio", summary = "Reads sim_telarray files (EventIO), plain, gzip or zstd")
public final class EventioProvider implements EventSource.Provider {
  private final SimtelOptions options;

  /** Options of the source. */
  @ObjectClassDefinition(
      name = "EventIO source",
      description = "Reads sim_telarray files (EventIO), plain, gzip or zstd")
  public @interface Config {
    /** Focal length that turns camera positions into angles. */
    @AttributeDefinition(
        name = "Focal length",
        description =
            "Focal length that turns camera positions into angles: effective (with the mean coma"
                + " aberration, from ray tracing) or equivalent (nominal)",
        options = {
          @Option(label = "effective", value = "effective"),
          @Option(label = "equivalent", value = "equivalent")
        })
    String focalLength() default "effective";

    /** What to do with a file that ends early. */
    @AttributeDefinition(
        name = "Truncated files",
        description =
            "What to do with a file that ends inside an object: reject it, or accept the whole"
                + " events before",
        options = {
          @Option(label = "reject", value = "reject"),
          @Option(label = "accept", value = "accept")
        })
    String truncated() default "reject";

    /** Whether calibration events are left out. */
    @AttributeDefinition(
        name = "Skip calibration events",
        description = "Whether calibration events are left out")
    boolean skipCalibrationEvents() default true;

    /** Observation number. */
    @AttributeDefinition(
        name = "Observation number",
        description = "Observation number to use instead of the run number; -1 for the run number",
        min = "-1")
    int overrideObsId() default -1;

    /** Added to the run number. */
    @AttributeDefinition(
        name = "Observation offset",
        description = "What to add to the run number to get the observation number",
        min = "-2147483648")
    int obsIdOffset() default 0;
  }

  /** Creates the provider. */
  @Activate
  public EventioProvider(Config config) {
    options =
        new SimtelOptions(
            choice("focalLength", config.focalLength(), "effective", "equivalent"),
            choice("truncated", config.truncated(), "accept", "reject"),
            config.skipCalibrationEvents(),
            config.overrideObsId(),
            config.obsIdOffset());
  }

  private static boolean choice(String key, String value, String yes, String no) {
    if (value.equals(yes) || value.equals(no)) {
      return value.equals(yes);
    }
    throw new IllegalArgumentException(
        key + " is '" + value + "' where " + yes + " or " + no + " is allowed");
  }

  @Override
  public EventSource.Match probe(Path input, byte[] head) {
    if (head.length >= 4) {
      int marker = (head[0] & 0xFF) << 24 | (head[1] & 0xFF) << 16 | (head[2] & 0xFF) << 8;
      marker |= head[3] & 0xFF;
      if (marker == ObjectStream.LITTLE_ENDIAN || marker == ObjectStream.BIG_ENDIAN) {
        return EventSource.Match.MAGIC;
      }
    }
    String name = String.valueOf(input.getFileName()).toLowerCase(Locale.ROOT);
    return name.contains(".simtel") ? EventSource.Match.NAME_ONLY : EventSource.Match.NO;
  }

  @Override
  public EventSource open(Path input, EventSource.Request request) throws IOException {
    InputStream bytes = openBytes(input);
    try {
      return new SimtelSource(input.toString(), bytes, request, options);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  static InputStream openBytes(Path input) throws InputException {
    try {
      if (Files.isDirectory(input)) {
        throw new InputException(input + ": is a directory");
      }
      return CompressedInput.open(input);
    } catch (NoSuchFileException e) {
      throw new InputException(input + ": no such file", e);
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw new InputException(input + ": cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public Map<String, Object> describe(Path input) throws IOException {
    try (InputStream bytes = openBytes(input)) {
      return FileDescription.of(input.toString(), bytes);
    }
  }
}
