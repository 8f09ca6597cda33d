package io.bluewake.commands;

import io.bluewake.config.OptionDescription;
import io.bluewake.config.PipelineForm;
import io.bluewake.config.PluginDescription;
import java.util.List;

/** The reference of plug-ins and their options, in Markdown. */
final class PluginReference {
  private PluginReference() {}

  /**
   * The text.
   *
   * @param plugins what to describe, in order of kinds
   * @param whole whether to describe the engine as well, under a title
   */
  static String text(List<PluginDescription> plugins, boolean whole) {
    StringBuilder out = new StringBuilder();
    if (whole) {
      out.append(
          """
          # Plug-ins and options

          Made from the descriptions that the bundles carry, with `bluewake plugins --markdown`. In profiles and in `--set` an option is
          `SECTION.OPTION`, for some telescopes `SECTION.for.PATTERN.OPTION`; in sections that hold a list it is `SECTION.PLUGIN.OPTION`.
          `source`, `gain`, `calibrate`, `extract`, `invalidPixels`, `clean` hold one plug-in; `modify`, `parameters`, `muons`, `pointing`, `reconstruct`, `write` a list.

          ## pipeline

          In profiles `engine`, `imageQuality`, and `quality` of a reconstruction; in Config Admin configurations like those of plug-ins,
          which hold for runs that begin after them.
          """);
      for (PipelineForm form : PipelineForm.values()) {
        out.append("\n### ").append(form.key()).append("\n\n").append(form.summary());
        out.append(". PID `").append(form.pid()).append("`.\n\n");
        options(form.options(), out);
      }
    }
    String kind = "";
    for (PluginDescription plugin : plugins) {
      if (!PluginsCommand.kind(plugin).equals(kind)) {
        kind = PluginsCommand.kind(plugin);
        out.append("\n## ").append(kind).append('\n');
      }
      out.append("\n### ").append(kind).append(' ').append(plugin.name()).append("\n\n");
      out.append(plugin.summary()).append(". Bundle `").append(plugin.bundle());
      out.append("`, PID `").append(plugin.pid()).append("`.\n\n");
      options(plugin.options(), out);
    }
    return out.toString();
  }

  private static void options(List<OptionDescription> options, StringBuilder out) {
    if (options.isEmpty()) {
      out.append("No options.\n");
      return;
    }
    out.append("| option | default | allowed | |\n|---|---|---|---|\n");
    for (OptionDescription o : options) {
      out.append("| `").append(o.name()).append("` | `").append(o.defaultValue()).append("` | ");
      out.append(cell(PluginsCommand.allowed(o))).append(" | ").append(cell(o.description()));
      out.append(" |\n");
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
