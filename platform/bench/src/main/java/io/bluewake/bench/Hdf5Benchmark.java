package io.bluewake.bench;

import io.bluewake.codec.hdf5.Compression;
import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.Hdf5Type;
import io.bluewake.codec.hdf5.Hdf5Writer;
import io.bluewake.codec.hdf5.RowCodec;
import io.bluewake.codec.hdf5.RowReader;
import io.bluewake.codec.hdf5.TableOutput;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Table;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Tables of HDF5 files with compression and Fletcher-32 checksums: time per row, of 15 kB with
 * charges and peak times of 1855 pixels, or of 328 bytes with 40 parameters. Files are in the
 * directory of {@code java.io.tmpdir} and are not forced to the disk.
 */
public class Hdf5Benchmark extends KernelBenchmark {
  /** Rows of images: seven chunks. */
  static final int IMAGES = 128;

  /** Rows of parameters: ten chunks. */
  static final int EVENTS = 2048;

  private static final int COLUMNS = 40;

  /** How chunks are compressed. */
  @Param({"BLOSC_ZSTD", "ZLIB", "NONE"})
  public Compression.Codec codec;

  private final float[] scratch = new float[PIXELS];
  private final Reading images = new Reading();
  private final Reading parameters = new Reading();
  private ImageBatch batch;
  private Path readFrom;
  private Hdf5File file;
  private Path writeTo;
  private Hdf5Writer writer;
  private TableOutput imageOutput;
  private TableOutput parameterOutput;

  /** A table of a file, and where its rows go. */
  private static final class Reading {
    private Table rows;
    private int[] members;
    private RowReader reader;

    void open(Hdf5Table table) throws IOException {
      rows = new Table(TableSchema.of(table));
      rows.reset((int) table.rows());
      members = TableSchema.members(table, rows.schema());
      reader = table.reader();
    }

    Object read() throws IOException {
      reader.read(0, rows.rows(), rows, 0, members);
      return rows;
    }
  }

  /** Makes showers and a file of them. */
  @Setup
  public void create() throws IOException {
    batch = ToyImages.batch(ToyCamera.hexagonal(PIXELS), IMAGES, new SplittableRandom(SEED));
    readFrom = Files.createTempFile("bluewake-read", ".h5");
    try (Hdf5Writer out = Hdf5Writer.create(readFrom, compression())) {
      putImages(imageTable(out));
      putParameters(parameterTable(out));
      out.finish();
    }
    file = Hdf5File.open(readFrom);
    images.open(file.table("/images").orElseThrow());
    parameters.open(file.table("/parameters").orElseThrow());
  }

  /** Starts a new file to write to. */
  @Setup(Level.Iteration)
  public void open() throws IOException {
    writeTo = Files.createTempFile("bluewake-write", ".h5");
    writer = Hdf5Writer.create(writeTo, compression());
    imageOutput = imageTable(writer);
    parameterOutput = parameterTable(writer);
  }

  /** Drops the file that was written. */
  @TearDown(Level.Iteration)
  public void drop() throws IOException {
    writer.close();
    Files.delete(writeTo);
  }

  /** Drops the file that was read. */
  @TearDown
  public void close() throws IOException {
    images.reader.close();
    parameters.reader.close();
    file.close();
    Files.delete(readFrom);
  }

  private Compression compression() {
    return new Compression(codec, Compression.DEFAULT.level());
  }

  private static TableOutput imageTable(Hdf5Writer out) {
    Hdf5Type pixels = Hdf5Type.array(Hdf5Type.real(4), List.of(PIXELS));
    List<String> names = List.of("event_id", "image", "peak_time");
    return out.table(
        "/images", Hdf5Type.compound(names, List.of(Hdf5Type.integer(8, true), pixels, pixels)));
  }

  private static TableOutput parameterTable(Hdf5Writer out) {
    List<String> names = new ArrayList<>(List.of("event_id"));
    List<Hdf5Type> types = new ArrayList<>(List.of(Hdf5Type.integer(8, true)));
    for (int c = 0; c < COLUMNS; c++) {
      names.add("parameter" + c);
      types.add(Hdf5Type.real(8));
    }
    return out.table("/parameters", Hdf5Type.compound(names, types));
  }

  private void putImages(TableOutput out) throws IOException {
    for (int row = 0; row < IMAGES; row++) {
      int at = out.begin();
      RowCodec.putLong(out.bytes(), at, row);
      System.arraycopy(batch.charge(), batch.base(row), scratch, 0, PIXELS);
      RowCodec.putFloats(out.bytes(), at + 8, scratch, 0, PIXELS);
      RowCodec.putFloats(
          out.bytes(), at + 8 + 4 * PIXELS, batch.peakTime(), batch.base(row), PIXELS);
      out.end();
    }
  }

  private void putParameters(TableOutput out) throws IOException {
    for (int row = 0; row < EVENTS; row++) {
      int at = out.begin();
      RowCodec.putLong(out.bytes(), at, row);
      for (int c = 0; c < COLUMNS; c++) {
        RowCodec.putDouble(
            out.bytes(), at + 8 + 8 * c, batch.charge(row % IMAGES, row / IMAGES * COLUMNS + c));
      }
      out.end();
    }
  }

  /** Writes rows of images. */
  @Benchmark
  @OperationsPerInvocation(IMAGES)
  public long writeImages() throws IOException {
    putImages(imageOutput);
    return writer.size();
  }

  /** Writes rows of parameters. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long writeParameters() throws IOException {
    putParameters(parameterOutput);
    return writer.size();
  }

  /** Reads rows of images. */
  @Benchmark
  @OperationsPerInvocation(IMAGES)
  public Object readImages() throws IOException {
    return images.read();
  }

  /** Reads rows of parameters. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public Object readParameters() throws IOException {
    return parameters.read();
  }
}
