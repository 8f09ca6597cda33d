package io.bluewake.source.simulation.telescope;

import io.bluewake.math.random.CounterRandom;
import io.bluewake.model.Camera;
import io.bluewake.model.Neighbors;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Trigger of a camera: sums of groups of pixels over a threshold. Digital sum: one group of a pixel
 * and its neighbours is enough. Majority: several adjacent groups at the same time. Signals are AC
 * coupled and clipped. Immutable, shared by all threads.
 */
final class TriggerModel {
  /** Length of the traces that are looked at, ns. */
  static final int LENGTH = 112;

  /** Length of the trace of noise, ns. */
  static final int NOISE = 1 << 16;

  final int[][] groups;
  final int[][] groupsOfPixel;
  final int[][] groupNeighbors;
  final int multiplicity;
  final float threshold;
  final float clip;
  final SampledPulse pulse;
  private final double pulseArea;
  private final float[] noise = new float[NOISE];
  private final double sigma;
  private final SinglePe single;
  private final double nightSky;

  TriggerModel(Facts facts, Camera camera, PixelGrid grid, Pulse readout, double nightSky) {
    boolean sum = facts.text("trigger").equals("sum");
    threshold = (float) facts.number("triggerThreshold");
    clip = (float) facts.number("triggerClip");
    multiplicity = (int) facts.number("triggerMultiplicity", 1);
    Pulse own =
        facts.number("triggerRiseNs", 0) > 0
            ? new Pulse(facts.number("triggerRiseNs"), facts.number("triggerFallNs"))
            : readout;
    pulse = own.sampled(1);
    pulseArea = own.area;
    groups =
        sum
            ? rings(camera.neighbors(), facts.count("triggerRings"))
            : blocks(camera.pixels(), facts.count("triggerGroup"));
    groupsOfPixel = invert(camera.pixels());
    groupNeighbors = sum ? new int[groups.length][0] : adjacent(camera.neighbors());
    single =
        new SinglePe(
            facts.number("chargeSpread"), facts.number("afterpulsing"), facts.number("crosstalk"));
    this.nightSky = nightSky;
    fillPixelNoise(noise, 1, new CounterRandom(grid.geometry().name().hashCode(), 77));
    double square = 0;
    for (float v : noise) {
      square += v * v;
    }
    sigma = Math.sqrt(square / NOISE);
  }

  private static int[][] rings(Neighbors neighbors, int rings) {
    int[][] lists = new int[neighbors.pixels()][];
    for (int p = 0; p < lists.length; p++) {
      TreeSet<Integer> members = new TreeSet<>(List.of(p));
      for (int r = 0; r < rings; r++) {
        for (int m : List.copyOf(members)) {
          for (int i = neighbors.offsets()[m]; i < neighbors.offsets()[m + 1]; i++) {
            members.add(neighbors.indices()[i]);
          }
        }
      }
      lists[p] = members.stream().mapToInt(Integer::intValue).toArray();
    }
    return lists;
  }

  /** Squares of {@code side} times {@code side} pixels in modules of 8 times 8. */
  private static int[][] blocks(int pixels, int side) {
    int perModule = 8 / side;
    int[][] lists = new int[pixels / (side * side)][side * side];
    for (int p = 0; p < pixels; p++) {
      int module = p / 64;
      int row = p % 64 / 8;
      int column = p % 8;
      int block = module * perModule * perModule + row / side * perModule + column / side;
      lists[block][row % side * side + column % side] = p;
    }
    return lists;
  }

  private int[][] invert(int pixels) {
    List<List<Integer>> lists = new ArrayList<>();
    for (int p = 0; p < pixels; p++) {
      lists.add(new ArrayList<>());
    }
    for (int g = 0; g < groups.length; g++) {
      for (int p : groups[g]) {
        lists.get(p).add(g);
      }
    }
    return lists.stream()
        .map(l -> l.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  private int[][] adjacent(Neighbors neighbors) {
    int[][] lists = new int[groups.length][];
    for (int g = 0; g < groups.length; g++) {
      TreeSet<Integer> found = new TreeSet<>();
      for (int p : groups[g]) {
        for (int i = neighbors.offsets()[p]; i < neighbors.offsets()[p + 1]; i++) {
          found.add(groupsOfPixel[neighbors.indices()[i]][0]);
        }
      }
      found.remove(g);
      lists[g] = found.stream().mapToInt(Integer::intValue).toArray();
    }
    return lists;
  }

  /** By how much noise may lift a sum, four standard deviations. */
  double noiseReach(double factor) {
    return 4 * sigma * Math.sqrt(groups[0].length * factor);
  }

  /** Adds the noise of a sum of pixels to a part of a trace. */
  void addNoise(float[] trace, int from, int to, int pixels, double factor, CounterRandom random) {
    int at = random.nextInt(NOISE - LENGTH);
    float scale = (float) Math.sqrt(pixels * factor);
    for (int i = from; i < to; i++) {
      trace[i] += scale * noise[at + i];
    }
  }

  /** Draws the noise of a pixel, its mean subtracted, over a whole trace. */
  void fillPixelNoise(float[] trace, double factor, CounterRandom random) {
    double rate = nightSky * factor;
    java.util.Arrays.fill(trace, 0f);
    double mean = 0;
    for (double t = 0; t < trace.length; t += random.nextExponential() / rate) {
      double charge = single.noise(random);
      mean += charge * pulseArea / trace.length;
      pulse.add(trace, 0, trace.length, t, (float) charge);
    }
    for (int i = 0; i < trace.length; i++) {
      trace[i] -= (float) mean;
    }
  }
}
