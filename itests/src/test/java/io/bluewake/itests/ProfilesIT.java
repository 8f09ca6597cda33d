package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three profiles on one input, and what their documentation says. */
class ProfilesIT {
  private static final List<String> PROFILES = List.of("sag", "cat-b", "cat-c");
  private static final Pattern PLUGIN =
      Pattern.compile("\"slot\": \"([a-zA-Z]+)/[^\"]*\",\\s*\"plugin\": \"([^\"]+)\"");

  @TempDir Path directory;

  private String record(String profile, Path input) throws IOException, InterruptedException {
    CommandLine.Ended ended =
        CommandLine.run(
            directory,
            "process",
            "-i",
            input.toString(),
            "-o",
            profile + ".h5",
            "--profile",
            profile,
            "--provenance",
            profile + ".json");
    assertEquals(0, ended.code(), ended.err());
    return Files.readString(directory.resolve(profile + ".json"));
  }

  private void differOn(Path input) throws IOException, InterruptedException {
    Set<Set<String>> plugins = new HashSet<>();
    Set<Object> products = new HashSet<>();
    for (String profile : PROFILES) {
      Set<String> used = new TreeSet<>();
      Matcher matcher = PLUGIN.matcher(record(profile, input));
      while (matcher.find()) {
        used.add(matcher.group(1) + " " + matcher.group(2));
      }
      assertTrue(used.contains("clean tailcuts"), used.toString());
      plugins.add(used);
      products.add(Products.contents(directory.resolve(profile + ".h5")));
    }
    assertEquals(PROFILES.size(), plugins.size(), plugins.toString());
    assertEquals(PROFILES.size(), products.size());
  }

  @Test
  void profilesComputeMadeUpShowersWithDifferentPlugIns() throws Exception {
    differOn(CommandLine.toy(directory, 10));
  }

  @Test
  void profilesComputeARealShowerWithDifferentPlugIns() throws Exception {
    differOn(SharedData.file("simtel/history_meta_75.simtel.zst"));
  }

  @Test
  void documentedDifferencesAreThoseOfTheProfiles() throws Exception {
    String documented =
        Files.readString(Path.of(System.getProperty("bluewake.root"), "docs/profiles.md"));
    for (List<String> pair : List.of(List.of("sag", "cat-b"), List.of("cat-b", "cat-c"))) {
      CommandLine.Ended ended =
          CommandLine.run(directory, "profile", "diff", pair.get(0), pair.get(1));
      assertEquals(0, ended.code(), ended.err());
      assertTrue(
          documented.contains("```\n" + ended.out().strip() + "\n```\n"),
          "docs/profiles.md is not current, it should have:\n" + ended.out());
    }
  }
}
