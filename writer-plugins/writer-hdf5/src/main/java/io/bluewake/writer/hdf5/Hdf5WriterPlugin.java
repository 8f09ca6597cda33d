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

    /** Whether images are stored as integers. */
    @AttributeDefinition(
        name = "Images as integers",
        description = "whether charges are stored as rounded multiples of 1/imageScale p.e.")
    boolean transformImage() default false;

    /** Type of the integers of images. */
    @AttributeDefinition(
        name = "Type of images",
        description = "type of the integers",
        options = {
          @Option(label = "int8", value = "int8"),
          @Option(label = "int16", value = "int16"),
          @Option(label = "int32", value = "int32"),
          @Option(label = "uint8", value = "uint8"),
          @Option(label = "uint16", value = "uint16"),
          @Option(label = "uint32", value = "uint32")
        })
    String imageDtype() default "int32";

    /** Added to the integers of images. */
    @AttributeDefinition(
        name = "Offset of images",
        description = "whole number that stands for zero",
        min = "-2147483648",
        max = "2147483647")
    int imageOffset() default 0;

    /** Integers per p.e. of images. */
    @AttributeDefinition(
        name = "Scale of images",
        description = "integers per p.e.",
        min = "1e-6",
        max = "1e9")
    double imageScale() default 10;

    /** Whether peak times are stored as integers. */
    @AttributeDefinition(
        name = "Peak times as integers",
        description = "whether peak times are stored as rounded multiples of 1/peakTimeScale ns")
    boolean transformPeakTime() default false;

    /** Type of the integers of peak times. */
    @AttributeDefinition(
        name = "Type of peak times",
        description = "type of the integers",
        options = {
          @Option(label = "int8", value = "int8"),
          @Option(label = "int16", value = "int16"),
          @Option(label = "int32", value = "int32"),
          @Option(label = "uint8", value = "uint8"),
          @Option(label = "uint16", value = "uint16"),
          @Option(label = "uint32", value = "uint32")
        })
    String peakTimeDtype() default "int16";

    /** Added to the integers of peak times. */
    @AttributeDefinition(
        name = "Offset of peak times",
        description = "whole number that stands for zero",
        min = "-2147483648",
        max = "2147483647")
    int peakTimeOffset() default 0;

    /** Integers per ns of peak times. */
    @AttributeDefinition(
        name = "Scale of peak times",
        description = "integers per ns",
        min = "1e-6",
        max = "1e9")
    double peakTimeScale() default 100;

    /** Whether waveforms are stored as integers. */
    @AttributeDefinition(
        name = "Waveforms as integers",
        description = "whether samples are stored as rounded multiples of 1/waveformScale p.e.")
    boolean transformWaveform() default false;

    /** Type of the integers of waveforms. */
    @AttributeDefinition(
        name = "Type of waveforms",
        description = "type of the integers",
        options = {
          @Option(label = "int8", value = "int8"),
          @Option(label = "int16", value = "int16"),
          @Option(label = "int32", value = "int32"),
          @Option(label = "uint8", value = "uint8"),
          @Option(label = "uint16", value = "uint16"),
          @Option(label = "uint32", value = "uint32")
        })
    String waveformDtype() default "int32";

    /** Added to the integers of waveforms. */
    @AttributeDefinition(
        name = "Offset of waveforms",
        description = "whole number that stands for zero",
        min = "-2147483648",
        max = "2147483647")
    int waveformOffset() default 0;

    /** Integers per p.e. of waveforms. */
    @AttributeDefinition(
        name = "Scale of waveforms",
        description = "integers per p.e.",
        min = "1e-6",
        max = "1e9")
    double waveformScale() default 1000;
  }

  private final Compression compression;
  private final DataModelVersion version;
  private final PixelCoding coding;

  /** Creates the provider. */
  @Activate
  public Hdf5WriterPlugin(Config config) {
    compression = new Compression(codec(config.codec()), config.level());
    version = DataModelVersion.of(config.dataModel());
    coding =
        new PixelCoding(
            FixedPoint.of(
                config.transformImage(),
                config.imageDtype(),
                config.imageOffset(),
                config.imageScale()),
            FixedPoint.of(
                config.transformPeakTime(),
                config.peakTimeDtype(),
                config.peakTimeOffset(),
                config.peakTimeScale()),
            FixedPoint.of(
                config.transformWaveform(),
                config.waveformDtype(),
                config.waveformOffset(),
                config.waveformScale()));
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
    return new Hdf5Product(target, header, compression, version, coding);
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
