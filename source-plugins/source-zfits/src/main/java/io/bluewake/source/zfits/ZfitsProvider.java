package io.bluewake.source.zfits;

import io.bluewake.codec.zfits.ZfitsFile;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Opens compressed FITS files of CTAO cameras: DL0 and R1 as ACADA writes them. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "zfits", summary = "Compressed FITS files of CTAO cameras (DL0, R1)")
@Designate(ocd = ZfitsProvider.Config.class, factory = true)
public final class ZfitsProvider implements EventSource.Provider {
  private final ZfitsOptions options;
  private final Instrument instrument;

  /** Options of the source. */
  @ObjectClassDefinition(
      name = "zfits source",
      description = "Compressed FITS files of CTAO cameras (DL0, R1)")
  public @interface Config {
    /** File with the telescopes. */
    @AttributeDefinition(
        name = "Telescopes and cameras",
        description =
            "File of the ctapipe data model (HDF5), or instrument.txt of a simulation, with the"
                + " telescopes and cameras; empty for the one beside DL0, or those that the plug-in"
                + " knows")
    String subarray() default "";

    /** Which calibration events are read. */
    @AttributeDefinition(
        name = "Calibration events",
        description = "Whether files of calibration events are left out, read too, or read alone",
        options = {
          @Option(label = "skip", value = "skip"),
          @Option(label = "include", value = "include"),
          @Option(label = "only", value = "only")
        })
    String calibrationEvents() default "skip";

    /** Whether further files are looked for. */
    @AttributeDefinition(
        name = "Siblings",
        description =
            "Whether the other streams, chunks and telescopes of the observation are read along with"
                + " the named file")
    boolean siblings() default true;

    /** What to do about missing data. */
    @AttributeDefinition(
        name = "Missing data",
        description =
            "What to do about chunks or telescope events that are missing, repeated or not announced:"
                + " count and report them, or fail",
        options = {
          @Option(label = "report", value = "report"),
          @Option(label = "error", value = "error")
        })
    String missing() default "report";

    /** Whether checksums are verified. */
    @AttributeDefinition(
        name = "Checksums",
        description = "Whether the checksums of files are verified when they are opened")
    boolean checksums() default true;

    /** Which observation is read. */
    @AttributeDefinition(
        name = "Observation",
        description =
            "Number of the observation, for a directory that has several; -1 for the only one",
        min = "-1",
        max = "9223372036854775807")
    long observation() default -1;
  }

  /** Creates the provider. */
  @Activate
  public ZfitsProvider(Config config) {
    instrument = new Instrument();
    options =
        new ZfitsOptions(
            config.subarray(),
            switch (config.calibrationEvents()) {
              case "skip" -> ZfitsOptions.Calibration.SKIP;
              case "include" -> ZfitsOptions.Calibration.INCLUDE;
              case "only" -> ZfitsOptions.Calibration.ONLY;
              default ->
                  throw new IllegalArgumentException(
                      "calibrationEvents is '"
                          + config.calibrationEvents()
                          + "' where skip, include or only is allowed");
            },
            config.siblings(),
            switch (config.missing()) {
              case "report" -> false;
              case "error" -> true;
              default ->
                  throw new IllegalArgumentException(
                      "missing is '" + config.missing() + "' where report or error is allowed");
            },
            config.checksums(),
            config.observation());
  }

  @Override
  public EventSource.Match probe(Path input, byte[] head) {
    if (ZfitsFile.looksLike(head)) {
      return EventSource.Match.MAGIC;
    }
    if (head.length == 0 && Files.isDirectory(input)) {
      return FileSet.isObservation(input) ? EventSource.Match.MAGIC : EventSource.Match.NO;
    }
    String name = String.valueOf(input.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".fits.fz") ? EventSource.Match.NAME_ONLY : EventSource.Match.NO;
  }

  @Override
  public EventSource open(Path input, EventSource.Request request) throws IOException {
    return new ZfitsSource(input, request, options, instrument);
  }

  @Override
  public Set<Path> files(Path input) throws IOException {
    Set<Path> files = new HashSet<>();
    files.add(input.toAbsolutePath().normalize());
    for (Path file : FileSet.of(input, options).all()) {
      files.add(file.toAbsolutePath().normalize());
    }
    return files;
  }

  @Override
  public Map<String, Object> describe(Path input) throws IOException {
    if (!Files.isDirectory(input)) {
      return FileDescription.of(input);
    }
    FileSet set = FileSet.of(input, options);
    List<Path> files = new ArrayList<>(set.all());
    files.addAll(set.muons());
    return FileDescription.ofAll(input, files);
  }
}
