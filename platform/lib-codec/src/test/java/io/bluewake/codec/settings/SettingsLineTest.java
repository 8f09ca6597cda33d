package io.bluewake.codec.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLineTest {
  private static final NumberKey WHOLE = new NumberKey("n", 1, 9, true);

  @TempDir Path directory;

  @Test
  void commentsAndEmptyLinesDoNotCount() throws Exception {
    List<SettingsLine> lines =
        SettingsLine.parse("f", "# x\n\nkind: 1 # y\n a : b: c \n#\nd\n", "kind");
    assertEquals(
        List.of(new SettingsLine("f: line 4", "a", "b: c"), new SettingsLine("f: line 6", "d", "")),
        lines);
  }

  @Test
  void formatIsThatOfTheFirstLine() {
    assertTrue(SettingsLine.isFormat("#\n kind: 1".getBytes(StandardCharsets.UTF_8), "kind"));
    assertFalse(SettingsLine.isFormat("kinder: 1".getBytes(StandardCharsets.UTF_8), "kind"));
    assertThrows(SettingsException.class, () -> SettingsLine.parse("f", "kind: 2\n", "kind"));
    assertThrows(SettingsException.class, () -> SettingsLine.parse("f", "# nothing\n", "kind"));
  }

  @Test
  void numbersKeepToTheirLimits() throws Exception {
    assertEquals(4, WHOLE.value(new SettingsLine("f", "n", "4")));
    for (String bad : List.of("", "x", "0", "10", "2.5", "NaN")) {
      SettingsException e =
          assertThrows(
              SettingsException.class, () -> WHOLE.value(new SettingsLine("f: line 3", "n", bad)));
      assertTrue(e.getMessage().startsWith("f: line 3: n is a "), e.getMessage());
    }
  }

  @Test
  void filesThatAreNoSettingsAreNamed() throws Exception {
    Path missing = directory.resolve("none");
    assertTrue(
        assertThrows(SettingsException.class, () -> SettingsLine.text(missing))
            .getMessage()
            .endsWith("none: no such file"));
    Path large = Files.write(directory.resolve("large"), new byte[70_000]);
    assertThrows(SettingsException.class, () -> SettingsLine.text(large));
    Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xFF, 1});
    assertThrows(SettingsException.class, () -> SettingsLine.text(binary));
  }
}
