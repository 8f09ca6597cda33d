package io.bluewake.source.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Products of ctapipe, read and written again: the same tables, which ctapipe accepts. */
class ReferenceRewriteTest {
  /** Order of cameras and optics of one name is not fixed in ctapipe's own files. */
  private static final String IGNORE = "/configuration/(bluewake|instrument)/.*";

  @TempDir Path directory;

  private static List<Path> files() throws IOException {
    Path data = Path.of(System.getProperty("bluewake.data", "")).resolve("reference");
    assumeTrue(Files.isDirectory(data), "no reference files");
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(p -> p.toString().endsWith(".h5")).sorted().toList();
    }
  }

  @Test
  void everyProductOfCtapipeComesOutTheSame() throws IOException {
    int n = 0;
    for (Path file : files()) {
      Path again = directory.resolve(file.getFileName());
      Rewrite.run(file, again, "7.6.0");
      Products.assertSame(file, again, IGNORE);
      n++;
    }
    assertTrue(n > 20, n + " files");
  }

  @Test
  void ctapipeTakesOurProducts() throws IOException, InterruptedException {
    String peers = System.getProperty("bluewake.peers", System.getenv("BLUEWAKE_PEERS"));
    assumeTrue(peers != null, "no peers: set BLUEWAKE_PEERS");
    Path python = Path.of(peers, "bin", "python");
    assumeTrue(Files.isExecutable(python), "no " + python);
    List<Path> found =
        files().stream()
            .filter(p -> p.getFileName().toString().matches("gamma_prod6.*dl2.h5"))
            .toList();
    assumeTrue(!found.isEmpty());
    Path one = directory.resolve("one.h5");
    Path two = directory.resolve("two.h5");
    Path old = directory.resolve("old.h5");
    Rewrite.run(found.get(0), one, "7.6.0");
    Rewrite.run(found.get(0), old, "7.1.0");
    Products.renumber(one, two, 100);
    Path merged = directory.resolve("merged.h5");
    Rewrite.writer("7.6.0").merge(List.of(one, two), merged, Map.of(), false);

    List<String> command = new ArrayList<>(List.of(python.toString()));
    command.add(Path.of("src/test/resources/check_ctapipe.py").toAbsolutePath().toString());
    command.add(directory.toString());
    Path log = directory.resolve("log");
    Process p =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(p.waitFor(10, TimeUnit.MINUTES));
    assertEquals(0, p.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
  }
}
