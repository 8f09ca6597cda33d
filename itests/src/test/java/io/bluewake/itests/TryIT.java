package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plug-ins of every kind that can be compared, tried against themselves and against others. */
class TryIT {
  @TempDir Path directory;

  private static final String ALL_EQUAL = "(?s).*\\R(\\d+) \\w+s, equal in \\1\\R.*";

  private CommandLine.Ended attempt(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("try", "--events", "60"));
    all.addAll(List.of(arguments));
    CommandLine.Ended ended = CommandLine.run(directory, all.toArray(String[]::new));
    assertEquals(0, ended.code(), ended.err());
    return ended;
  }

  @ParameterizedTest
  @CsvSource({
    "threshold, gain.thresholdAdc=400, pixels of low gain",
    "camera, calibrate.scale=1.5, waveform sample",
    "neighbor-peak-window-sum, extract.windowWidth=3, peak time",
    "tailcuts, clean.picturePe=20, pixels kept"
  })
  void optionsOfTheSecondMakeADifferenceAndNothingElse(String plugin, String set, String value)
      throws Exception {
    String same = attempt(plugin, "--against", plugin).out();
    String other = attempt(plugin, "--against", plugin, "--against-set", set).out();

    assertTrue(same.contains(value), same);
    assertTrue(same.matches(ALL_EQUAL), same);
    assertFalse(other.matches(ALL_EQUAL), other);
  }

  @ParameterizedTest
  @CsvSource({
    "neighbor-average, neighbor-average, charge",
    "timing, timing, timing_slope",
    "hillas-intersection, hillas, core_x"
  })
  void pluginsWithOtherInputsAreComparedToo(String plugin, String against, String value)
      throws Exception {
    String out = attempt(plugin, "--against", against).out();

    assertTrue(out.contains(value), out);
    assertFalse(out.contains("\n0 "), out);
  }

  @Test
  void whatCannotBeComparedIsRefusedInOneLine() throws Exception {
    for (String[] pair :
        new String[][] {
          {"eventio", "toy", "two sources do not read the same file"},
          {"tailcuts", "hillas", "do different things"},
        }) {
      CommandLine.Ended ended = CommandLine.run(directory, "try", pair[0], "--against", pair[1]);

      assertEquals(2, ended.code());
      assertEquals(1, ended.complaints().size(), ended.err());
      assertTrue(ended.err().contains(pair[2]), ended.err());
    }
  }
}
