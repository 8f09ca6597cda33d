package io.bluewake.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The telescopes that observe together, in the order of the layout table. The <em>index</em> of a
 * telescope is its position in that order; its <em>id</em> is the number that users see.
 */
public final class Subarray {
  private final String name;
  private final List<Telescope> telescopes;
  private final List<Camera> cameras;
  private final GeodeticLocation reference;
  private final Map<Integer, Integer> indexOfId = new HashMap<>();

  /**
   * Creates a subarray.
   *
   * @param name name of the array
   * @param telescopes the telescopes, in layout order
   * @param reference location of the origin of the ground frame
   */
  public Subarray(String name, List<Telescope> telescopes, GeodeticLocation reference) {
    this.name = name;
    this.telescopes = List.copyOf(telescopes);
    this.reference = reference;
    List<Camera> found = new ArrayList<>();
    for (Telescope telescope : this.telescopes) {
      indexOfId.put(telescope.id(), indexOfId.size());
      if (!found.contains(telescope.camera())) {
        found.add(telescope.camera());
      }
    }
    cameras = List.copyOf(found);
  }

  /** Name of the array. */
  public String name() {
    return name;
  }

  /** The telescopes in layout order. */
  public List<Telescope> telescopes() {
    return telescopes;
  }

  /** The telescope at a position of the layout. */
  public Telescope telescope(int index) {
    return telescopes.get(index);
  }

  /** Number of telescopes. */
  public int size() {
    return telescopes.size();
  }

  /** The kinds of telescopes, in order of first appearance. */
  public List<Camera> cameras() {
    return cameras;
  }

  /** Position in the layout of the telescope with this id, or -1 if there is none. */
  public int indexOf(int id) {
    return indexOfId.getOrDefault(id, -1);
  }

  /** Where the origin of the ground frame is. */
  public GeodeticLocation reference() {
    return reference;
  }
}
