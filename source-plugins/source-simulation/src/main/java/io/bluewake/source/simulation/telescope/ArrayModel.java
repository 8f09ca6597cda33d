package io.bluewake.source.simulation.telescope;

import io.bluewake.model.GeodeticLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An array of telescopes at a site, from a data file. Immutable, shared by all threads. */
public final class ArrayModel {
  /** Names of the arrays there are. */
  public static final List<String> NAMES =
      List.of(
          "alpha-north",
          "alpha-south",
          "lst-4",
          "lst-1",
          "mst-nectarcam-1",
          "mst-flashcam-1",
          "sst-1",
          "sct-1",
          "small",
          "sct-4");

  private final String name;
  private final GeodeticLocation site;
  private final double[] field;
  private final List<TelescopeState> telescopes = new ArrayList<>();

  /**
   * Reads an array.
   *
   * @param name one of {@link #NAMES}
   */
  public ArrayModel(String name, TelescopeState.Imperfection imperfection, long seed) {
    this.name = name;
    Facts facts = Facts.read("arrays/" + name + ".txt");
    String[] place = facts.text("site").split(" ", -1);
    site =
        new GeodeticLocation(
            Double.parseDouble(place[1]),
            Double.parseDouble(place[2]),
            Double.parseDouble(place[3]));
    String[] b = facts.text("field").split(" ", -1);
    double total = Double.parseDouble(b[0]);
    double inclination = Math.toRadians(Double.parseDouble(b[1]));
    double declination = Math.toRadians(Double.parseDouble(b[2]));
    // The inclination counts downwards, the declination from north to east.
    field =
        new double[] {
          total * Math.cos(inclination) * Math.cos(declination),
          -total * Math.cos(inclination) * Math.sin(declination),
          -total * Math.sin(inclination),
          inclination,
          declination
        };
    Map<String, TelescopeModel> models = new HashMap<>();
    for (String line : facts.others()) {
      String[] words = line.split("\\s+", -1);
      TelescopeModel model =
          models.computeIfAbsent(words[0], kind -> new TelescopeModel(kind, site.height()));
      telescopes.add(
          new TelescopeState(
              telescopes.size() + 1,
              Double.parseDouble(words[1]),
              Double.parseDouble(words[2]),
              Double.parseDouble(words[3]),
              model,
              imperfection,
              seed));
    }
  }

  /** Name. */
  public String name() {
    return name;
  }

  /** Where the origin is. */
  public GeodeticLocation site() {
    return site;
  }

  /** The Earth's magnetic field, µT: north, west, up. */
  public double[] field() {
    return new double[] {field[0], field[1], field[2]};
  }

  /** Inclination of the field, rad, downwards positive. */
  public double inclination() {
    return field[3];
  }

  /** Declination of the field, rad, from north to east. */
  public double declination() {
    return field[4];
  }

  /** The telescopes. */
  public List<TelescopeState> telescopes() {
    return telescopes;
  }
}
