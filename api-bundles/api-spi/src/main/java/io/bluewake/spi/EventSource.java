package io.bluewake.spi;

import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Open input: a file or a set of files that belong together. Reading has two halves. {@link #read}
 * runs in one thread and does what must be sequential: decompress, find the events, fill their
 * headers, keep the undecoded bytes with the batch. {@link #decode} runs in the workers, on
 * different batches at the same time, and turns those bytes into waveforms or images.
 */
@ConsumerType
public interface EventSource extends AutoCloseable {

  /** The telescopes, restricted to those asked for. */
  Subarray subarray();

  /** What the input holds of each event. */
  Set<DataLevel> levels();

  /** Observations and simulation settings. */
  RunInfo run();

  /**
   * Appends the next events to a cleared batch: at least one, at most {@code limits.events()}, and
   * no further event once {@code limits.bytes()} of waveforms are reached.
   *
   * @return false, with the batch left empty, when there are no more events
   * @throws InputException when the input is broken at this place
   */
  boolean read(EventBatch out, Limits limits) throws IOException;

  /**
   * Fills waveforms ({@link DataLevel#R0}, {@link DataLevel#R1}, {@link DataLevel#DL0}), images or
   * parameters of a batch that {@link #read} has filled, and the true images if there are any. May
   * be called from several threads for different batches, and again for the same batch, with the
   * same result, when a stage has failed. A true image that does not exist is marked as not valid.
   *
   * @param gains the selector of each group of telescopes, used by this call alone; empty if nobody
   *     needs the waveforms
   */
  void decode(EventBatch batch, List<GainSelector> gains) throws IOException;

  /** Distribution of thrown showers, known once {@link #read} has returned false. */
  Optional<Table> showerDistribution();

  /**
   * Further tables about the run for the product, by path: for simulations, what is true of the
   * telescopes and their pixels. Complete once {@link #read} has returned false.
   */
  default Map<String, Table> tables() {
    return Map.of();
  }

  /**
   * What was noticed on the way, for the log and the product: counts by plain text, for example
   * {@code "unknown objects skipped"}. Complete once {@link #read} has returned false.
   */
  Map<String, Long> notices();

  @Override
  void close() throws IOException;

  /**
   * How much one call of {@link #read} may append.
   *
   * @param events largest number of events
   * @param bytes waveform bytes after which no further event is begun
   */
  record Limits(int events, long bytes) {}

  /**
   * What the user asked for.
   *
   * @param telescopes ids of the telescopes to keep; empty for all
   * @param maxEvents largest number of events, -1 for all
   * @param types kinds of events that are wanted, empty for all; a source leaves out others if that
   *     saves work, and may deliver them nevertheless
   */
  record Request(Set<Integer> telescopes, long maxEvents, Set<EventType> types) {
    /** Everything. */
    public static final Request ALL = new Request(Set.of(), -1);

    /** A request for events of all kinds. */
    public Request(Set<Integer> telescopes, long maxEvents) {
      this(telescopes, maxEvents, Set.of());
    }

    /** Whether events of a kind are wanted. */
    public boolean wants(EventType type) {
      return types.isEmpty() || types.contains(type);
    }
  }

  /** How sure a provider is that an input is its own. */
  enum Match {
    /** Not its own. */
    NO,
    /** Only the name looks right. */
    NAME_ONLY,
    /** The content is right. */
    MAGIC
  }

  /**
   * Opens input of one format. This is what a source plug-in registers; several threads may ask.
   */
  @ConsumerType
  interface Provider {
    /**
     * Whether an input is of this format.
     *
     * @param input file or directory
     * @param head its first bytes, at most 4096, decompressed one level if gzip or zstd; empty for
     *     a directory
     */
    Match probe(Path input, byte[] head);

    /**
     * Opens inputs of this format, to be read one after the other as one run.
     *
     * @throws InputException when an input is not readable as this format
     */
    EventSource open(Path input, Request request) throws IOException;

    /**
     * The files that opening an input reads. An input that an earlier one of the same run has
     * covered is left out, so that no event comes twice.
     *
     * @return absolute, normalised paths; the input alone if a source reads no other files
     */
    default Set<Path> files(Path input) throws IOException {
      return Set.of(input.toAbsolutePath().normalize());
    }

    /**
     * Describes an input for the command {@code info}: ordered facts, values are String, Number, or
     * List and Map of such.
     */
    Map<String, Object> describe(Path input) throws IOException;
  }
}
