package io.bluewake.source.eventio;

import java.util.Map;

/** Numbers and names of the EventIO objects of CORSIKA and sim_telarray. */
final class ObjectTypes {
  static final int HISTORY = 70;
  static final int HISTORY_COMMAND = 71;
  static final int HISTORY_CONFIG = 72;
  static final int METADATA = 75;
  static final int HISTOGRAMS = 100;
  static final int CORSIKA_RUN_HEADER = 1200;
  static final int CORSIKA_TELESCOPES = 1201;
  static final int CORSIKA_EVENT_HEADER = 1202;
  static final int ARRAY_OFFSETS = 1203;
  static final int TELESCOPE_DATA = 1204;
  static final int PHOTONS = 1205;
  static final int PHOTO_ELECTRONS = 1208;
  static final int CORSIKA_EVENT_END = 1209;
  static final int CORSIKA_RUN_END = 1210;
  static final int LONGITUDINAL = 1211;
  static final int INPUT_CARD = 1212;
  static final int EXTRA_PARAMETERS = 1215;
  static final int ATMOSPHERE = 1216;
  static final int RUN_HEADER = 2000;
  static final int MC_RUN_HEADER = 2001;
  static final int CAMERA_SETTINGS = 2002;
  static final int CAMERA_ORGANIZATION = 2003;
  static final int PIXEL_SETTINGS = 2004;
  static final int DISABLED_PIXELS = 2005;
  static final int SOFTWARE_SETTINGS = 2006;
  static final int POINTING_CORRECTION = 2007;
  static final int DRIVE_SETTINGS = 2008;
  static final int TRIGGER = 2009;
  static final int ARRAY_EVENT = 2010;
  static final int TELESCOPE_HEADER = 2011;
  static final int ADC_SUMS = 2012;
  static final int ADC_SAMPLES = 2013;
  static final int IMAGE_PARAMETERS = 2014;
  static final int STEREO = 2015;
  static final int PIXEL_TIMING = 2016;
  static final int CALIBRATED_PIXELS = 2017;
  static final int MC_SHOWER = 2020;
  static final int MC_EVENT = 2021;
  static final int CAMERA_MONITORING = 2022;
  static final int LASER_CALIBRATION = 2023;
  static final int MC_PE_SUMS = 2026;
  static final int PIXEL_LIST = 2027;
  static final int CALIBRATION_EVENT = 2028;
  static final int DIGITAL_TRACES = 2029;
  static final int ANALOG_TRACES = 2030;
  static final int PIXEL_TRIGGER_TIMES = 2032;
  static final int PIXEL_MONITORING = 2033;
  static final int CALIBRATION_PE = 2034;

