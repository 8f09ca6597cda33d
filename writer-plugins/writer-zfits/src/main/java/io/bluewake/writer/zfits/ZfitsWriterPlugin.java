package io.bluewake.writer.zfits;

import io.bluewake.spi.Plugin;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;
import java.nio.file.Path;
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

/**
 * Writes waveforms as the DL0 of an observation: a directory with files of subarray events, trigger
 * lists, and telescope events, named as the interface between ACADA and DPPS wants it.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "zfits", summary = "Waveforms as DL0 of CTAO: a directory of zfits files")
@Designate(ocd = ZfitsWriterPlugin.Config.class, factory = true)
public final class ZfitsWriterPlugin implements ProductWriter.Provider {
  /** Options. */
  @ObjectClassDefinition(
      name = "DL0 writer",
      description = "Waveforms as DL0 of CTAO: a directory of zfits files")
  public @interface Config {
    /** How columns are compressed. */
    @AttributeDefinition(
        name = "Compression",
        description =
            "Scheme of all columns: acada (diffman16, waveforms fact), raw, zlib, lzo, fact,"
                + " diffman16, doublediffman16, ricefact, zrice, zrice32, zstd1 to zstd19")
    String compression() default "acada";

    /** Exceptions. */
    @AttributeDefinition(
        name = "Column compression",
        description = "Schemes of single columns, for example waveform=zstd3,pixel_status=zlib")
    String[] columnCompression() default {};

    /** Writers of a telescope. */
    @AttributeDefinition(
        name = "Streams",
        description = "Files that the events of a telescope are dealt out to in turn",
        min = "1",
        max = "64")
    int streams() default 1;

    /** Length of the files. */
    @AttributeDefinition(
        name = "Rows per chunk",
        description = "Rows after which a stream goes on in a new file; 0 for never",
        min = "0",
        max = "1000000000")
    int chunkRows() default 0;

    /** Length of the tiles. */
    @AttributeDefinition(
        name = "Rows per tile",
        description = "Telescope events that are compressed together; 0 for 1 MB, at most 20",
        min = "0",
        max = "2000")
    int rowsPerTile() default 0;

    /** Scale of the waveforms. */
    @AttributeDefinition(
        name = "Scale",
        description =
            "Stored units per photo-electron; 0 for 60, or 24 where samples are longer than 2 ns"
                + " and hold more light",
        min = "0",
        max = "1000")
    float scale() default 0f;

    /** Offset of the waveforms. */
    @AttributeDefinition(
        name = "Offset",
        description = "Added to waveforms before they are stored, p.e. per sample",
        min = "0",
        max = "1000")
    float offsetPe() default 5f;

    /** Data volume reduction. */
    @AttributeDefinition(
        name = "Keep above",
        description =
            "Data volume reduction: keep pixels with a sample above so many p.e. and their"
                + " neighbours; 0 keeps all",
        min = "0",
        max = "1000")
    float keepAbovePe() default 0f;

    /** Gain channels. */
    @AttributeDefinition(
        name = "Both gains",
        description =
            "Whether both gain channels of raw counts are stored, and not only the one that the"
                + " gain selection chooses for each pixel")
    boolean bothGains() default false;

    /** Place of calibration events. */
    @AttributeDefinition(
        name = "Calibration beside events",
        description =
            "Whether files of calibration events are in the directory of shower events, and not in"
                + " one of their own, which ctapipe_io_zfits needs")
    boolean calibrationInEvents() default false;

    /** Subarray. */
    @AttributeDefinition(
        name = "Subarray",
        description =
            "Number of the subarray; 0 for that of CTAO North with these telescopes, or 3",
        min = "0",
        max = "999")
    int subarray() default 0;

    /** Who writes. */
    @AttributeDefinition(name = "User", description = "Name of the directory of the user of ACADA")
    String user() default "bluewake";
  }

  private final Config config;
  private final Schemes schemes;

  /** Creates the provider. */
  @Activate
  public ZfitsWriterPlugin(Config config) {
    this.config = config;
    schemes = Schemes.of(config.compression(), config.columnCompression());
    if (!config.user().matches("[A-Za-z0-9._-]{1,64}") || config.user().startsWith(".")) {
      throw new IllegalArgumentException("user: '" + config.user() + "' is no directory name");
    }
  }

  @Override
  public Set<String> extensions() {
    return Set.of(".zfits");
  }

  @Override
  public ProductWriter open(Path target, ProductWriter.Header header) throws IOException {
    return new ZfitsProduct(target, header, config, schemes);
  }

  @Override
  public Map<String, Long> merge(
      List<Path> inputs, Path target, Map<String, String> options, boolean overwrite)
      throws IOException {
    throw new IOException(target + ": observations are not merged; process them together");
  }
}
