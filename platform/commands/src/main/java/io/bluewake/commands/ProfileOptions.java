package io.bluewake.commands;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The configuration of commands that use plug-ins. */
final class ProfileOptions {
  @Option(
      names = "--profile",
      paramLabel = "NAME|FILE",
      description = "Profile; several are applied in order. Default: cat-c.")
  List<String> profiles = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set one value, for example clean.picturePe=8; wins over profiles.")
  List<String> sets = new ArrayList<>();
}
