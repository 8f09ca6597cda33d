package io.bluewake.codec.hdf5;

import java.util.LinkedHashMap;
import java.util.Map;

/** A group: its attributes and what is in it. */
public final class Hdf5Group {
  private final String path;
  private final Map<String, Hdf5Attribute> attributes = new LinkedHashMap<>();
  private final Map<String, Hdf5Group> groups = new LinkedHashMap<>();
  private final Map<String, Hdf5Table> tables = new LinkedHashMap<>();

  Hdf5Group(String path) {
    this.path = path;
  }

  /** Absolute path. */
  public String path() {
    return path.isEmpty() ? "/" : path;
  }

  /** Attributes by name. */
  public Map<String, Hdf5Attribute> attributes() {
    return attributes;
  }

  /** Groups in this group by name. */
  public Map<String, Hdf5Group> groups() {
    return groups;
  }

  /** Tables in this group by name. */
  public Map<String, Hdf5Table> tables() {
    return tables;
  }
}
