package io.bluewake.source.eventio;

import java.util.Map;

/**
 * What a telescope is called and what kind it is: from the metadata of the file, or from its number
 * of pixels and focal length by a table of known telescopes.
 *
 * @param size {@code LST}, {@code MST} or {@code SST}
 * @param optics name of the structure
 * @param camera name of the camera
 * @param mirrors number of mirrors, -1 if unknown
 * @param reflector shape of the reflector
 */
record TelescopeNames(String size, String optics, String camera, int mirrors, String reflector) {
  private static final String UNKNOWN = "UNKNOWN";
  private static final String COUDER = "SCHWARZSCHILD_COUDER";
  private static final String DAVIES_COTTON = "DAVIES_COTTON";
  private static final String HYBRID = "HYBRID";
  private static final String PARABOLIC = "PARABOLIC";

  /** Pixels, focal length in cm, and what has both. */
  private record Known(int pixels, int focalLengthCm, TelescopeNames names) {}

  private static final Known[] KNOWN = {
    known(2048, 228, "SST", "GCT", "CHEC", 2, COUDER),
    known(2368, 215, "SST", "ASTRI", "ASTRICam", 2, COUDER),
    known(2048, 215, "SST", "ASTRI", "CHEC", 2, COUDER),
    known(1296, 560, "SST", "1M", "DigiCam", 1, DAVIES_COTTON),
    known(1764, 1600, "MST", "MST", "FlashCam", 1, HYBRID),
    known(1855, 1600, "MST", "MST", "NectarCam", 1, HYBRID),
    known(1855, 2800, "LST", "LST", "LSTCam", 1, PARABOLIC),
    known(11328, 559, "MST", "SCT", "SCTCam", 1, COUDER),
    known(960, 1500, "MST", "HESS-I", "HESS-I", 1, DAVIES_COTTON),
    known(2048, 3600, "LST", "HESS-II", "HESS-II", 1, PARABOLIC),
    known(1440, 489, "SST", "FACT", "FACT", 1, HYBRID),
  };

  private static Known known(
      int pixels, int cm, String size, String optics, String camera, int mirrors, String shape) {
    return new Known(pixels, cm, new TelescopeNames(size, optics, camera, mirrors, shape));
  }

  /** Names of a telescope. */
  static TelescopeNames of(
      Map<String, String> metadata, TelescopeDescription.CameraSettings camera) {
    TelescopeNames told = fromMetadata(metadata, camera.mirrorArea());
    return told != null ? told : guess(camera);
  }

  private static TelescopeNames fromMetadata(Map<String, String> metadata, double mirrorArea) {
    String optics = metadata.get("OPTICS_CONFIG_NAME");
    String camera = metadata.get("CAMERA_CONFIG_NAME");
    String mirrorClass = metadata.get("MIRROR_CLASS");
    if (optics == null || camera == null || mirrorClass == null) {
      return null;
    }
    String size = size(mirrorArea);
    return switch (mirrorClass.strip()) {
      case "2" -> new TelescopeNames(size, optics, camera, 2, COUDER);
      case "0" -> new TelescopeNames(size, optics, camera, 1, segmented(metadata));
      default -> new TelescopeNames(size, optics, camera, 1, UNKNOWN);
    };
  }

  private static String segmented(Map<String, String> metadata) {
    if (number(metadata, "PARABOLIC_DISH") == 1) {
      return PARABOLIC;
    }
    boolean same = number(metadata, "DISH_SHAPE_Length") == number(metadata, "FOCAL_Length");
    return same ? DAVIES_COTTON : HYBRID;
  }

  private static double number(Map<String, String> metadata, String key) {
    try {
      return Double.parseDouble(metadata.getOrDefault(key, "0").strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static TelescopeNames guess(TelescopeDescription.CameraSettings camera) {
    int pixels = camera.x().length;
    long cm = Math.round(camera.focalLength() * 100.0);
    for (Known k : KNOWN) {
      if (k.pixels == pixels && k.focalLengthCm == cm) {
        return k.names;
      }
    }
    // The two MAGIC telescopes differ in their mirror tiles alone.
    if (pixels == 1039 && (cm == 1697 || cm == 1700)) {
      if (camera.tiles() == 964 || camera.tiles() == 247) {
        String name = camera.tiles() == 964 ? "MAGIC-1" : "MAGIC-2";
        return new TelescopeNames("LST", name, "MAGICCam", 1, PARABOLIC);
      }
    }
    return new TelescopeNames(
        size(camera.mirrorArea()),
        "UNKNOWN-" + (long) Math.rint(camera.mirrorArea()) + "M2",
        "UNKNOWN-" + pixels + "PX",
        -1,
        UNKNOWN);
  }

  /** Size class by the diameter of a disk of the mirror area: below 8 m, below 16 m, above. */
  private static String size(double mirrorArea) {
    double diameter = 2 * Math.sqrt(mirrorArea / Math.PI);
    return diameter < 8 ? "SST" : diameter < 16 ? "MST" : "LST";
  }
}
