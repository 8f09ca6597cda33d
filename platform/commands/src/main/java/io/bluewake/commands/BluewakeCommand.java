package io.bluewake.commands;

import picocli.CommandLine.Option;

/** What all commands have in common. */
abstract class BluewakeCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this text.")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  boolean version;

  @Option(names = "--quiet", description = "Print nothing but results and errors.")
  boolean quiet;

  @Option(
      names = "--log-file",
      paramLabel = "FILE",
      description = "Write times, the resolved configuration and stack traces to a file.")
  String logFile = "";

  @Option(
      names = "--provenance",
      paramLabel = "FILE",
      description = "Write a record of the command and how it ended to a file, as JSON.")
  String provenance = "";

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "Heap of the command line's process, for example 1g; no effect in Karaf.")
  String memory = "";

  /**
   * Does the work.
   *
   * @return exit code
   * @throws Exception what goes wrong; the caller turns it into one line and an exit code
   */
  abstract int run(Session session) throws Exception;
}
