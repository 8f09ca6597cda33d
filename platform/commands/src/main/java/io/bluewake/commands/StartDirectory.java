package io.bluewake.commands;

import io.bluewake.config.Profiles;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where somebody has started Bluewake. Karaf works in its own directory, but names of files that
 * people type are relative to theirs. Known by the system property {@value #PROPERTY} or the
 * environment variable {@value #VARIABLE}, which may hold blanks without harm in a script.
 */
final class StartDirectory {
  private static final String PROPERTY = "bluewake.directory";
  private static final String VARIABLE = "BLUEWAKE_DIRECTORY";
  private static final Set<String> FILES = Set.of("IN", "OUT", "FILE", "MODEL", "DIR");

  private StartDirectory() {}

  private static Optional<Path> known() {
    String text = System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, "")).strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
  }

  /** Where the name of a file begins. */
  static Path resolve(String name) {
    return known().map(directory -> directory.resolve(name)).orElse(Path.of(name));
  }

  /** Makes the names of files among the arguments of a command absolute. */
  static void resolve(CommandSpec command) {
    if (known().isPresent()) {
      for (ArgSpec argument : command.args()) {
        Object value = argument.getValue();
        if (value instanceof Path path) {
          set(argument, resolve(path.toString()));
        } else if (value instanceof String text && !text.isEmpty()) {
          set(argument, resolved(argument, text));
        } else if (value instanceof List<?> many) {
          List<Object> all = new ArrayList<>();
          many.forEach(one -> all.add(one instanceof String s ? resolved(argument, s) : one));
          set(argument, all);
        }
      }
    }
  }

  private static String resolved(ArgSpec argument, String text) {
    String label = argument.paramLabel();
    try {
      if (FILES.contains(label)) {
        return resolve(text).toString();
      }
      boolean profile = label.equals("NAME|FILE") && Profiles.builtIn(text).isEmpty();
      return profile && Files.exists(resolve(text)) ? resolve(text).toString() : text;
    } catch (InvalidPathException e) {
      // Whoever uses it says what is wrong with it.
      return text;
    }
  }

  private static void set(ArgSpec argument, Object value) {
    argument.setValue(value);
  }
}
