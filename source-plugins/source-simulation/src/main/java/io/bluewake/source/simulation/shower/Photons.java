package io.bluewake.source.simulation.shower;

import java.util.Arrays;

/**
 * Photo-electrons of one telescope: pixel, time and number. Times are relative to when the front of
 * the shower is at the core, ns. Reused; not thread safe.
 */
public final class Photons {
  private int count;
  private int[] pixel = new int[256];
  private float[] time = new float[256];
  private float[] number = new float[256];

  /** Creates an empty list. */
  public Photons() {}

  /** Forgets everything. */
  public void clear() {
    count = 0;
  }

  /** Adds photo-electrons that arrive together. */
  public void add(int atPixel, double atTime, double howMany) {
    if (count == pixel.length) {
      int n = 2 * count;
      pixel = Arrays.copyOf(pixel, n);
      time = Arrays.copyOf(time, n);
      number = Arrays.copyOf(number, n);
    }
    pixel[count] = atPixel;
    time[count] = (float) atTime;
    number[count++] = (float) howMany;
  }

  /** Adds all entries of another list. */
  public void addAll(Photons other) {
    for (int i = 0; i < other.count; i++) {
      add(other.pixel[i], other.time[i], other.number[i]);
    }
  }

  /** Number of entries. */
  public int count() {
    return count;
  }

  /** Pixels of the entries. */
  public int[] pixel() {
    return pixel;
  }

  /** Times of the entries, ns. */
  public float[] time() {
    return time;
  }

  /** Numbers of photo-electrons of the entries. */
  public float[] number() {
    return number;
  }

  /** Number of photo-electrons. */
  public double sum() {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += number[i];
    }
    return sum;
  }
}
