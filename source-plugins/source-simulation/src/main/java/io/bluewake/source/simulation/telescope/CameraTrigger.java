package io.bluewake.source.simulation.telescope;

import io.bluewake.math.random.CounterRandom;
import io.bluewake.source.simulation.shower.Photons;
import java.util.Arrays;

/**
 * Decides whether a camera triggers. First only the charges of pixels and groups count: traces are
 * made of the groups that can go over the threshold. Scratch of one thread.
 */
final class CameraTrigger {
  private static final int LENGTH = TriggerModel.LENGTH;
  private static final int WINDOW = 8;

  /** Of images with more groups only the brightest are looked at, if these trigger. */
  private static final int MANY_GROUPS = 64;

  private static final float BRIGHT = 0.8f;

  private int[] slotOfPixel = new int[0];
  private int[] pixels = new int[0];
  private float[] charge = new float[0];
  private int[] pass = new int[0];
  private int[] traceOf = new int[0];
  private float[] traces = new float[0];
  private float[] reach = new float[0];
  private int[] touched = new int[0];
  private int[] crossing = new int[0];
  private int[] list = new int[0];
  private final float[] sum = new float[LENGTH];
  private int slots;
  private int groups;
  private int made;
  private int from;
  private int to;

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
    prepare(model, state.model().camera().pixels());
    collect(model, state, photons);
    double begin = begin(photons) - LENGTH / 2.0;
    float least = (float) (model.threshold - model.noiseReach(skyFactor));
    float bright = groups > MANY_GROUPS ? Math.max(least, BRIGHT * brightest()) : least;
    int first = first(model, photons, begin, bright, 1, skyFactor, random);
    if (first < 0 && bright > least) {
      first = first(model, photons, begin, least, 2, skyFactor, random);
    }
    forget();
    time = begin + first;
    return first >= 0;
  }

  private void prepare(TriggerModel model, int count) {
    if (slotOfPixel.length < count) {
      slotOfPixel = new int[count];
      Arrays.fill(slotOfPixel, -1);
      pixels = new int[count];
      charge = new float[count];
      pass = new int[count];
      traceOf = new int[count];
    }
    if (reach.length < model.groups.length) {
      reach = new float[model.groups.length];
      touched = new int[model.groups.length];
      crossing = new int[model.groups.length];
      list = new int[model.groups.length];
    }
  }

  private void forget() {
    while (slots > 0) {
      slotOfPixel[pixels[--slots]] = -1;
    }
    made = 0;
    while (groups > 0) {
      reach[touched[--groups]] = 0;
    }
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

  /** Charges of pixels, and how far they can lift the sums of groups. */
  private void collect(TriggerModel model, TelescopeState state, Photons photons) {
    for (int i = 0; i < photons.count(); i++) {
      int pixel = photons.pixel()[i];
      int slot = slotOfPixel[pixel];
      if (slot < 0) {
        slot = slots++;
        slotOfPixel[pixel] = slot;
        pixels[slot] = pixel;
        charge[slot] = 0;
        pass[slot] = 0;
      }
      charge[slot] += photons.number()[i];
    }
    for (int slot = 0; slot < slots; slot++) {
      if (state.broken(pixels[slot])) {
        charge[slot] = 0;
        continue;
      }
      float most = Math.min(charge[slot], model.clip);
      for (int group : model.groupsOfPixel[pixels[slot]]) {
        if (reach[group] == 0) {
          touched[groups++] = group;
        }
        reach[group] += most;
      }
    }
  }

  private float brightest() {
    float most = 0;
    for (int k = 0; k < groups; k++) {
      most = Math.max(most, reach[touched[k]]);
    }
    return most;
  }

  /**
   * When the groups of at least some charge trigger, -1 for never.
   *
   * @param number of the attempt, from 1: traces of attempts before are there
   */
  private int first(
      TriggerModel model,
      Photons photons,
      double begin,
      float least,
      int number,
      double skyFactor,
      CounterRandom random) {
    int kept = 0;
    int before = made;
    for (int k = 0; k < groups; k++) {
      if (reach[touched[k]] >= least) {
        list[kept++] = touched[k];
        for (int p : model.groups[touched[k]]) {
          int slot = slotOfPixel[p];
          if (slot >= 0 && pass[slot] == 0 && charge[slot] > 0) {
            pass[slot] = number;
            traceOf[slot] = LENGTH * made++;
          }
        }
      }
    }
    if (kept == 0) {
      over = 0;
      return -1;
    }
    spread(model, photons, begin, number, before);
    int crossed = 0;
    for (int k = 0; k < kept; k++) {
      int at = crossing(model, list[k], skyFactor, random);
      if (at >= 0) {
        crossing[list[k]] = at;
        list[crossed++] = list[k];
      }
    }
    over = crossed;
    return coincidence(model, crossed);
  }

  /** Traces of the pixels that an attempt needs and none before needed. */
  private void spread(TriggerModel model, Photons photons, double begin, int number, int before) {
    if (traces.length < made * LENGTH) {
      traces = Arrays.copyOf(traces, 2 * made * LENGTH);
    }
    Arrays.fill(traces, before * LENGTH, made * LENGTH, 0f);
    float early = Float.MAX_VALUE;
    float late = -Float.MAX_VALUE;
    for (int i = 0; i < photons.count(); i++) {
      int slot = slotOfPixel[photons.pixel()[i]];
      if (pass[slot] == number) {
        float when = photons.time()[i];
        early = Math.min(early, when);
        late = Math.max(late, when);
        model.pulse.add(traces, traceOf[slot], LENGTH, when - begin, photons.number()[i]);
      }
    }
    int low = (int) Math.max(0, Math.min(LENGTH, early - begin - model.pulse.before()));
    int high = (int) Math.max(0, Math.min(LENGTH, late - begin + model.pulse.after() + 2));
    from = number == 1 ? low : Math.min(from, low);
    to = number == 1 ? high : Math.max(to, high);
    for (int i = before * LENGTH; i < made * LENGTH; i++) {
      traces[i] = Math.min(traces[i], model.clip);
    }
  }

  /** When the sum of a group goes over the threshold, -1 for never. */
  private int crossing(TriggerModel model, int group, double skyFactor, CounterRandom random) {
    int[] members = model.groups[group];
    Arrays.fill(sum, from, to, 0f);
    model.addNoise(sum, from, to, members.length, skyFactor, random);
    for (int p : members) {
      int slot = slotOfPixel[p];
      if (slot >= 0 && pass[slot] > 0) {
        int trace = traceOf[slot];
        for (int i = from; i < to; i++) {
          sum[i] += traces[trace + i];
        }
      }
    }
    for (int i = from; i < to; i++) {
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