  static final int FIRST_TRACKING = 2100;
  static final int FIRST_TELESCOPE_EVENT = 2200;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(HISTORY, "history"),
          Map.entry(HISTORY_COMMAND, "command line"),
          Map.entry(HISTORY_CONFIG, "configuration line"),
          Map.entry(METADATA, "metadata"),
          Map.entry(HISTOGRAMS, "histograms"),
          Map.entry(CORSIKA_RUN_HEADER, "CORSIKA run header"),
          Map.entry(CORSIKA_TELESCOPES, "CORSIKA telescopes"),
          Map.entry(CORSIKA_EVENT_HEADER, "CORSIKA event header"),
          Map.entry(ARRAY_OFFSETS, "array offsets"),
          Map.entry(TELESCOPE_DATA, "photons of all telescopes"),
          Map.entry(PHOTONS, "photons"),
          Map.entry(1206, "camera layout"),
          Map.entry(1207, "trigger time"),
          Map.entry(PHOTO_ELECTRONS, "photo-electrons"),
          Map.entry(CORSIKA_EVENT_END, "CORSIKA event end"),
          Map.entry(CORSIKA_RUN_END, "CORSIKA run end"),
          Map.entry(LONGITUDINAL, "longitudinal profile"),
          Map.entry(INPUT_CARD, "CORSIKA input card"),
          Map.entry(1213, "telescope array head"),
          Map.entry(1214, "telescope array end"),
          Map.entry(EXTRA_PARAMETERS, "extra shower parameters"),
          Map.entry(ATMOSPHERE, "atmospheric profile"),
          Map.entry(RUN_HEADER, "run header"),
          Map.entry(MC_RUN_HEADER, "simulation run header"),
          Map.entry(CAMERA_SETTINGS, "camera settings"),
          Map.entry(CAMERA_ORGANIZATION, "camera organization"),
          Map.entry(PIXEL_SETTINGS, "pixel settings"),
          Map.entry(DISABLED_PIXELS, "disabled pixels"),
          Map.entry(SOFTWARE_SETTINGS, "camera software settings"),
          Map.entry(POINTING_CORRECTION, "pointing correction"),
          Map.entry(DRIVE_SETTINGS, "drive settings"),
          Map.entry(TRIGGER, "array trigger"),
          Map.entry(ARRAY_EVENT, "array event"),
          Map.entry(TELESCOPE_HEADER, "telescope event header"),
          Map.entry(ADC_SUMS, "ADC sums"),
          Map.entry(ADC_SAMPLES, "ADC samples"),
          Map.entry(IMAGE_PARAMETERS, "image parameters"),
          Map.entry(STEREO, "stereo reconstruction"),
          Map.entry(PIXEL_TIMING, "pixel timing"),
          Map.entry(CALIBRATED_PIXELS, "calibrated pixels"),
          Map.entry(MC_SHOWER, "simulated shower"),
          Map.entry(MC_EVENT, "simulated event"),
          Map.entry(CAMERA_MONITORING, "camera monitoring"),
          Map.entry(LASER_CALIBRATION, "laser calibration"),
          Map.entry(2024, "run statistics"),
          Map.entry(2025, "simulation run statistics"),
          Map.entry(MC_PE_SUMS, "photo-electron sums"),
          Map.entry(PIXEL_LIST, "pixel list"),
          Map.entry(CALIBRATION_EVENT, "calibration event"),
          Map.entry(DIGITAL_TRACES, "digital traces"),
          Map.entry(ANALOG_TRACES, "analog traces"),
          Map.entry(2031, "photons at the focal surface"),
          Map.entry(PIXEL_TRIGGER_TIMES, "pixel trigger times"),
          Map.entry(PIXEL_MONITORING, "pixel monitoring"),
          Map.entry(CALIBRATION_PE, "calibration photo-electrons"));

  private ObjectTypes() {}

  /** What a type means. */
  static String name(int type) {
    String name = NAMES.get(type);
    if (name != null) {
      return name;
    }
    if (isTelescopeEvent(type)) {
      return "event of telescope " + telescopeOf(type, FIRST_TELESCOPE_EVENT);
    }
    if (isTracking(type)) {
      return "pointing of telescope " + telescopeOf(type, FIRST_TRACKING);
    }
    return "unknown";
  }

  /** Whether this reader knows a type, used or not. */
  static boolean isKnown(int type) {
    return NAMES.containsKey(type) || isTelescopeEvent(type) || isTracking(type);
  }

  /** Whether the type is that of a telescope event: 2200 + id % 100 + 1000 * (id / 100). */
  static boolean isTelescopeEvent(int type) {
    return isNumbered(type, FIRST_TELESCOPE_EVENT);
  }

  /** Whether the type is that of a telescope's pointing: 2100 + id % 100 + 1000 * (id / 100). */
  static boolean isTracking(int type) {
    return isNumbered(type, FIRST_TRACKING);
  }

  private static boolean isNumbered(int type, int base) {
    return type >= base && (type - base) % 1000 < 100;
  }

  /** Telescope of a telescope event. */
  static int telescopeOfEvent(int type) {
    return telescopeOf(type, FIRST_TELESCOPE_EVENT);
  }

  /** Telescope of a pointing. */
  static int telescopeOfTracking(int type) {
    return telescopeOf(type, FIRST_TRACKING);
  }

  private static int telescopeOf(int type, int base) {
    return 100 * ((type - base) / 1000) + (type - base) % 1000;
  }

  /** Telescope number out of the scattered bits some identifiers keep it in. */
  static int telescopeOfId(int id) {
    return id & 0xFF | (id & 0x3F000000) >> 16;
  }
}
