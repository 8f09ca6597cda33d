package __PACKAGE__;

import io.bluewake.model.EventBatch;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.ProductWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Writes a line per event: observation, event, number of telescopes. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "__NAME__", summary = "A line of text per event")
@Designate(ocd = __CLASS__.Config.class, factory = true)
public final class __CLASS__ implements ProductWriter.Provider {
  /** Options. */
  @ObjectClassDefinition(name = "__NAME__")
  public @interface Config {
    /** What stands between the columns. */
    @AttributeDefinition(name = "Separator", description = "What stands between the columns")
    String separator() default ",";
  }

  private final String separator;

  /** Creates the provider. */
  @Activate
  public __CLASS__(Config config) {
    separator = config.separator();
  }

  @Override
  public Set<String> extensions() {
    return Set.of(".csv");
  }

  @Override
  public ProductWriter open(Path target, ProductWriter.Header header) throws IOException {
    return new Lines(target, header.overwrite());
  }

  @Override
  public Map<String, Long> merge(
      List<Path> inputs, Path target, Map<String, String> options, boolean overwrite)
      throws IOException {
    long rows = 0;
    try (Lines lines = new Lines(target, overwrite)) {
      for (Path input : inputs) {
        for (String line : Files.readAllLines(input)) {
          lines.write(line);
          rows++;
        }
      }
      lines.commit();
    }
    return Map.of("events", rows);
  }

  /** A file that has its name only once it is complete. */
  private final class Lines implements ProductWriter {
    private final Path target;
    private final Path part;
    private final BufferedWriter out;

    Lines(Path target, boolean overwrite) throws IOException {
      if (Files.exists(target) && !overwrite) {
        throw new FileAlreadyExistsException(target.toString(), null, "exists");
      }
      this.target = target;
      part = target.resolveSibling(target.getFileName() + ".part");
      out = Files.newBufferedWriter(part);
    }

    @Override
    public void write(EventBatch batch) throws IOException {
      for (int event = 0; event < batch.events(); event++) {
        int telescopes = batch.firstTelescope()[event + 1] - batch.firstTelescope()[event];
        write(batch.obsId()[event] + separator + batch.eventId()[event] + separator + telescopes);
      }
    }

    void write(String line) throws IOException {
      out.write(line);
      out.write('\n');
    }

    void commit() throws IOException {
      out.close();
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void commit(Ending ending) throws IOException {
      commit();
    }

    @Override
    public void close() throws IOException {
      out.close();
      Files.deleteIfExists(part);
    }
  }
}
