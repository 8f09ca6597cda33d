package io.bluewake.source.hdf5;

import io.bluewake.codec.hdf5.Hdf5Attribute;
import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.InstrumentTables;
import io.bluewake.math.PixelNeighbors;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import io.bluewake.spi.Plugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.osgi.service.metatype.annotations.Option;

/** Reads DL1 and DL2 files of the ctapipe data model, written by ctapipe or by Bluewake. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "hdf5", summary = "DL1 and DL2 files of the ctapipe data model")
@Designate(ocd = Hdf5SourcePlugin.Config.class, factory = true)
public final class Hdf5SourcePlugin implements EventSource.Provider {
  private static final String VERSION = "CTA PRODUCT DATA MODEL VERSION";

  /** Options. */
  @ObjectClassDefinition(
      name = "HDF5 source",
      description = "DL1 and DL2 files of the ctapipe data model")
  public @interface Config {
    /** Focal length that turns positions into angles. */
    @AttributeDefinition(
        name = "Focal length",
        description = "focal length that turns positions into angles: effective or equivalent",
        options = {
          @Option(label = "effective", value = "effective"),
          @Option(label = "equivalent", value = "equivalent")
        })
    String focalLength() default "effective";
  }

  private final boolean effective;

  /** Creates the provider. */
  @Activate
  public Hdf5SourcePlugin(Config config) {
    effective =
        switch (config.focalLength()) {
          case "effective" -> true;
          case "equivalent" -> false;
          default ->
              throw new IllegalArgumentException(
                  "focalLength '" + config.focalLength() + "': choose effective or equivalent");
        };
  }

  @Override
  public EventSource.Match probe(Path input, byte[] head) {
    return Hdf5File.isHdf5(head) ? EventSource.Match.MAGIC : EventSource.Match.NO;
  }

  @Override
  public EventSource open(Path input, EventSource.Request request) throws IOException {
    Hdf5File file = null;
    boolean good = false;
    try {
      file = Hdf5File.open(input);
      checkVersion(file);
      EventSource source = new Hdf5EventSource(file, request, effective);
      good = true;
      return source;
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    } finally {
      if (!good && file != null) {
        file.close();
      }
    }
  }

  private static String attribute(Hdf5File file, String name) {
    Hdf5Attribute a = file.root().attributes().get(name);
    return a == null ? "" : a.asText().orElse("");
  }

  private static void checkVersion(Hdf5File file) throws IOException {
    String version = attribute(file, VERSION);
    if (version.isEmpty()) {
      throw new InputException(
          file.name() + ": not a file of the ctapipe data model: it has no '" + VERSION + "'");
    }
    if (!version.matches("v[4-7]\\.\\d+\\.\\d+")) {
      throw new InputException(
          file.name() + ": data model " + version + " is not supported; 4.0 to 7.6 are");
    }
  }

  @Override
  public Map<String, Object> describe(Path input) throws IOException {
    try (Hdf5File file = Hdf5File.open(input)) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("format", "HDF5");
      facts.put("data model", attribute(file, VERSION));
      facts.put("data levels", attribute(file, "CTA PRODUCT DATA LEVELS"));
      facts.put("category", attribute(file, "CTA PRODUCT DATA CATEGORY"));
      facts.put("created", attribute(file, "CTA PRODUCT CREATION TIME"));
      facts.put(
          "software",
          attribute(file, "CTA ACTIVITY SOFTWARE NAME")
              + " "
              + attribute(file, "CTA ACTIVITY SOFTWARE VERSION"));
      facts.put("observations", attribute(file, "CTA PROCESS ID"));
      if (file.table("/configuration/instrument/subarray/layout").isPresent()) {
        describe(new InstrumentTables(file, false, PixelNeighbors::of).read(), facts);
      }
      Map<String, Object> tables = new LinkedHashMap<>();
      for (Hdf5Table t : file.tables().values()) {
        tables.put(t.path(), t.rows());
      }
      facts.put("tables", tables);
      return facts;
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static void describe(Subarray subarray, Map<String, Object> facts) {
    facts.put("subarray", subarray.name());
    Map<String, List<Integer>> byType = new LinkedHashMap<>();
    for (Telescope t : subarray.telescopes()) {
      byType.computeIfAbsent(t.camera().description(), k -> new ArrayList<>()).add(t.id());
    }
    facts.put("telescopes", byType);
  }
}
