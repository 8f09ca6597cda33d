package io.bluewake.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds profiles, built-in or in files, and follows what they extend. */
public final class Profiles {
  /** Names of the profiles that are always there. */
  public static final List<String> BUILT_IN =
      List.of(
          "base",
          "cat-b",
          "cat-c",
          "sag",
          "cat-b-nsb",
          "calibrate-flatfield",
          "calibrate-muon",
          "calibrate-pedestal",
          "calibrate-variance",
          "pointing");

  private static final String SUFFIX = ".yaml";
  private static final int DEEPEST = 20;

  private Profiles() {}

  /**
   * The text of a built-in profile, or nothing when there is none with this name.
   *
   * @param name with or without {@code .yaml}
   */
  public static Optional<String> builtIn(String name) {
    String plain = plain(name);
    if (!BUILT_IN.contains(plain)) {
      return Optional.empty();
    }
    try (InputStream in = Profiles.class.getResourceAsStream("profiles/" + plain + SUFFIX)) {
      if (in == null) {
        throw new IllegalStateException("built-in profile " + plain + " is not packaged");
      }
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("built-in profile " + plain + " cannot be read", e);
    }
  }

  /** Whether a value comes from a profile that every user has. */
  static boolean isBuiltIn(Origin origin) {
    return origin.file().endsWith(SUFFIX) && BUILT_IN.contains(plain(origin.file()));
  }

  private static String plain(String name) {
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  /** The documents of a profile and of what it extends, the first one extended first. */
  static List<Item> load(String name) throws ConfigException {
    List<Item> chain = new ArrayList<>();
    load(name, Optional.empty(), Optional.empty(), chain, new ArrayList<>());
    return chain;
  }

  private static void load(
      String name,
      Optional<Path> folder,
      Optional<Origin> from,
      List<Item> chain,
      List<String> visited)
      throws ConfigException {
    Optional<String> builtIn = name.contains("/") ? Optional.empty() : builtIn(name);
    Optional<Path> path =
        builtIn.isPresent() ? Optional.empty() : Optional.of(find(name, folder, from));
    String key = path.map(p -> p.toAbsolutePath().normalize().toString()).orElse(plain(name));
    if (visited.contains(key) || visited.size() >= DEEPEST) {
      throw ConfigException.at(
          from.orElse(new Origin(name, 0)), "extends", "'" + name + "' extends itself");
    }
    visited.add(key);
    String label = path.map(Path::toString).orElse(plain(name) + SUFFIX);
    String text = path.isPresent() ? read(path.get()) : builtIn.get();
    Item document = new YamlReader(label, true).read(text);
    if (document instanceof Item.Mapping mapping && mapping.entries().containsKey("extends")) {
      Item.Entry parent = mapping.entries().get("extends");
      if (!(parent.value() instanceof Item.Scalar scalar) || scalar.value() == null) {
        throw ConfigException.at(
            parent.origin(), "extends", "expected one profile, not " + parent.value().words());
      }
      load(
          scalar.text(),
          path.map(Path::toAbsolutePath).map(Path::getParent),
          Optional.of(parent.origin()),
          chain,
          visited);
    }
    chain.add(document);
  }

  private static Path find(String name, Optional<Path> folder, Optional<Origin> from)
      throws ConfigException {
    try {
      Path path = folder.map(f -> f.resolve(name)).orElse(Path.of(name));
      if (Files.isRegularFile(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw missing(name, from);
    }
    throw missing(name, from);
  }

  private static ConfigException missing(String name, Optional<Origin> from) {
    String problem =
        "no profile '"
            + name
            + "': neither a file nor one of the built-in "
            + BUILT_IN
            + Suggestion.of(name, BUILT_IN);
    return from.map(o -> ConfigException.at(o, "extends", problem))
        .orElse(new ConfigException(problem));
  }

  private static String read(Path path) throws ConfigException {
    try {
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new ConfigException(path + ": not a text file (UTF-8)");
    } catch (IOException e) {
      throw new ConfigException(path + ": cannot be read: " + e.getMessage());
    }
  }
}
