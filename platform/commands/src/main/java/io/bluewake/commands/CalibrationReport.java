package io.bluewake.commands;

import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.Subarray;
import io.bluewake.model.TelescopeMonitoring;
import java.util.List;
import java.util.Locale;

/** What is said about a camera calibration while it is made. */
final class CalibrationReport {
  private final CalibrateCommand command;
  private final Session session;

  CalibrationReport(CalibrateCommand command, Session session) {
    this.command = command;
    this.session = session;
  }

  private void say(int telescope, String text) {
    session.say(command, "telescope " + telescope + ": " + text);
  }

  /** How many events of which kind there were. */
  void events(String name, PixelCollector done) {
    if (done.channel() > 0) {
      return;
    }
    if (done.counts().isEmpty()) {
      session.say(command, "bluewake: note: no " + name + " events in the input");
    }
    done.counts()
        .forEach(
            (key, n) ->
                say(
                    done.subarray().telescope(key.telescope()).id(),
                    n
                        + " events of type "
                        + key.type().name().toLowerCase(Locale.ROOT)
                        + " for "
                        + name));
  }

  /** Chunks that were taken again with overlap. */
  void again(int telescope, String name, int before, List<PixelChunk> chunks) {
    if (chunks.size() > before) {
      long valid = chunks.stream().filter(c -> c.valid()[0]).count();
      say(
          telescope,
          name
              + " taken again around chunks that are not valid: "
              + (chunks.size() - before)
              + " more, "
              + valid
              + " of all "
              + chunks.size()
              + " valid");
    }
  }

  /** How well factors can be known from so many flashes. */
  void errors(int telescope, List<PixelChunk> flatfields, PixelSeries pedestal) {
    PixelChunk first = flatfields.get(0);
    PixelChunk dark = pedestal.chunk(pedestal.find(first.startNs()));
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < Math.min(first.channels(), dark.channels()); c++) {
      double error = CoefficientSeries.error(first, dark, c);
      if (!Double.isNaN(error)) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(String.format(Locale.ROOT, "%.2f %%", 100 * error))
            .append(first.channels() == 1 ? "" : c == 0 ? " in high gain" : " in low gain");
      }
    }
    if (!text.isEmpty()) {
      say(telescope, "statistical error of the factor of a pixel " + text);
    }
  }

  /** Light of the night sky and stars. */
  void nightSky(int telescope, PixelSeries sky) {
    say(telescope, NightSky.summary(sky));
  }

  /** Why there is no light of the night sky. */
  void noNightSky(String why) {
    session.say(command, "bluewake: note: no night sky rates: " + why);
  }

  /** What was written. */
  void written(Subarray array, List<TelescopeMonitoring> telescopes) {
    int with = 0;
    int coefficients = 0;
    long valid = 0;
    for (int t = 0; t < array.size(); t++) {
      with += telescopes.get(t).isEmpty() ? 0 : 1;
      PixelSeries series = telescopes.get(t).coefficients();
      coefficients += series.size();
      for (int i = 0; i < series.size(); i++) {
        valid += series.chunk(i).valid()[0] ? 1 : 0;
      }
    }
    for (int t = 0; t < array.size() && coefficients > 0; t++) {
      lacking(array.telescope(t).id(), telescopes.get(t));
    }
    session.say(
        command,
        command.output
            + ": "
            + with
            + (with == 1 ? " telescope, " : " telescopes, ")
            + coefficients
            + " sets of coefficients, "
            + valid
            + " of them valid");
  }

  /** Why a telescope has no coefficients where others have. */
  private void lacking(int telescope, TelescopeMonitoring found) {
    if (!found.coefficients().isEmpty()) {
      return;
    }
    boolean flatfields = !found.pixels(TelescopeMonitoring.FLATFIELD_IMAGE).isEmpty();
    boolean pedestals = found.pixelNames().stream().anyMatch(n -> n.endsWith("pedestal_image"));
    String events = flatfields ? "pedestal" : pedestals ? "flat-field" : "pedestal or flat-field";
    say(telescope, "no coefficients, as there are no " + events + " events of it");
  }
}
