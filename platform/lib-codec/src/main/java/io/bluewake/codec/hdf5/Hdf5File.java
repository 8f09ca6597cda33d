package io.bluewake.codec.hdf5;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An HDF5 file opened for reading: the tree of groups and tables is read at once, rows on demand.
 * Reads what PyTables, h5py with its default settings, and {@link Hdf5Writer} make of
 * one-dimensional tables of compound rows; other data sets are left out. Several threads may read.
 */
public final class Hdf5File implements AutoCloseable {
  static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private final FileBytes bytes;
  private final Hdf5Group root;
  private final Map<String, Hdf5Table> tables = new LinkedHashMap<>();

  private Hdf5File(FileBytes bytes) throws IOException {
    this.bytes = bytes;
    root = new TreeReader(bytes).read();
    collect(root);
  }

  /** Opens a file. */
  public static Hdf5File open(Path file) throws IOException {
    return open(FileBytes.open(file));
  }

  /** Reads a file that is in memory. */
  public static Hdf5File of(String name, byte[] content) throws IOException {
    return open(FileBytes.of(name, content));
  }

  private static Hdf5File open(FileBytes bytes) throws IOException {
    boolean good = false;
    try {
      Hdf5File made = new Hdf5File(bytes);
      good = true;
      return made;
    } finally {
      if (!good) {
        bytes.close();
      }
    }
  }

  /** Whether a file starts as HDF5 files do. */
  public static boolean isHdf5(byte[] head) {
    if (head.length < SIGNATURE.length) {
      return false;
    }
    for (int i = 0; i < SIGNATURE.length; i++) {
      if (head[i] != SIGNATURE[i]) {
        return false;
      }
    }
    return true;
  }

  private void collect(Hdf5Group group) {
    for (Hdf5Table t : group.tables().values()) {
      tables.put(t.path(), t);
    }
    group.groups().values().forEach(this::collect);
  }

  /** Name of the file. */
  public String name() {
    return bytes.name();
  }

  /** The top. */
  public Hdf5Group root() {
    return root;
  }

  /** All tables by absolute path. */
  public Map<String, Hdf5Table> tables() {
    return tables;
  }

  /** The table at an absolute path. */
  public Optional<Hdf5Table> table(String path) {
    return Optional.ofNullable(tables.get(path));
  }

  /** The group at an absolute path. */
  public Optional<Hdf5Group> group(String path) {
    Hdf5Group at = root;
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        at = at.groups().get(part);
        if (at == null) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(at);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
