package io.bluewake.source.simulation.telescope;

import io.bluewake.math.random.CounterRandom;
import io.bluewake.source.simulation.shower.Photons;
import java.util.Arrays;

/** Decides whether a camera triggers. Scratch of one thread. */
final class CameraTrigger {
  private static final int LENGTH = TriggerModel.LENGTH;
  private static final int WINDOW = 8;

  /** Of images with more groups only the brightest are looked at. */
  private static final int MANY_GROUPS = 64;

  private int[] slotOfPixel = new int[0];
  private int[] pixels = new int[256];
  private float[] light = new float[256];
  private float[] bounds = new float[256];
  private float[] traces = new float[256 * LENGTH];
  private final float[] sum = new float[LENGTH];
  private boolean[] tried = new boolean[0];
  private int[] crossing = new int[0];
  private int[] list = new int[256];
  private int slots;

  /** When the camera triggered, as the times of the photons. */
  double time;

  /** Number of groups over threshold. */
  int over;

  /**
   * Decides.
   *
   * @param skyFactor night sky light against the nominal one
   * @return whether the camera triggers; then {@link #time} is set
   */
  boolean fires(
      TriggerModel model,
      TelescopeState state,
      Photons photons,
      double skyFactor,
      CounterRandom random) {
    int n = state.model().camera().pixels();
    if (slotOfPixel.length < n) {
      slotOfPixel = new int[n];
      Arrays.fill(slotOfPixel, -1);
    }
    if (tried.length < model.groups.length) {
      tried = new boolean[model.groups.length];
      crossing = new int[model.groups.length];
    }
    double begin = begin(photons) - LENGTH / 2.0;
    spread(model, state, photons, begin);
    int groups = cross(model, skyFactor, random);
    over = groups;
    double first = coincidence(model, groups);
    for (int i = 0; i < slots; i++) {
      slotOfPixel[pixels[i]] = -1;
    }
    time = begin + first;
    return first >= 0;
  }

  private static double begin(Photons photons) {
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < photons.count(); i++) {
      sum += photons.number()[i];
      weighted += photons.number()[i] * (double) photons.time()[i];
    }
    return sum > 0 ? weighted / sum : 0;
  }

  private void spread(TriggerModel model, TelescopeState state, Photons photons, double begin) {
    slots = 0;
    for (int i = 0; i < photons.count(); i++) {
      int pixel = photons.pixel()[i];
      if (state.broken(pixel)) {
        continue;
      }
      int slot = slotOfPixel[pixel];
      if (slot < 0) {
        slot = slots++;
        if (slot == pixels.length) {
          pixels = Arrays.copyOf(pixels, 2 * slot);
          light = Arrays.copyOf(light, 2 * slot);
          traces = Arrays.copyOf(traces, 2 * slot * LENGTH);
        }
        slotOfPixel[pixel] = slot;
        pixels[slot] = pixel;
        Arrays.fill(traces, slot * LENGTH, (slot + 1) * LENGTH, 0f);
      }
      float number = photons.number()[i];
      model.pulse.add(traces, slot * LENGTH, LENGTH, photons.time()[i] - begin, 1, number);
    }
    for (int slot = 0; slot < slots; slot++) {
      float peak = 0;
      for (int i = slot * LENGTH; i < (slot + 1) * LENGTH; i++) {
        traces[i] = Math.min(traces[i], model.clip);
        peak = Math.max(peak, traces[i]);
      }
      light[slot] = peak;
    }
  }

  /** Lists the groups that go over the threshold, with the time at which they do. */
  private int cross(TriggerModel model, double skyFactor, CounterRandom random) {
    int touched = 0;
    for (int s = 0; s < slots; s++) {
      touched += model.groupsOfPixel[pixels[s]].length;
    }
    if (list.length < touched) {
      list = new int[2 * touched];
    }
    int lists = 0;
    for (int s = 0; s < slots; s++) {
      for (int group : model.groupsOfPixel[pixels[s]]) {
        if (tried[group]) {
          continue;
        }
        tried[group] = true;
        list[lists++] = group;
      }
    }
    float least = least(model, lists, skyFactor);
    int kept = 0;
    for (int k = 0; k < lists; k++) {
      int group = list[k];
      tried[group] = false;
      if (bounds[k] < least) {
        continue;
      }
      int at = crossing(model, group, skyFactor, random);
      if (at >= 0) {
        crossing[group] = at;
        list[kept++] = group;
      }
    }
    return kept;
  }

  /** Sums of the maxima of the listed groups, and which sum is worth a look. */
  private float least(TriggerModel model, int lists, double skyFactor) {
    if (bounds.length < lists) {
      bounds = new float[2 * lists];
    }
    for (int k = 0; k < lists; k++) {
      float all = 0;
      for (int p : model.groups[list[k]]) {
        int slot = slotOfPixel[p];
        all += slot < 0 ? 0 : light[slot];
      }
      bounds[k] = all;
    }
    float least = (float) (model.threshold - model.noiseReach(skyFactor));
    if (lists > MANY_GROUPS) {
      float most = 0;
      for (int k = 0; k < lists; k++) {
        most = Math.max(most, bounds[k]);
      }
      least = Math.max(least, 0.8f * most);
    }
    return least;
  }

  private int crossing(TriggerModel model, int group, double skyFactor, CounterRandom random) {
    int[] members = model.groups[group];
    Arrays.fill(sum, 0f);
    model.addNoise(sum, members.length, skyFactor, random);
    for (int p : members) {
      int slot = slotOfPixel[p];
      if (slot >= 0) {
        int from = slot * LENGTH;
        for (int i = 0; i < LENGTH; i++) {
          sum[i] += traces[from + i];
        }
      }
    }
    for (int i = 0; i < LENGTH; i++) {
      if (sum[i] > model.threshold) {
        return i;
      }
    }
    return -1;
  }

  /** Time of the first coincidence of adjacent groups, -1 if there is none. */
  private int coincidence(TriggerModel model, int groups) {
    int best = -1;
    for (int k = 0; k < groups; k++) {
      int group = list[k];
      int together = 1;
      int last = crossing[group];
      for (int neighbor : model.groupNeighbors[group]) {
        for (int j = 0; j < groups; j++) {
          if (list[j] == neighbor && Math.abs(crossing[neighbor] - crossing[group]) <= WINDOW) {
            together++;
            last = Math.max(last, crossing[neighbor]);
          }
        }
      }
      if (together >= model.multiplicity && (best < 0 || last < best)) {
        best = last;
      }
    }
    return best;
  }
}
