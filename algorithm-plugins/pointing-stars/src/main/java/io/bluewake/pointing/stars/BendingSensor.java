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
 * files as there are. Each says by how much the telescope looked past a reported direction, in the
 * telescope frame or as a difference of right ascension and declination. Terms that the
 * measurements do not determine are left out.
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
    Positions positions = new Positions(place, error);
    for (String name : List.of(TelescopeMonitoring.STAR_TRACKING, TelescopeMonitoring.STARGUIDER)) {
      for (TimeSeries series : known.all(name)) {
        positions.add(series, known);
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
    columns.put("n_positions", new double[] {positions.size()});
    columns.put("n_used", new double[] {fit.used()});
    columns.put("is_valid", new double[] {1});
    return new TimeSeries(
        new long[] {positions.first()},
        new long[] {positions.last()},
        columns,
        units,
        Long.MAX_VALUE);
  }

  private static double[] degrees(double angle) {
    return new double[] {Math.toDegrees(angle)};
  }
}
