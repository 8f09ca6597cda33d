package io.bluewake.engine;

import io.bluewake.model.DataLevel;
import io.bluewake.spi.ProductWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A product to be written.
 *
 * @param name short name, for threads and messages
 * @param provider opens it
 * @param target its final path
 * @param levels what it is to contain
 * @param trueImages whether true images are to be written with the images
 * @param configuration the resolved configuration as text
 * @param activity reference metadata
 * @param overwrite whether an existing product may be replaced
 * @param writtenBy what the provider is, for provenance
 */
public record Product(
    String name,
    ProductWriter.Provider provider,
    Path target,
    Set<DataLevel> levels,
    boolean trueImages,
    String configuration,
    Map<String, String> activity,
    boolean overwrite,
    Optional<ServiceIdentity> writtenBy) {

  /** A product of a writer that was made in plain Java, outside a container. */
  public Product(
      String name,
      ProductWriter.Provider provider,
      Path target,
      Set<DataLevel> levels,
      boolean trueImages,
      String configuration,
      Map<String, String> activity,
      boolean overwrite) {
    this(
        name,
        provider,
        target,
        levels,
        trueImages,
        configuration,
        activity,
        overwrite,
        Optional.empty());
  }

  /** Keeps copies. */
  public Product {
    levels = Set.copyOf(levels);
    activity = Map.copyOf(activity);
  }
}
