package io.bluewake.commands;

import io.bluewake.model.Camera;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Results of the demonstration: a table for the terminal and a page with figures. */
final class DemoPage {
  private static final Map<String, String> COLOURS =
      Map.of("gamma", "#c22", "proton", "#26c", "electron", "#2a2");

  private final Map<String, DemoSample> samples;
  private final int thrown;

  /**
   * Creates a page.
   *
   * @param samples by kind of particle, in order
   * @param thrown showers of each kind
   */
  DemoPage(Map<String, DemoSample> samples, int thrown) {
    this.samples = samples;
    this.thrown = thrown;
  }

  /** What came out, a row for each kind of particle. */
  TextTable table() {
    TextTable table =
        new TextTable(
            "PARTICLE", "THROWN", "TRIGGERED", "IMAGES", "WIDTH", "LENGTH", "DIRECTION WITHIN");
    samples.forEach(
        (kind, s) ->
            table.row(
                kind,
                thrown,
                s.events(),
                s.images(),
                degrees(DemoSample.quantile(s.widths(), 0.5)),
                degrees(DemoSample.quantile(s.lengths(), 0.5)),
                degrees(DemoSample.quantile(s.offsets(), 0.68))));
    return table;
  }

  private static String degrees(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f deg", value);
  }

  /** Writes the page and its figures. */
  void write(Path page) throws IOException {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Bluewake</title>");
    html.append("<style>body{font-family:sans-serif;max-width:960px;margin:2em auto;}");
    html.append("figure{display:inline-block;margin:4px;width:462px;vertical-align:top}");
    html.append("figcaption{font-size:85%;color:#444}</style></head><body>\n");
    html.append("<h1>Showers seen by eight Cherenkov telescopes</h1>\n<p>");
    html.append(thrown).append(" gammas, protons and electrons each were simulated, ");
    html.append("recorded, calibrated, cleaned and reconstructed.</p>\n<pre>");
    java.io.ByteArrayOutputStream text = new java.io.ByteArrayOutputStream();
    table().print(new java.io.PrintStream(text, true, java.nio.charset.StandardCharsets.UTF_8));
    html.append(text.toString(java.nio.charset.StandardCharsets.UTF_8)).append("</pre>\n");
    image(html);
    figure(
        html,
        widths(),
        "Images of gammas and electrons are narrow, those of protons wide and ragged: this tells"
            + " signal from background. Electrons look like gammas.");
    figure(
        html,
        sky(),
        "Where the showers came from, as reconstructed from several images. The gammas come from one"
            + " source in the centre, protons and electrons from everywhere.");
    figure(
        html,
        offsets(),
        "How far the reconstructed direction of gammas is from the true one. 68 % are within the"
            + " number in the table.");
    html.append("</body></html>\n");
    Files.writeString(page, html);
  }

  private static void figure(StringBuilder html, SvgPlot plot, String caption) {
    html.append("<figure>").append(plot.svg());
    html.append("<figcaption>").append(caption).append("</figcaption></figure>\n");
  }

  private void image(StringBuilder html) {
    DemoSample gammas = samples.get("gamma");
    if (gammas == null) {
      return;
    }
    gammas
        .picture()
        .forEach(
            (camera, charge) ->
                figure(
                    html,
                    picture(camera, charge),
                    "Light of one gamma shower in a camera of "
                        + camera.pixels()
                        + " pixels, before cleaning. The image points to the source."));
  }

  private static SvgPlot picture(Camera camera, float[] charge) {
    double reach = 0;
    double most = 1;
    for (int p = 0; p < charge.length; p++) {
      reach = Math.max(reach, Math.hypot(camera.fovLon()[p], camera.fovLat()[p]));
      most = Math.max(most, charge[p]);
    }
    SvgPlot plot =
        new SvgPlot(
            "A gamma in " + camera.name(),
            "right of the pointing, deg",
            "above the pointing, deg",
            -1.35 * reach,
            1.35 * reach,
            -reach,
            reach);
    double radius =
        0.53 * Math.toDegrees(Math.sqrt(camera.geometry().pixelArea()[0]) / camera.focalLength());
    for (int p = 0; p < charge.length; p++) {
      double part = Math.sqrt(Math.max(0, charge[p]) / most);
      String colour =
          String.format(
              Locale.ROOT,
              "rgb(%d,%d,%d)",
              (int) (255 * Math.min(1, 2 * part)),
              (int) (255 * Math.max(0, 2 * part - 0.8) / 1.2),
              (int) (90 * (1 - part)));
      plot.spot(camera.fovLon()[p], camera.fovLat()[p], radius, colour);
    }
    return plot;
  }

  private SvgPlot widths() {
    SvgPlot plot =
        new SvgPlot(
            "Width of images in large telescopes", "width, deg", "part of images", 0, 0.4, 0, 0.4);
    samples.forEach(
        (kind, s) ->
            plot.histogram(s.widths(), 20, COLOURS.get(kind)).legend(kind, COLOURS.get(kind)));
    return plot;
  }

  private SvgPlot sky() {
    SvgPlot plot =
        new SvgPlot(
            "Reconstructed directions",
            "right of the pointing, deg",
            "above the pointing, deg",
            -4,
            4,
            -3,
            3);
    for (String kind : new String[] {"proton", "electron", "gamma"}) {
      DemoSample s = samples.get(kind);
      if (s != null) {
        plot.points(s.right(), s.up(), COLOURS.get(kind)).legend(kind, COLOURS.get(kind));
      }
    }
    return plot;
  }

  private SvgPlot offsets() {
    SvgPlot plot =
        new SvgPlot(
            "Directions of gammas", "angle to the true one, deg", "part of gammas", 0, 0.2, 0, 0.4);
    DemoSample gammas = samples.get("gamma");
    return gammas == null ? plot : plot.histogram(gammas.offsets(), 20, COLOURS.get("gamma"));
  }
}
