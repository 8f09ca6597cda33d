package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Hdf5Attribute;
import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.Table;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of each telescope of a file, for comparison with other files. Cameras and optics
 * count by what they are: their order in the file is not the same from run to run of ctapipe.
 */
final class ArrayFingerprint {
  private static final String ROOT = "/configuration/instrument/";
  private static final List<String> FACTS =
      List.of("PIX_TYPE", "PIX_ROT", "CAM_ROT", "NCHAN", "NSAMPLES", "SAMPFREQ", "REFWIDTH");

  private final Hdf5File file;
  private final Map<String, String> byTelescope = new TreeMap<>();
  private final Map<String, String> cameras = new HashMap<>();

  ArrayFingerprint(Hdf5File file) throws IOException {
    this.file = file;
    Table layout = read("subarray/layout");
    Table optics = read("telescope/optics");
    for (int r = 0; r < layout.rows(); r++) {
      long camera = integer(layout, r, "camera_index");
      long optic = integer(layout, r, "optics_index");
      if (optic < 0 || optic >= optics.rows()) {
        throw new InputException(file.name() + ": " + ROOT + ": optics " + optic + " is missing");
      }
      String text =
          row(layout, r, List.of("camera_index", "optics_index"))
              + row(optics, (int) optic, List.of())
              + content("telescope/camera/geometry_" + camera)
              + content("telescope/camera/readout_" + camera);
      byTelescope.put(Long.toString(integer(layout, r, "tel_id")), text);
    }
  }

  /** The ids of telescopes that are not the same here and there. */
  List<String> differences(ArrayFingerprint other) {
    Map<String, String> all = new TreeMap<>(byTelescope);
    other.byTelescope.forEach(all::putIfAbsent);
    return all.keySet().stream()
        .filter(id -> !byTelescope.getOrDefault(id, "").equals(other.byTelescope.get(id)))
        .toList();
  }

  private Table read(String name) throws IOException {
    Hdf5Table t = file.table(ROOT + name).orElse(null);
    if (t == null) {
      throw new InputException(file.name() + ": " + ROOT + name + ": missing table");
    }
    return TableSchema.readAll(t);
  }

  private long integer(Table t, int row, String name) throws IOException {
    int c = t.schema().indexOf(name);
    if (c < 0 || t.schema().columns().get(c).type() == ColumnType.STRING) {
      throw new InputException(
          file.name() + ": " + ROOT + ": missing column '" + name + "' of integers");
    }
    return t.getLong(row, t.schema().columns().get(c));
  }

  private static String row(Table t, int r, List<String> without) {
    StringBuilder text = new StringBuilder();
    for (Column c : t.schema().columns()) {
      if (!without.contains(c.name())) {
        boolean isText = c.type() == ColumnType.STRING;
        text.append(isText ? t.getString(r, c) : Double.toString(t.getDouble(r, c))).append('|');
      }
    }
    return text.toString();
  }

  private String content(String name) throws IOException {
    String known = cameras.get(name);
    if (known == null) {
      Table t = read(name);
      int[] hashes = new int[t.rows()];
      for (int r = 0; r < t.rows(); r++) {
        hashes[r] = row(t, r, List.of()).hashCode();
      }
      StringBuilder text = new StringBuilder().append(t.rows()).append(':');
      for (String fact : FACTS) {
        Hdf5Attribute a = file.tables().get(ROOT + name).attributes().get(fact);
        text.append(a == null ? "" : a.value()).append('|');
      }
      known = text.append(Arrays.hashCode(hashes)).append(';').toString();
      cameras.put(name, known);
    }
    return known;
  }
}
