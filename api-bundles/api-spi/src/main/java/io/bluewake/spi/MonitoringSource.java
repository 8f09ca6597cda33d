package io.bluewake.spi;

import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import io.bluewake.model.TelescopeMonitoring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Open monitoring input: what is known over time about each telescope, read once before the first
 * event. Several sources are merged in order of priority.
 */
@ConsumerType
public interface MonitoringSource extends AutoCloseable {
  /**
   * All that the input has about a telescope, with arrays of the telescope's camera.
   *
   * @return {@link TelescopeMonitoring#NONE} when it has nothing; that is no error
   * @throws InputException when the input is broken or is for another camera
   */
  TelescopeMonitoring telescope(Telescope telescope) throws IOException;

  /** What was noticed on the way, counts by plain text, as {@link EventSource#notices()}. */
  Map<String, Long> notices();

  @Override
  void close() throws IOException;

  /**
   * Monitoring data to be written.
   *
   * @param subarray the telescopes
   * @param telescopes what is known of each of them, by layout index
   * @param simulation whether the data are simulated
   * @param observations numbers of the observations
   * @param activity reference metadata: name of the activity, software version, ...
   * @param overwrite whether an existing file may be replaced
   */
  record Product(
      Subarray subarray,
      List<TelescopeMonitoring> telescopes,
      boolean simulation,
      Set<Long> observations,
      Map<String, String> activity,
      boolean overwrite) {}

  /** Opens monitoring input of one format. This is what a monitoring plug-in registers. */
  @ConsumerType
  interface Provider {
    /** Files that the configuration of the plug-in names, in order of priority. */
    List<Path> paths();

    /**
     * Whether an input is of this format and has monitoring data.
     *
     * @param input a file
     * @param head its first bytes, at most 4096, decompressed one level if gzip or zstd
     */
    EventSource.Match probe(Path input, byte[] head);

    /**
     * Opens an input.
     *
     * @param subarray the telescopes of the events
     * @throws InputException when it is not readable as this format
     */
    MonitoringSource open(Path input, Subarray subarray) throws IOException;

    /** Endings of names of files that {@link #write} can make, with the dot; none by default. */
    default Set<String> extensions() {
      return Set.of();
    }

    /**
     * Writes monitoring data. Nothing exists under the final name before everything is written.
     *
     * @param content what is known of each telescope of the subarray, by layout index
     * @throws IOException naming the path, when it exists and must not be replaced, or cannot be
     *     written
     */
    default void write(Path target, Product content) throws IOException {
      throw new IOException(target + ": monitoring data cannot be written in this format");
    }
  }
}
