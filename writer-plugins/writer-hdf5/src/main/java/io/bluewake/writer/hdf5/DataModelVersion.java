package io.bluewake.writer.hdf5;

/** Versions of the ctapipe data model that can be written. */
enum DataModelVersion {
  /** Read by ctapipe 0.28; cameras without grid type, particle types as "classification". */
  V7_1_0("7.1.0", "2.0", false),
  /** Written by ctapipe 0.32. */
  V7_6_0("7.6.0", "2.1", true);

  private final String text;
  private final String geometryVersion;
  private final boolean recent;

  DataModelVersion(String text, String geometryVersion, boolean recent) {
    this.text = text;
    this.geometryVersion = geometryVersion;
    this.recent = recent;
  }

  static DataModelVersion of(String text) {
    for (DataModelVersion v : values()) {
      if (v.text.equals(text)) {
        return v;
      }
    }
    throw new IllegalArgumentException("data model '" + text + "': choose 7.6.0 or 7.1.0");
  }

  /** Version as root attributes name it. */
  String label() {
    return "v" + text;
  }

  /** Version of the camera geometry table. */
  String geometryVersion() {
    return geometryVersion;
  }

  /** Whether cameras have a grid type. */
  boolean hasGrid() {
    return recent;
  }

  /** Name of the group of particle types. */
  String particleTypeGroup() {
    return recent ? "particle_type" : "classification";
  }
}
