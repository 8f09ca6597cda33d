package io.bluewake.writer.zfits;

import io.bluewake.codec.zfits.BlockEncoder;
import io.bluewake.codec.zfits.ZfitsOutput;
import io.bluewake.codec.zfits.ZfitsTableOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** What one writer of an observation writes: rows of one table, over a sequence of files. */
final class Stream implements AutoCloseable {
  /** Writes the tables before the rows and begins the table of rows. */
  @FunctionalInterface
  interface Head {
    /** Begins a file. */
    ZfitsTableOutput begin(ZfitsOutput file) throws IOException;
  }

  private final IntFunction<Path> names;
  private final Head head;
  private final Map<String, String> facts;
  private final BlockEncoder encoder;
  private final int chunkRows;
  private ZfitsOutput file;
  private ZfitsTableOutput table;
  private int chunk;

  /**
   * Prepares a stream.
   *
   * @param names name of each file
   * @param facts for the primary headers
   * @param chunkRows rows of a file, 0 for all
   */
  Stream(
      IntFunction<Path> names,
      Head head,
      Map<String, String> facts,
      BlockEncoder encoder,
      int chunkRows) {
    this.names = names;
    this.head = head;
    this.facts = facts;
    this.encoder = encoder;
    this.chunkRows = chunkRows;
  }

  /** Opens the file of the next row. Columns of the row are set after this. */
  void ready() throws IOException {
    if (table != null && chunkRows > 0 && table.rows() == chunkRows) {
      close();
      chunk++;
    }
    if (table == null) {
      Path path = names.apply(chunk);
      Files.createDirectories(path.getParent());
      Map<String, String> primary = new LinkedHashMap<>(facts);
      primary.put("CHUNK_ID", Integer.toString(chunk));
      file = ZfitsOutput.create(path, encoder, primary, Map.of());
      table = head.begin(file);
    }
  }

  void endRow() throws IOException {
    table.endRow();
  }

  /** Completes the file. */
  @Override
  public void close() throws IOException {
    if (file != null) {
      ZfitsOutput closing = file;
      file = null;
      table = null;
      closing.close();
    }
  }

  /** Closes the file as it is. */
  void abandon() throws IOException {
    if (file != null) {
      file.abandon();
      file = null;
      table = null;
    }
  }
}
