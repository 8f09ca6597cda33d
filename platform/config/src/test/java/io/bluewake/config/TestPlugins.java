package io.bluewake.config;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Optics;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import io.bluewake.testkit.ToyCamera;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A catalog like that of an installation, and an array with three kinds of telescopes. */
final class TestPlugins {
  private TestPlugins() {}

  static PluginCatalog catalog() {
    List<PluginDescription> all = new ArrayList<>();
    all.add(
        plugin(
            PluginKind.SOURCE,
            "eventio",
            text("focalLength", "effective", "effective", "equivalent"),
            text("truncated", "reject", "reject", "accept")));
    all.add(plugin(PluginKind.SOURCE, "hdf5"));
    all.add(plugin(PluginKind.GAIN, "threshold", number("thresholdCounts", 4000, 0, 65535)));
    all.add(plugin(PluginKind.CALIBRATE, "camera"));
    for (String name : List.of("neighbor-peak-window-sum", "local-peak-window-sum")) {
      all.add(plugin(PluginKind.EXTRACT, name, integer("windowWidth", 7, 1, 100)));
    }
    all.add(plugin(PluginKind.EXTRACT, "flashcam", bool("leadingEdgeTiming", true)));
    all.add(plugin(PluginKind.INVALID_PIXELS, "neighbor-average"));
    all.add(
        plugin(
            PluginKind.CLEAN,
            "tailcuts",
            number("picturePe", 10, 0, 1e6),
            number("boundaryPe", 5, 0, 1e6),
            bool("keepIsolatedPixels", false)));
    all.add(
        plugin(
            PluginKind.CLEAN,
            "fact",
            number("picturePe", 10, 0, 1e6),
            number("timeLimitNs", 5, 0, 1000)));
    for (String name :
        List.of(
            "hillas",
            "timing",
            "leakage",
            "concentration",
            "morphology",
            "intensity-statistics",
            "peak-time-statistics",
            "muon")) {
      all.add(plugin(PluginKind.PARAMETERS, name));
    }
    all.add(plugin(PluginKind.RECONSTRUCT, "hillas"));
    all.add(plugin(PluginKind.RECONSTRUCT, "hillas-intersection"));
    all.add(plugin(PluginKind.MONITORING, "hdf5"));
    all.add(plugin(PluginKind.MONITORING, "fits"));
    all.add(plugin(PluginKind.POINTING, "combined"));
    all.add(plugin(PluginKind.GAIN, "manual", text("channel", "high", "high", "low")));
    all.add(plugin(PluginKind.WRITE, "hdf5", text("dataModel", "7.6.0", "7.6.0", "7.1.0")));
    return new PluginCatalog(all);
  }

  private static PluginDescription plugin(
      PluginKind kind, String name, OptionDescription... options) {
    return new PluginDescription(
        kind, name, "test." + name, "For tests.", "test", "1", List.of(options));
  }

  private static OptionDescription number(String name, double value, double min, double max) {
    return new OptionDescription(
        name,
        OptionDescription.Type.NUMBER,
        false,
        value,
        OptionalDouble.of(min),
        OptionalDouble.of(max),
        List.of(),
        "A number.");
  }

  private static OptionDescription integer(String name, long value, double min, double max) {
    return new OptionDescription(
        name,
        OptionDescription.Type.INTEGER,
        false,
        value,
        OptionalDouble.of(min),
        OptionalDouble.of(max),
        List.of(),
        "A whole number.");
  }

  private static OptionDescription bool(String name, boolean value) {
    return new OptionDescription(
        name,
        OptionDescription.Type.BOOLEAN,
        false,
        value,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        "A switch.");
  }

  private static OptionDescription text(String name, String value, String... allowed) {
    return new OptionDescription(
        name,
        OptionDescription.Type.TEXT,
        false,
        value,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(allowed),
        "A choice.");
  }

  private static Camera camera(String size, String optics, String name) {
    Camera toy = ToyCamera.hexagonal(7);
    CameraGeometry g = toy.geometry();
    CameraGeometry named =
        new CameraGeometry(
            name,
            g.pixelX(),
            g.pixelY(),
            g.pixelArea(),
            g.shape(),
            g.pixelRotationDeg(),
            g.cameraRotationDeg(),
            g.neighbors());
    return new Camera(
        named, toy.readout(), new Optics(optics, size, "PARABOLIC", 1, 1, 1, 28, 29), 28);
  }

  /** Telescopes 1 and 2 are LSTs, 5 and 6 MSTs with FlashCam, 7 an MST with NectarCam. */
  static Subarray array() {
    Camera lst = camera("LST", "LST", "LSTCam");
    Camera flash = camera("MST", "MST", "FlashCam");
    Camera nectar = camera("MST", "MST", "NectarCam");
    return new Subarray(
        "test",
        List.of(
            new Telescope(1, "LST", 0, 0, 0, lst),
            new Telescope(2, "LST", 0, 100, 0, lst),
            new Telescope(5, "MST", 50, 0, 0, flash),
            new Telescope(6, "MST", 50, 100, 0, flash),
            new Telescope(7, "MST", 50, 200, 0, nectar)),
        new GeodeticLocation(28.76, -17.89, 2200));
  }
}
