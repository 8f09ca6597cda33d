package io.bluewake.commands;

import io.bluewake.config.OptionDescription;
import io.bluewake.config.PipelineForm;
import io.bluewake.config.PluginDescription;
import io.bluewake.config.Profiles;
import io.bluewake.runtime.RunningPipeline;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What may come next on a line: options, their values, names and files. */
final class Completion {
  private static final int MOST_FILES = 200;

  private final Session.Services services;

  Completion(Session.Services services) {
    this.services = services;
  }

  /** Whole arguments that start with what there is, in order. */
  List<String> candidates(CommandSpec command, List<String> before, String begun) {
    Set<String> all = new TreeSet<>();
    OptionSpec open = before.isEmpty() ? null : valueOf(command, before.get(before.size() - 1));
    if (begun.startsWith("-")) {
      command.optionsMap().keySet().stream().filter(o -> o.startsWith("--")).forEach(all::add);
    } else if (open != null) {
      ofLabel(open.paramLabel(), begun, all);
    } else {
      positional(command, before, begun, all);
    }
    return all.stream().filter(c -> c.startsWith(begun)).toList();
  }

  /** The option that the next argument belongs to, or null. */
  private static OptionSpec valueOf(CommandSpec command, String argument) {
    OptionSpec option = command.optionsMap().get(argument);
    return option != null && option.arity().max() > 0 && !isFlag(option) ? option : null;
  }

  private static boolean isFlag(OptionSpec option) {
    return option.type() == boolean.class || option.type() == Boolean.class;
  }

  private void positional(CommandSpec command, List<String> before, String begun, Set<String> all) {
    switch (command.name()) {
      case "profile" -> {
        if (before.isEmpty()) {
          all.addAll(List.of("list", "show", "check", "explain", "diff", "plugins"));
        } else {
          all.addAll(Profiles.BUILT_IN);
        }
      }
      case "explain" -> {
        all.addAll(Profiles.BUILT_IN);
        running(all);
      }
      case "stop" -> running(all);
      case "plugins", "describe" -> {
        plugins(all);
        all.addAll(PluginsCommand.formNames());
        if (command.name().equals("plugins")) {
          services.plugins().all().forEach(p -> all.add(PluginsCommand.kind(p)));
        }
      }
      case "try", "why" -> plugins(all);
      default -> files(begun, all);
    }
  }

  private void plugins(Set<String> all) {
    services.plugins().all().forEach(p -> all.add(p.name()));
  }

  private void running(Set<String> all) {
    services.pipelines().running().stream().map(RunningPipeline::name).forEach(all::add);
  }

  private void ofLabel(String label, String begun, Set<String> all) {
    switch (label) {
      case "NAME|FILE" -> {
        all.addAll(Profiles.BUILT_IN);
        files(begun, all);
      }
      case "PATH=VALUE" -> settings(begun, all);
      case "PLUGIN" -> plugins(all);
      case "LEVEL" -> all.addAll(List.of("dl1", "dl2"));
      case "N", "SIZE", "LIST" -> {
        // Numbers are for the user to choose.
      }
      default -> files(begun, all);
    }
  }

  /** Paths of options as {@code --set} takes them, once an option is whole its values. */
  private void settings(String begun, Set<String> all) {
    for (OptionDescription o : PipelineForm.ENGINE.options()) {
      setting("engine." + o.name() + "=", o, begun, all);
    }
    for (PluginDescription p : services.plugins().catalog().plugins()) {
      String kind = PluginsCommand.kind(p);
      String choice = kind + ".plugin=";
      all.add(begun.startsWith(choice) ? choice + p.name() : choice);
      for (OptionDescription o : p.options()) {
        boolean list = List.of("parameters", "reconstruct", "write").contains(kind);
        setting(kind + "." + (list ? p.name() + "." : "") + o.name() + "=", o, begun, all);
      }
    }
  }

  private static void setting(String path, OptionDescription o, String begun, Set<String> all) {
    if (!begun.startsWith(path)) {
      all.add(path);
    } else if (o.type() == OptionDescription.Type.BOOLEAN) {
      all.addAll(List.of(path + "true", path + "false"));
    } else {
      o.allowed().forEach(value -> all.add(path + value));
    }
  }

  private static void files(String begun, Set<String> all) {
    try {
      int slash = begun.lastIndexOf('/');
      String folder = slash < 0 ? "" : begun.substring(0, slash + 1);
      List<String> found = new ArrayList<>();
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(StartDirectory.resolve(folder.isEmpty() ? "." : folder))) {
        for (Path file : files) {
          String name = folder + file.getFileName();
          if (name.startsWith(begun) && found.size() < MOST_FILES) {
            found.add(Files.isDirectory(file) ? name + "/" : name);
          }
        }
      }
      all.addAll(found);
    } catch (IOException | InvalidPathException e) {
      // Nothing to offer where nothing can be read.
      all.remove("");
    }
  }
}
