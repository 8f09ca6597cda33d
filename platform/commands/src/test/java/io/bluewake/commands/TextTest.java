package io.bluewake.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTest {
  @TempDir Path directory;

  @Test
  void jsonHoldsNumbersTextsListsAndMaps() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", 1L);
    map.put("b", List.of(1.5, true));
    map.put("c", "x\"\\\n\u0001");
    map.put("d", Double.NaN);
    map.put("e", List.of());

    assertEquals(
        """
        {
          "a": 1,
          "b": [
            1.5,
            true
          ],
          "c": "x\\"\\\\\\u000a\\u0001",
          "d": null,
          "e": []
        }
        """,
        Json.text(map));
  }

  @Test
  void errorsOfFilesAreWordsWithoutClassNames() {
    assertEquals("a/b: no such file or directory", OneLine.of(new NoSuchFileException("a/b")));
    assertEquals("a: permission denied", OneLine.of(new AccessDeniedException("a")));
    assertEquals(
        "a: No space left on device",
        OneLine.of(new FileSystemException("a", null, "No space left on device")));
    assertEquals("what happened", OneLine.of(new IOException("what happened")));
  }

  @Test
  void errorsAreOneLineWhateverTheirMessage() {
    assertEquals("a; b; c", OneLine.of(new IOException("a\n  b\r\nc")));
    assertTrue(OneLine.of(new IllegalStateException("x")).startsWith("internal error: "));
    assertTrue(OneLine.of(new OutOfMemoryError("heap")).contains("--memory"));
  }

  @Test
  void tablesAlignTheirColumns() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    new TextTable("NAME", "N", "TEXT")
        .row("a", 10, "one")
        .row("longer", 2, "")
        .print(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    assertEquals(
        List.of("NAME    N   TEXT", "a       10  one", "longer  2"),
        bytes.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void recordsSayHowACommandEnded() throws IOException {
    RunRecord record = new RunRecord("1.2.3", List.of("process", "-i", "a b"));
    record.ended(CommandRunner.INTERRUPTED, "cancelled");
    Path file = directory.resolve("record.json");

    record.write(file);

    String text = Files.readString(file);
    assertTrue(text.contains("\"status\": \"interrupted\""), text);
    assertTrue(text.contains("\"exitCode\": 130"), text);
    assertTrue(text.contains("\"a b\""), text);
    assertFalse(Files.exists(directory.resolve("record.json.part")));
  }

  @Test
  void logsKeepStackTracesWithTheirCauses() throws IOException {
    Path file = directory.resolve("log.txt");
    try (RunLog log = RunLog.to(file)) {
      log.trace(new IOException("outer", new IllegalStateException("inner")));
    }

    String text = Files.readString(file);
    assertTrue(text.contains("java.io.IOException: outer"), text);
    assertTrue(text.contains("Caused by: java.lang.IllegalStateException: inner"), text);
    assertTrue(text.contains("\tat "), text);
  }
}
