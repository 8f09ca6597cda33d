package io.bluewake.spi;

import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A product being written. Batches arrive in order from one thread. Nothing exists under the final
 * name before {@link #commit}; {@link #close} without commit removes what was written.
 */
@ConsumerType
public interface ProductWriter extends AutoCloseable {
  /** Appends the rows of a batch. The batch may be reused when this returns. */
  void write(EventBatch batch) throws IOException;

  /**
   * Writes what is known only at the end, so that {@link #commit} has nothing left to do but to
   * give the product its final name. All products of a run are prepared before the first is
   * committed. By default nothing is done before the commit.
   */
  default void prepare(Ending ending) throws IOException {}

  /**
   * Gives the product its final name, after writing what is known only at the end unless {@link
   * #prepare} has done so.
   */
  void commit(Ending ending) throws IOException;

  /**
   * Takes back a commit because another product of the run could not be committed: what was under
   * the final name before is there again. By default the product stays.
   */
  default void withdraw() throws IOException {}

  @Override
  void close() throws IOException;

  /**
   * What is known before the first event.
   *
   * @param subarray the telescopes
   * @param run observations and simulation settings
   * @param levels what the product is to contain
   * @param trueImages whether true images are to be written with the images
   * @param parameters columns of the image parameters
   * @param trueParameters columns of the true image parameters, or none
   * @param muons columns of the muon parameters, or none
   * @param configuration the resolved configuration as text
   * @param activity reference metadata: name of the activity, its id, software version, ...
   * @param overwrite whether an existing product may be replaced
   */
  record Header(
      Subarray subarray,
      RunInfo run,
      Set<DataLevel> levels,
      boolean trueImages,
      Schema parameters,
      Schema trueParameters,
      Schema muons,
      String configuration,
      Map<String, String> activity,
      boolean overwrite) {}

  /**
   * What is known after the last event.
   *
   * @param tables further tables by path, in order: cut flows, shower distribution
   * @param provenance which software computed which batches, in order
   * @param notices what the source noticed
   */
  record Ending(
      Map<String, Table> tables, List<ProvenanceSegment> provenance, Map<String, Long> notices) {}

  /** Opens products of one format. This is what a writer plug-in registers. */
  @ConsumerType
  interface Provider {
    /** Ending of file names of this format, with the dot. */
    Set<String> extensions();

    /**
     * Starts a product.
     *
     * @throws IOException naming the path, when it exists without {@code overwrite} or cannot be
     *     written
     */
    ProductWriter open(Path target, Header header) throws IOException;

    /**
     * Merges products of this format into one.
     *
     * @param inputs products of one data model and one subarray, each observation once
     * @param target the result
     * @param options which groups to keep, by name
     * @param overwrite whether an existing product may be replaced
     * @return facts for the user: rows per table
     */
    Map<String, Long> merge(
        List<Path> inputs, Path target, Map<String, String> options, boolean overwrite)
        throws IOException;
  }
}
