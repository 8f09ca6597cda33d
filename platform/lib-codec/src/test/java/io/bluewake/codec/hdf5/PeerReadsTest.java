package io.bluewake.codec.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bluewake.model.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PyTables and h5py read our files, and we read what PyTables has added to them. */
class PeerReadsTest {
  private static final int ROWS = 120_000;

  @TempDir Path directory;

  private static Path python() {
    String peers = System.getProperty("bluewake.peers", System.getenv("BLUEWAKE_PEERS"));
    assumeTrue(peers != null, "no peers: set BLUEWAKE_PEERS");
    Path python = Path.of(peers, "bin", "python");
    assumeTrue(Files.isExecutable(python), "no " + python);
    return python;
  }

  private void run(Path file) throws IOException, InterruptedException {
    Path log = directory.resolve("log");
    String script = Path.of("src/test/resources/hdf5/check_ours.py").toAbsolutePath().toString();
    Process p =
        new ProcessBuilder(python().toString(), script, file.toString(), Integer.toString(ROWS))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(p.waitFor(5, TimeUnit.MINUTES));
    assertEquals(0, p.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
  }

  @Test
  void peersReadOurFileAndWeReadWhatTheyAppend() throws IOException, InterruptedException {
    python();
    for (Compression compression : TestFiles.compressions()) {
      Path file =
          TestFiles.write(directory.resolve(compression.codec() + ".h5"), compression, ROWS);
      run(file);
      try (Hdf5File f = Hdf5File.open(file)) {
        assertEquals(ROWS + 5000, f.tables().get("/data/big").rows());
        assertEquals("y", f.root().attributes().get("CTA NEW").value());
        assertEquals(41L + 20, f.group("/many").orElseThrow().attributes().get("b20").value());
        assertEquals(45, f.group("/groups").orElseThrow().groups().size());
        Table back = TableSchema.readAll(f.tables().get("/data/big"));
        assertEquals(4999, back.getLong(ROWS + 4999, back.schema().column("event_id")));
      }
    }
  }
}
