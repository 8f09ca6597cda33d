package io.bluewake.source.simulation;

import io.bluewake.model.CameraConstants;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import io.bluewake.source.simulation.telescope.ArrayModel;
import io.bluewake.source.simulation.telescope.FieldState;
import io.bluewake.source.simulation.telescope.TelescopeState;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tables of what is true of the telescopes of a run and what the data do not say: where they really
 * looked, gains, delays and night sky of the pixels, stars.
 */
final class Truth {
  /** Interval of the table over time, s, and how many rows of a telescope there are at most. */
  private static final double STEP = 10;

  private static final int MOST_ROWS = 2000;

  private static final Schema POINTING =
      Schema.named("")
          .float64("time", "s", "Seconds since 1970 TAI")
          .int32("tel_id", "Telescope")
          .float64("azimuth", "deg", "Reported azimuth")
          .float64("altitude", "deg", "Reported altitude")
          .float64("true_azimuth", "deg", "Azimuth that the optical axis has")
          .float64("true_altitude", "deg", "Altitude that the optical axis has")
          .float64("rotation", "deg", "By how much the image is turned in the camera")
          .float64("night_sky_factor", "", "Night sky light against the nominal one")
          .float64("gain_factor", "", "Gain against that of the start")
          .build();

  private static final Schema PIXELS =
      Schema.named("")
          .int32("pixel_id", "Pixel")
          .bool("broken", "Whether the pixel gives no signal")
          .float64("pe_per_adc", "", "True p.e. per count of a sample, high gain")
          .float64("calibrated_pe_per_adc", "", "What the calibration takes it for")
          .float64("pedestal", "", "Pedestal of a sample, counts")
          .float64("delay", "ns", "By how much pulses come late")
          .float64("night_sky_factor", "", "Night sky light against the nominal one, at the start")
          .build();

  private static final Schema STARS =
      Schema.named("")
          .int32("star", "Number")
          .float64("right", "deg", "Place towards larger azimuth of the reported pointing")
          .float64("up", "deg", "Place above the reported pointing")
          .float64("azimuth", "deg", "Azimuth at the start")
          .float64("altitude", "deg", "Altitude at the start")
          .float64("brightness", "", "Light against the nominal night sky light of a pixel")
          .build();

  private final Settings settings;
  private final ArrayModel array;
  private final ShowerEvents events;

  Truth(Settings settings, ArrayModel array, ShowerEvents events) {
    this.settings = settings;
    this.array = array;
    this.events = events;
  }

  /**
   * The tables by path.
   *
   * @param end time of the last event, s after the start
   */
  Map<String, Table> tables(double end) {
    String root =
        String.format(Locale.ROOT, "/simulation/truth/obs_%08d/", settings.count(Key.RUN));
    Map<String, Table> tables = new TreeMap<>();
    tables.put(root + "pointing", pointing(end));
    tables.put(root + "stars", stars());
    for (TelescopeState t : array.telescopes()) {
      tables.put(root + String.format(Locale.ROOT, "pixels/tel_%03d", t.id()), pixels(t));
    }
    return tables;
  }

  private Table pointing(double end) {
    Table table = new Table(POINTING);
    double step = Math.max(STEP, end / MOST_ROWS);
    double[] pointing = events.pointing();
    for (double time = 0; time < end + step; time += step) {
      for (TelescopeState t : array.telescopes()) {
        double azimuth = pointing[0] + t.errorAzimuth() / Math.max(0.1, Math.cos(pointing[1]));
        double altitude = pointing[1] + t.errorAltitude() - events.motion().sink(time);
        int row = table.append();
        double[] values = {
          SimulationTables.START_SECONDS + time,
          t.id(),
          Math.toDegrees(pointing[0]),
          Math.toDegrees(pointing[1]),
          Math.toDegrees(azimuth),
          Math.toDegrees(altitude),
          Math.toDegrees(events.motion().turn(time)),
          TelescopeState.simulatedSky(events.skyFactor(time)),
          events.gainFactor(time)
        };
        set(table, row, values);
      }
    }
    return table;
  }

  private Table pixels(TelescopeState t) {
    Table table = new Table(PIXELS);
    float[] sky = t.sky(FieldState.STILL);
    CameraConstants known = t.constants();
    for (int p = 0; p < sky.length; p++) {
      int row = table.append();
      double[] values = {
        p,
        t.broken(p) ? 1 : 0,
        t.photoElectrons(0, p),
        known.gain()[0][p],
        t.pedestal()[p],
        t.delay()[p],
        TelescopeState.simulatedSky(sky[p] * events.skyFactor(0))
      };
      set(table, row, values);
    }
    return table;
  }

  private Table stars() {
    Table table = new Table(STARS);
    double[] pointing = events.pointing();
    double[][] list = array.telescopes().get(0).stars();
    for (int s = 0; s < list.length; s++) {
      double[] star = list[s];
      double distance = Math.hypot(star[0], star[1]);
      double turn = Math.atan2(star[0], star[1]);
      double[] u = Sky.beside(pointing[0], pointing[1], Math.atan(distance), turn);
      int row = table.append();
      double[] values = {
        s,
        Math.toDegrees(star[0]),
        Math.toDegrees(star[1]),
        Math.toDegrees(Sky.azimuth(u)),
        Math.toDegrees(Sky.altitude(u)),
        star[2]
      };
      set(table, row, values);
    }
    return table;
  }

  private static void set(Table table, int row, double[] values) {
    for (int c = 0; c < values.length; c++) {
      table.set(row, table.schema().columns().get(c), values[c]);
    }
  }
}
