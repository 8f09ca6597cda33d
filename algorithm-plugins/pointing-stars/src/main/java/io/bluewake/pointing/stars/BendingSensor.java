package io.bluewake.pointing.stars;

import io.bluewake.math.pointing.BendingModel;
import io.bluewake.math.pointing.Term;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Telescope;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.PointingSensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Fits the terms of a bending model to many measurements of stars and of star guiders, of as many
 * files as there are. Each says by how much the telescope looked past a reported direction. Terms
 * that the measurements do not determine are left out.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "bending", summary = "Bending models from many measured positions of stars")
@Designate(ocd = BendingSensor.Config.class, factory = true)
public final class BendingSensor implements PointingSensor {
  /** Options. */
  @ObjectClassDefinition(
      name = "Bending models",
      description = "Bending models from many measured positions of stars")
  public @interface Config {
    /** Terms. */
    @AttributeDefinition(
        name = "Terms",
        description = "Terms of TPOINT, the most important first: IA IE CA NPAE AN AW TF TX ACEC")
    String[] terms() default {"IE", "CA", "AN", "AW", "IA", "TF"};

    /** How well single positions are known. */
    @AttributeDefinition(
        name = "Error",
        description = "Standard error of positions that have none, arcsec",
        min = "0.001")
    double errorArcsec() default 5;

    /** When a term counts as determined. */
    @AttributeDefinition(
        name = "Largest error",
        description = "Standard error up to which a term is kept, arcsec",
        min = "0.001")
    double maxErrorArcsec() default 10;
  }

  private static final double ARCSEC = Math.PI / 648000;
  private static final List<String> ACROSS = List.of("dlon", "d_lon");
  private static final List<String> UP = List.of("dlat", "d_lat");

  private final List<Term> terms = new ArrayList<>();
  private final double error;
  private final double most;

  /**
   * Creates a sensor.
   *
   * @throws IllegalArgumentException when a term does not exist
   */
  @Activate
  public BendingSensor(Config config) {
    for (String name : config.terms()) {
      terms.addAll(BendingModel.parse(name.strip() + "=0").terms());
    }
    error = config.errorArcsec() * ARCSEC;
    most = config.maxErrorArcsec() * ARCSEC;
  }

  @Override
  public String series() {
    return TelescopeMonitoring.BENDING_TERMS;
  }

  @Override
  public TimeSeries measure(
      Telescope telescope,
      GeodeticLocation place,
      TelescopeMonitoring known,
      double azimuth,
      double altitude) {
    Positions positions = new Positions();
    for (String name : List.of(TelescopeMonitoring.STAR_TRACKING, TelescopeMonitoring.STARGUIDER)) {
      for (TimeSeries series : known.all(name)) {
        positions.add(series, known, error);
      }
    }
    List<Term> kept = new ArrayList<>(terms);
    int doubtful = positions.undetermined(kept, most);
    while (doubtful >= 0) {
      kept.remove(doubtful);
      doubtful = positions.undetermined(kept, most);
    }
    return kept.isEmpty() ? TimeSeries.EMPTY : series(positions, kept);
  }

  private static TimeSeries series(Positions positions, List<Term> kept) {
    BendingModel.Fit fit = positions.fit(kept);
    Map<String, double[]> columns = new LinkedHashMap<>();
    Map<String, String> units = new LinkedHashMap<>();
    for (Term term : kept) {
      columns.put(term.name(), degrees(fit.model().coefficient(term)));
      columns.put(term + "_uncert", degrees(fit.model().uncertainty(term)));
    }
    columns.put("rms", degrees(fit.rms()));
    columns.keySet().forEach(name -> units.put(name, "deg"));
    columns.put("n_positions", new double[] {positions.size});
    columns.put("n_used", new double[] {fit.used()});
    columns.put("is_valid", new double[] {1});
    return new TimeSeries(
        new long[] {positions.first}, new long[] {positions.last}, columns, units, Long.MAX_VALUE);
  }

  private static double[] degrees(double angle) {
    return new double[] {Math.toDegrees(angle)};
  }

  /** Measured positions: where the telescope was said to look, and by how much it did not. */
  private static final class Positions {
    private double[][] rows = new double[16][];
    private int size;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void add(TimeSeries series, TelescopeMonitoring known, double error) {
      String across = column(series, ACROSS);
      String up = column(series, UP);
      if (across.isEmpty() || up.isEmpty()) {
        return;
      }
      for (int i = 0; i < series.size(); i++) {
        double[] row = new double[5];
        boolean there = reported(series, i, known, row);
        row[2] = angle(series, across, i);
        row[3] = angle(series, up, i);
        row[4] = error;
        if (series.has(across + "_uncert")) {
          double a = angle(series, across + "_uncert", i);
          double b = angle(series, up + "_uncert", i);
          row[4] = Math.sqrt((a * a + b * b) / 2);
        }
        boolean valid = !series.has("is_valid") || series.values("is_valid")[i] > 0;
        if (there && valid && row[4] > 0 && Double.isFinite(row[2] + row[3] + row[4])) {
          if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
          }
          rows[size++] = row;
          first = Math.min(first, series.timeNs(i));
          last = Math.max(last, series.endNs(i));
        }
      }
    }

    private static String column(TimeSeries series, List<String> names) {
      return names.stream().filter(series::has).findFirst().orElse("");
    }

    private static double angle(TimeSeries series, String column, int i) {
      return unit(series, column) * series.values(column)[i];
    }

    private static double unit(TimeSeries series, String column) {
      return series.unit(column).equals("rad") ? 1 : Math.toRadians(1);
    }

    /** The reported direction, which is in the table itself or is what the drive says then. */
    private static boolean reported(
        TimeSeries series, int i, TelescopeMonitoring known, double[] out) {
      if (series.has("azimuth") && series.has("altitude")) {
        out[0] = angle(series, "azimuth", i);
        out[1] = angle(series, "altitude", i);
      } else {
        long time = series.timeNs(i) + (series.endNs(i) - series.timeNs(i)) / 2;
        TimeSeries drive = known.series(TelescopeMonitoring.POINTING, time);
        if (drive.size() == 0 || drive.isStale(time)) {
          return false;
        }
        out[0] = unit(drive, "azimuth") * drive.at(time, "azimuth");
        out[1] = unit(drive, "altitude") * drive.at(time, "altitude");
      }
      return Double.isFinite(out[0] + out[1]);
    }

    BendingModel.Fit fit(List<Term> of) {
      double[][] columns = new double[5][size];
      for (int i = 0; i < size; i++) {
        for (int c = 0; c < columns.length; c++) {
          columns[c][i] = rows[i][c];
        }
      }
      return BendingModel.fit(of, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    /** The last of some terms that cannot be told from the others, or -1 if all can. */
    int undetermined(List<Term> of, double most) {
      int last = of.size() - 1;
      if (2 * size <= of.size()) {
        return last;
      }
      BendingModel model;
      try {
        model = fit(of).model();
      } catch (IllegalArgumentException e) {
        return last;
      }
      while (last >= 0 && model.uncertainty(of.get(last)) <= most) {
        last--;
      }
      return last;
    }
  }
}
