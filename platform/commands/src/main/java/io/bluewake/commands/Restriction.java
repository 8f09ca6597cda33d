package io.bluewake.commands;

import io.bluewake.config.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Keeps a command of a restricted user to the directories of that user. */
final class Restriction {
  private static final Set<String> WRITTEN = Set.of("--output", "--log-file", "--provenance");
  private static final Set<String> READ = Set.of("IN", "FILE", "MODEL", "DIR");

  private Restriction() {}

  /**
   * Looks at every argument that is, or could be, the name of a file.
   *
   * @throws IOException naming the first one that is not allowed
   */
  static void check(ParseResult parsed, FileRoots roots) throws IOException {
    for (ArgSpec argument : parsed.matchedArgs()) {
      List<String> values = values(argument);
      if (argument instanceof OptionSpec option && isWritten(option)) {
        for (String value : values) {
          roots.checkWrite(value);
        }
      } else if (isProfile(argument)) {
        checkProfiles(values);
      } else {
        boolean names = READ.contains(argument.paramLabel()) || argument.type() == Path.class;
        for (String value : values) {
          checkValue(value, names, roots);
        }
      }
    }
  }

  /** What the command will use, with names of files where they really begin. */
  private static List<String> values(ArgSpec argument) {
    Object value = argument.getValue();
    return value instanceof Collection<?> many
        ? many.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  private static boolean isWritten(OptionSpec option) {
    return List.of(option.names()).stream().anyMatch(WRITTEN::contains);
  }

  private static boolean isProfile(ArgSpec argument) {
    return "NAME|FILE".equals(argument.paramLabel());
  }

  /** A profile may extend any other file, so that only the built-in ones are left. */
  private static void checkProfiles(List<String> values) throws IOException {
    for (String value : values) {
      if (Profiles.builtIn(value).isEmpty() && isPath(value)) {
        throw new IOException(value + ": you may use the built-in profiles " + Profiles.BUILT_IN);
      }
    }
  }

  private static void checkValue(String value, boolean isName, FileRoots roots) throws IOException {
    if (isName) {
      roots.checkRead(value);
      return;
    }
    // An option of a plug-in can be the name of a file.
    String right = value.substring(value.indexOf('=') + 1);
    if (isPath(right)) {
      roots.checkRead(right);
    }
  }

  private static boolean isPath(String text) {
    return text.contains("/")
        || text.contains("\\")
        || text.indexOf('\0') >= 0
        || (!text.isEmpty() && Files.exists(StartDirectory.resolve(text)));
  }
}
