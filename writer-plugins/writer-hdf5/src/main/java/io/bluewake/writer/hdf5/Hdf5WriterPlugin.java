package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Compression;
import io.bluewake.codec.hdf5.Hdf5Exception;
import io.bluewake.spi.InputException;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;
import java.nio.file.Path;
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

/** Writes DL1 and DL2 events as HDF5 files of the ctapipe data model. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "hdf5", summary = "DL1 and DL2 events as HDF5 in the ctapipe data model")
@Designate(ocd = Hdf5WriterPlugin.Config.class, factory = true)
public final class Hdf5WriterPlugin implements ProductWriter.Provider {
  /** Options. */
  @ObjectClassDefinition(
      name = "HDF5 writer",
      description = "DL1 and DL2 events as HDF5 in the ctapipe data model")
  public @interface Config {
    /** Compression algorithm. */
    @AttributeDefinition(
        name = "Codec",
        description =
            "blosc-zstd is fast and what ctapipe uses, zlib is read by every HDF5 library, none"
                + " stores as it is",
        options = {
          @Option(label = "blosc-zstd", value = "blosc-zstd"),
          @Option(label = "zlib", value = "zlib"),
          @Option(label = "none", value = "none")
        })
    String codec() default "blosc-zstd";

    /** Compression level. */
    @AttributeDefinition(
        name = "Level",
        description = "effort of the compression",
        min = "1",
        max = "9")
    int level() default 5;

    /** Version of the data model. */
    @AttributeDefinition(
        name = "Data model",
        description = "version of the ctapipe data model: 7.6.0, or 7.1.0 for ctapipe 0.28",
        options = {
          @Option(label = "7.6.0", value = "7.6.0"),
          @Option(label = "7.1.0", value = "7.1.0")
        })
    String dataModel() default "7.6.0";
  }

  private final Compression compression;
  private final DataModelVersion version;

  /** Creates the provider. */
  @Activate
  public Hdf5WriterPlugin(Config config) {
    compression = new Compression(codec(config.codec()), config.level());
    version = DataModelVersion.of(config.dataModel());
  }

  private static Compression.Codec codec(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "blosc-zstd" -> Compression.Codec.BLOSC_ZSTD;
      case "zlib" -> Compression.Codec.ZLIB;
      case "none" -> Compression.Codec.NONE;
      default ->
          throw new IllegalArgumentException(
              "codec '" + name + "': choose blosc-zstd, zlib or none");
    };
  }

  @Override
  public Set<String> extensions() {
    return Set.of(".h5", ".hdf5");
  }

  @Override
  public ProductWriter open(Path target, ProductWriter.Header header) throws IOException {
    return new Hdf5Product(target, header, compression, version);
  }

  @Override
  public Map<String, Long> merge(
      List<Path> inputs, Path target, Map<String, String> options, boolean overwrite)
      throws IOException {
    try {
      return new ProductMerger(inputs, options).merge(target, overwrite, compression);
    } catch (Hdf5Exception e) {
      throw new InputException(e.getMessage(), e);
    }
  }
}
