package io.bluewake.commands;

import io.bluewake.config.PluginDescription;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Everything about plug-ins of a name. */
@Command(
    name = "describe",
    description = "Describe a plug-in: bundle, versions, options, and whether it can be used.")
final class DescribeCommand extends BluewakeCommand {
  @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of plug-ins.")
  private final List<String> names = new ArrayList<>();

  @Override
  int run(Session session) throws UsageException {
    List<PluginDescription> all = session.services().plugins().all();
    PluginsCommand.checkNames(names, all, PluginsCommand.formNames());
    String gap = "";
    for (PluginDescription plugin : all) {
      if (names.contains(plugin.name())) {
        session.console().out().print(gap);
        describe(session, plugin);
        gap = System.lineSeparator();
      }
    }
    PluginsCommand.forms(names, false).forEach(form -> PluginsCommand.printForm(session, form));
    return CommandRunner.DONE;
  }

  private static void describe(Session session, PluginDescription plugin) {
    new TextTable(PluginsCommand.kind(plugin), plugin.name())
        .row("summary", plugin.summary())
        .row("bundle", plugin.bundle() + " " + plugin.version())
        .row("configuration", plugin.pid())
        .row("state", session.services().diagnosis().state(plugin))
        .print(session.console().out());
    PluginsCommand.printOptions(session, plugin);
  }
}
