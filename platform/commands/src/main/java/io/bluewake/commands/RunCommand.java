package io.bluewake.commands;

import picocli.CommandLine.Command;

/**
 * The same as {@code process}; inside Karaf it returns when the run has begun. {@code status} shows
 * it, {@code stop} stops it.
 */
@Command(
    name = "run",
    description = "Process in the background of Karaf: as 'process', watch it with 'status'.")
final class RunCommand extends ProcessCommand {}
