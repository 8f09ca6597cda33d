package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.model.Subarray;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import io.bluewake.spi.MonitoringSource;
import io.bluewake.spi.Plugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Reads and writes monitoring tables of the ctapipe data model: camera coefficients, pixel
 * statistics, telescope pointing, star tracking, muon throughput. They may be in a file of their
 * own or in one with events.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "hdf5", summary = "Monitoring tables of the ctapipe data model (HDF5)")
@Designate(ocd = Hdf5MonitoringPlugin.Config.class, factory = true)
public final class Hdf5MonitoringPlugin implements MonitoringSource.Provider {
  /** Options. */
  @ObjectClassDefinition(
      name = "HDF5 monitoring",
      description = "Monitoring tables of the ctapipe data model")
  public @interface Config {
    /** Files, in order of priority. */
    @AttributeDefinition(name = "Path", description = "Files to read, in order of priority")
    String[] path() default {};

    /** What the times of the tables mean. */
    @AttributeDefinition(
        name = "Times",
        description =
            "use: what holds depends on the time of the event; ignore: the first entry always"
                + " holds; auto: use, but the first entry of simulated monitoring data holds for"
                + " events of other times, as simulations need not have a common clock",
        options = {
          @Option(label = "auto", value = "auto"),
          @Option(label = "use", value = "use"),
          @Option(label = "ignore", value = "ignore")
        })
    String times() default "auto";

    /** How far beyond its times an entry holds, s. */
    @AttributeDefinition(
        name = "Tolerance",
        description = "How far beyond its times an entry holds, s",
        min = "0",
        max = "1e9")
    double toleranceS() default 1;

    /** How long the last coefficients hold, s. */
    @AttributeDefinition(
        name = "Longest validity",
        description = "How long the last coefficients of a file hold, s; 0 for ever",
        min = "0",
        max = "1e9")
    double lastValidS() default 0;

    /** Longest time without pointing, s. */
    @AttributeDefinition(
        name = "Longest gap",
        description = "Longest time between two entries of pointing or other numbers, s",
        min = "0",
        max = "1e9")
    double maxGapS() default 60;
  }

  private final List<Path> paths;
  private final MonitoringReader.Times times;

  /** Creates the provider. */
  @Activate
  public Hdf5MonitoringPlugin(Config config) {
    paths = Arrays.stream(config.path()).filter(p -> !p.isBlank()).map(Path::of).toList();
    if (!List.of("auto", "use", "ignore").contains(config.times())) {
      throw new IllegalArgumentException(
          "times '" + config.times() + "': choose auto, use or ignore");
    }
    times =
        new MonitoringReader.Times(
            config.times(),
            nanoseconds(config.toleranceS()),
            config.lastValidS() == 0 ? Long.MAX_VALUE : nanoseconds(config.lastValidS()),
            nanoseconds(config.maxGapS()));
  }

  private static long nanoseconds(double seconds) {
    return Math.round(seconds * 1e9);
  }

  @Override
  public List<Path> paths() {
    return paths;
  }

  @Override
  public EventSource.Match probe(Path input, byte[] head) {
    if (!Hdf5File.isHdf5(head)) {
      return EventSource.Match.NO;
    }
    try (Hdf5File file = Hdf5File.open(input)) {
      return file.group("/dl0/monitoring").or(() -> file.group("/dl1/monitoring")).isPresent()
          ? EventSource.Match.MAGIC
          : EventSource.Match.NAME_ONLY;
    } catch (IOException e) {
      return EventSource.Match.MAGIC; // whoever opens it will say what is wrong with it
    }
  }

  @Override
  public MonitoringSource open(Path input, Subarray subarray) throws IOException {
    try {
      return new MonitoringReader(Hdf5File.open(input), times);
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw MonitoringReader.named(input.toString(), e);
    }
  }

  @Override
  public Set<String> extensions() {
    return Set.of(".h5", ".hdf5");
  }

  @Override
  public void write(Path target, MonitoringSource.Product content) throws IOException {
    new MonitoringProduct(target, content).write();
  }
}
