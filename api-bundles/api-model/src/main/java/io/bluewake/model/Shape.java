package io.bluewake.model;

import java.util.List;

/**
 * Extents of one value of a column.
 *
 * @param extents empty for a scalar
 */
public record Shape(List<Integer> extents) {
  /** A single number. */
  public static final Shape SCALAR = new Shape(List.of());

  /** Keeps a copy. */
  public Shape {
    extents = List.copyOf(extents);
  }

  /** A shape with these extents; none for a scalar. */
  public static Shape of(int... extents) {
    return new Shape(java.util.Arrays.stream(extents).boxed().toList());
  }

  /** Number of elements. */
  public int elements() {
    int n = 1;
    // Asked for at every stored value, so without an iterator.
    for (int i = 0; i < extents.size(); i++) {
      n *= extents.get(i);
    }
    return n;
  }
}
