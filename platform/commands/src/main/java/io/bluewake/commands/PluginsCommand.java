package io.bluewake.commands;

import io.bluewake.config.OptionDescription;
import io.bluewake.config.PipelineForm;
import io.bluewake.config.PluginDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the installed plug-ins and their options. */
@Command(name = "plugins", description = "List what is installed; with a name, also its options.")
final class PluginsCommand extends BluewakeCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Show the options of these plug-ins only, or the plug-ins of a kind.")
  private final List<String> names = new ArrayList<>();

  @Option(names = "--options", description = "Show the options of all plug-ins.")
  private boolean options;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--markdown",
      description = "Print the reference of plug-ins and options as Markdown.")
  private boolean markdown;

  @Override
  int run(Session session) throws UsageException {
    List<PluginDescription> plugins = session.services().plugins().all();
    List<String> others = new ArrayList<>(formNames());
    plugins.forEach(p -> others.add(kind(p)));
    checkNames(names, plugins, others);
    List<PluginDescription> named =
        plugins.stream().filter(p -> names.isEmpty() || names.contains(p.name())).toList();
    List<PluginDescription> shown =
        plugins.stream().filter(p -> named.contains(p) || names.contains(kind(p))).toList();
    if (json) {
      List<Object> all = new ArrayList<>(shown.stream().map(PluginsCommand::json).toList());
      all.addAll(forms(names, names.isEmpty()).stream().map(PluginsCommand::json).toList());
      session.console().out().print(Json.text(all));
      return CommandRunner.DONE;
    }
    if (markdown) {
      session.console().out().print(PluginReference.text(shown, names.isEmpty()));
      return CommandRunner.DONE;
    }
    if (!shown.isEmpty()) {
      printList(session, shown);
    }
    if (options || !names.isEmpty()) {
      List<PluginDescription> explained = options ? shown : named;
      explained.forEach(p -> printOptions(session, p));
      forms(names, options).forEach(form -> printForm(session, form));
    }
    return CommandRunner.DONE;
  }

  private static void printList(Session session, List<PluginDescription> shown) {
    TextTable table = new TextTable("KIND", "NAME", "VERSION", "BUNDLE", "SUMMARY");
    for (PluginDescription p : shown) {
      table.row(kind(p), p.name(), p.version(), p.bundle(), p.summary());
    }
    table.print(session.console().out());
  }

  /** Names of what is configured like plug-ins and is none. */
  static List<String> formNames() {
    return Arrays.stream(PipelineForm.values()).map(PipelineForm::key).toList();
  }

  /** What is configured like plug-ins: that with these names, or all. */
  static List<PipelineForm> forms(List<String> names, boolean all) {
    return Arrays.stream(PipelineForm.values())
        .filter(form -> all && names.isEmpty() || names.contains(form.key()))
        .toList();
  }

  /** Makes sure that there is a plug-in of each name. */
  static void checkNames(List<String> names, List<PluginDescription> plugins, List<String> others)
      throws UsageException {
    for (String name : names) {
      if (!others.contains(name) && plugins.stream().noneMatch(p -> p.name().equals(name))) {
        throw new UsageException(
            "no plug-in '"
                + name
                + "'; there are "
                + plugins.stream().map(PluginDescription::name).distinct().sorted().toList());
      }
    }
  }

  /** The name of the kind in configurations. */
  static String kind(PluginDescription plugin) {
    return switch (plugin.kind()) {
      case INVALID_PIXELS -> "invalidPixels";
      default -> plugin.kind().name().toLowerCase(Locale.ROOT);
    };
  }

  /** Prints the options of a plug-in as a table. */
  static void printOptions(Session session, PluginDescription plugin) {
    printOptions(session, kind(plugin) + " " + plugin.name(), plugin.options());
  }

  /** Prints what can be configured of pipelines beside their plug-ins. */
  static void printForm(Session session, PipelineForm form) {
    printOptions(
        session, form.key() + ": " + form.summary() + ", PID " + form.pid(), form.options());
  }

  private static void printOptions(Session session, String title, List<OptionDescription> options) {
    session.console().out().println();
    session.console().out().println(title);
    if (options.isEmpty()) {
      session.console().out().println("  no options");
      return;
    }
    TextTable table = new TextTable("  OPTION", "DEFAULT", "ALLOWED", "DESCRIPTION");
    for (OptionDescription o : options) {
      table.row("  " + o.name(), o.defaultValue(), allowed(o), o.description());
    }
    table.print(session.console().out());
  }

  /** What an option takes, in words. */
  static String allowed(OptionDescription option) {
    String what =
        option.allowed().isEmpty() ? option.type().words() : String.join(" | ", option.allowed());
    if (option.min().isPresent() || option.max().isPresent()) {
      what +=
          " "
              + (option.min().isPresent() ? number(option.min().getAsDouble()) : "")
              + " .. "
              + (option.max().isPresent() ? number(option.max().getAsDouble()) : "");
    }
    return (option.list() ? "list of " : "") + what;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static Map<String, Object> json(PluginDescription plugin) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", kind(plugin));
    map.put("name", plugin.name());
    map.put("version", plugin.version());
    map.put("bundle", plugin.bundle());
    map.put("pid", plugin.pid());
    map.put("summary", plugin.summary());
    map.put("options", json(plugin.options()));
    return map;
  }

  private static Map<String, Object> json(PipelineForm form) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", "pipeline");
    map.put("name", form.key());
    map.put("pid", form.pid());
    map.put("summary", form.summary());
    map.put("options", json(form.options()));
    return map;
  }

  private static List<Object> json(List<OptionDescription> options) {
    List<Object> list = new ArrayList<>();
    for (OptionDescription o : options) {
      Map<String, Object> option = new LinkedHashMap<>();
      option.put("name", o.name());
      option.put("type", o.type().name().toLowerCase(Locale.ROOT));
      option.put("list", o.list());
      option.put("default", o.defaultValue());
      o.min().ifPresent(v -> option.put("min", v));
      o.max().ifPresent(v -> option.put("max", v));
      if (!o.allowed().isEmpty()) {
        option.put("allowed", o.allowed());
      }
      option.put("description", o.description());
      list.add(option);
    }
    return list;
  }
}
