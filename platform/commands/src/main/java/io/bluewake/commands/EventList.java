package io.bluewake.commands;

import java.util.Arrays;

/** Events that wait in a file, in the order in which they came. */
final class EventList {
  private long[] time = new long[64];
  private long[] event = new long[64];
  private long[] place = new long[64];
  private int size;

  int size() {
    return size;
  }

  /** Time of an event, ns. */
  long timeNs(int index) {
    return time[index];
  }

  /** Number of an event. */
  long event(int index) {
    return event[index];
  }

  /** Where its values are. */
  long place(int index) {
    return place[index];
  }

  void add(long timeNs, long number, long at) {
    if (size == time.length) {
      time = Arrays.copyOf(time, 2 * size);
      event = Arrays.copyOf(event, 2 * size);
      place = Arrays.copyOf(place, 2 * size);
    }
    time[size] = timeNs;
    event[size] = number;
    place[size++] = at;
  }

  /** Forgets the first events. */
  void drop(int count) {
    size -= count;
    System.arraycopy(time, count, time, 0, size);
    System.arraycopy(event, count, event, 0, size);
    System.arraycopy(place, count, place, 0, size);
  }

  /** First event that is not earlier than a time. */
  int from(double timeNs) {
    int i = 0;
    while (i < size && time[i] < timeNs) {
      i++;
    }
    return i;
  }

  /** First event that is later than a time. */
  int after(double timeNs) {
    int i = 0;
    while (i < size && time[i] <= timeNs) {
      i++;
    }
    return i;
  }
}
