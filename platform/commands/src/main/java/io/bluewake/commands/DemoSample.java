package io.bluewake.commands;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.Column;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Reconstruction;
import io.bluewake.model.Table;
import io.bluewake.spi.EventSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the demonstration shows of the product of one kind of particle. */
final class DemoSample {
  private static final EventSource.Limits LIMITS = new EventSource.Limits(200, 1L << 26);
  private static final double BRIGHT = 200;

  private final List<Double> widths = new ArrayList<>();
  private final List<Double> lengths = new ArrayList<>();
  private final List<Double> offsets = new ArrayList<>();
  private final List<Double> right = new ArrayList<>();
  private final List<Double> up = new ArrayList<>();
  private int events;
  private int images;
  private double brightest;
  private float[] picture = new float[0];
  private Camera camera;

  /** Reads a product. */
  static DemoSample of(EventSource source) throws IOException {
    DemoSample sample = new DemoSample();
    int[] groups = new int[source.subarray().size()];
    for (int t = 0; t < groups.length; t++) {
      groups[t] = source.subarray().cameras().indexOf(source.subarray().telescope(t).camera());
    }
    EventBatch batch = new EventBatch(source.subarray(), groups);
    while (source.read(batch, LIMITS)) {
      source.decode(batch, List.of());
      sample.add(batch);
      batch.clear();
    }
    return sample;
  }

  private void add(EventBatch batch) {
    events += batch.events();
    images += batch.telescopeRows();
    Table parameters = batch.parameters();
    for (int row = 0; row < batch.telescopeRows(); row++) {
      double intensity = value(parameters, row, "hillas_intensity");
      boolean large =
          batch.subarray().telescope(batch.telescope()[row]).camera().optics().size().equals("LST");
      if (large && intensity > BRIGHT) {
        widths.add(value(parameters, row, "hillas_width"));
        lengths.add(value(parameters, row, "hillas_length"));
        double leakage = value(parameters, row, "leakage_intensity_width_2");
        if (intensity > brightest && intensity < 5000 && leakage < 0.02) {
          picture(batch, row, intensity);
        }
      }
    }
    for (Reconstruction r : batch.reconstructions()) {
      if (r.property().equals("geometry")) {
        directions(batch, r);
      }
    }
  }

  private void picture(EventBatch batch, int row, double intensity) {
    CameraBatch group = batch.cameras().get(batch.groupOf(batch.telescope()[row]));
    int base = group.images().base(batch.groupRow()[row]);
    picture = Arrays.copyOfRange(group.images().charge(), base, base + group.images().pixels());
    camera = group.camera();
    brightest = intensity;
  }

  private void directions(EventBatch batch, Reconstruction r) {
    for (int e = 0; e < batch.events(); e++) {
      double alt = Math.toRadians(value(r.stereo(), e, r.name() + "_alt"));
      double az = Math.toRadians(value(r.stereo(), e, r.name() + "_az"));
      if (Double.isNaN(alt) || Double.isNaN(az)) {
        continue;
      }
      double trueAlt = Math.toRadians(value(batch.showers(), e, "true_alt"));
      double trueAz = Math.toRadians(value(batch.showers(), e, "true_az"));
      double cos =
          Math.sin(alt) * Math.sin(trueAlt)
              + Math.cos(alt) * Math.cos(trueAlt) * Math.cos(az - trueAz);
      offsets.add(Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cos)))));
      double turn = Math.IEEEremainder(az - batch.arrayAzimuth()[e], 2 * Math.PI);
      right.add(Math.toDegrees(turn * Math.cos(alt)));
      up.add(Math.toDegrees(alt - batch.arrayAltitude()[e]));
    }
  }

  private static double value(Table table, int row, String name) {
    int index = table.schema().indexOf(name);
    if (index < 0 || row >= table.rows()) {
      return Double.NaN;
    }
    Column column = table.schema().columns().get(index);
    return table.getDouble(row, column);
  }

  private static double[] array(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Value below which a part of a list is, NaN of nothing. */
  static double quantile(double[] values, double part) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, part * sorted.length)];
  }

  int events() {
    return events;
  }

  int images() {
    return images;
  }

  /** Widths of images of large telescopes above 200 p.e., deg. */
  double[] widths() {
    return array(widths);
  }

  /** Lengths of the same images, deg. */
  double[] lengths() {
    return array(lengths);
  }

  /** Angles between reconstructed and true directions, deg. */
  double[] offsets() {
    return array(offsets);
  }

  /** Reconstructed directions: right of the pointing, deg. */
  double[] right() {
    return array(right);
  }

  /** Reconstructed directions: above the pointing, deg. */
  double[] up() {
    return array(up);
  }

  /** The brightest image that is not cut by the edge, by camera; empty if there is none. */
  Map<Camera, float[]> picture() {
    return camera == null ? Map.of() : Map.of(camera, picture);
  }
}
