package io.bluewake.commands;

import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.runtime.InputPaths;
import io.bluewake.runtime.PointingMeasurement;
import io.bluewake.spi.InputException;
import io.bluewake.spi.MonitoringSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures where telescopes really look. */
@Command(
    name = "pointing",
    description =
        "Measure where telescopes really look, from stars in the pedestal variances of 'calibrate',"
            + " or fit bending models to many such measurements, as monitoring data for 'process"
            + " --monitoring'.")
final class PointingCommand extends BluewakeCommand {
  private static final double ARCSEC = 3600;

  @Option(
      names = {"-i", "--input"},
      required = true,
      paramLabel = "IN",
      description = "Events of the observation: telescopes, place and reported pointing.")
  String input = "";

  @Option(
      names = "--monitoring",
      required = true,
      paramLabel = "FILE",
      description =
          "Monitoring data: pedestal variances, drive positions, bending, star guider. May be given"
              + " several times; the first that has something counts.")
  List<String> monitoring = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = "Monitoring data about pointing, .h5: what was known and what was measured.")
  Path output;

  @Option(
      names = "--bending",
      description =
          "Fit a bending model of each telescope to the star positions in all files of --monitoring,"
              + " which are products of this command; also to those of star guiders.")
  boolean bending;

  @Option(
      names = "--profile",
      paramLabel = "NAME|FILE",
      description = "What measures. Default: pointing.")
  String profile = "pointing";

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set one value, for example sense.stars.psfDeg=0.03. May be repeated.")
  List<String> sets = new ArrayList<>();

  @Option(names = "--overwrite", description = "Replace an existing product.")
  boolean overwrite;

  @Override
  int run(Session session) throws Exception {
    session.record().files("outputs", List.of(output));
    List<String> all = new ArrayList<>(sets);
    if (bending) {
      all.add(0, "sense=bending");
    }
    session.services().pipelines().checkMonitoring(output, List.of(profile), all, overwrite);
    Path first = InputPaths.expand(List.of(input)).get(0);
    session.record().files("inputs", List.of(first));
    PointingMeasurement found =
        session.services().pipelines().measurePointing(first, monitoring, List.of(profile), all);
    boolean any = false;
    for (String name : found.series()) {
      any |=
          name.equals(TelescopeMonitoring.BENDING_TERMS)
              ? reportTerms(session, found)
              : report(session, found, name);
    }
    if (!any) {
      throw new InputException(
          monitoring.get(0)
              + (bending
                  ? ": no bending model, as no term is determined: too few positions of stars, or none"
                  : ": no stars found in the pedestal variances of any telescope"));
    }
    session
        .services()
        .pipelines()
        .writeMonitoring(
            output,
            List.of(profile),
            all,
            new MonitoringSource.Product(
                found.subarray(),
                found.telescopes(),
                found.simulation(),
                found.observations(),
                session.activity("pointing"),
                overwrite));
    return CommandRunner.DONE;
  }

  /** Prints the means of a series; returns whether any telescope has a valid entry. */
  private boolean report(Session session, PointingMeasurement found, String name) {
    TextTable table =
        new TextTable(
            "TELESCOPE", "INTERVALS", "VALID", "LON_ARCSEC", "LAT_ARCSEC", "ROTATION_DEG", "STARS");
    boolean any = false;
    boolean rows = false;
    for (int t = 0; t < found.subarray().size(); t++) {
      TelescopeMonitoring m = found.telescopes().get(t);
      if (m.all(name).isEmpty()) {
        continue;
      }
      TimeSeries series = m.all(name).get(0);
      int valid = 0;
      for (int i = 0; i < series.size(); i++) {
        valid += series.values("is_valid")[i] > 0 ? 1 : 0;
      }
      any |= valid > 0;
      rows = true;
      table.row(
          found.subarray().telescope(t).id(),
          series.size(),
          valid,
          mean(series, "dlon", ARCSEC, "%.2f"),
          mean(series, "dlat", ARCSEC, "%.2f"),
          mean(series, "rotation", 1, "%.4f"),
          mean(series, "stars_in_fit", 1, "%.1f"));
    }
    if (rows) {
      table.print(session.console().out());
    }
    return any;
  }

  /** Prints the terms that were fitted; returns whether any telescope has some. */
  private boolean reportTerms(Session session, PointingMeasurement found) {
    TextTable table = new TextTable("TELESCOPE", "POSITIONS", "RMS_ARCSEC", "TERMS_ARCSEC");
    boolean any = false;
    for (int t = 0; t < found.subarray().size(); t++) {
      for (TimeSeries series : found.telescopes().get(t).all(TelescopeMonitoring.BENDING_TERMS)) {
        StringBuilder terms = new StringBuilder();
        for (String column : series.columns()) {
          if (series.has(column + "_uncert")) {
            terms
                .append(terms.isEmpty() ? "" : "  ")
                .append(column)
                .append('=')
                .append(mean(series, column, ARCSEC, "%.2f"))
                .append(" +- ")
                .append(mean(series, column + "_uncert", ARCSEC, "%.2f"));
          }
        }
        any = true;
        table.row(
            found.subarray().telescope(t).id(),
            mean(series, "n_positions", 1, "%.0f"),
            mean(series, "rms", ARCSEC, "%.2f"),
            terms);
      }
    }
    if (any) {
      table.print(session.console().out());
    }
    return any;
  }

  /** Mean over the valid entries, and the scatter between them. */
  private static String mean(TimeSeries series, String column, double scale, String format) {
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (int i = 0; i < series.size(); i++) {
      double x = series.values(column)[i] * scale;
      if (series.values("is_valid")[i] > 0 && !Double.isNaN(x)) {
        sum += x;
        squares += x * x;
        n++;
      }
    }
    if (n == 0) {
      return "";
    }
    double mean = sum / n;
    String text = String.format(Locale.ROOT, format, mean);
    double variance = n < 2 ? 0 : (squares - n * mean * mean) / (n - 1);
    return n < 2
        ? text
        : text + " +- " + String.format(Locale.ROOT, format, Math.sqrt(Math.max(0, variance)));
  }
}
