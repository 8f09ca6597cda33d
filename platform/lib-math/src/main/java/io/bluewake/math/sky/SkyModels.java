package io.bluewake.math.sky;

import java.io.IOException;
import java.nio.file.Path;

/** The sky model of a configuration: with the tables shipped, or with newer ones from files. */
public final class SkyModels {
  private SkyModels() {}

  /** Read when it is first asked for; immutable, for everybody. */
  private static final class Shipped {
    static final SkyModel MODEL = SkyModel.shipped();

    private Shipped() {}
  }

  /** The model with the tables shipped, the same for everybody. */
  public static SkyModel shipped() {
    return Shipped.MODEL;
  }

  /**
   * A model.
   *
   * @param iers path of a file finals2000A.all; empty for the table shipped
   * @param leapSeconds path of a file Leap_Second.dat to go with it; empty for the table shipped
   * @throws IOException when a file cannot be read or is not such a file
   */
  public static SkyModel of(String iers, String leapSeconds) throws IOException {
    if (iers.isEmpty()) {
      if (!leapSeconds.isEmpty()) {
        throw new IOException(leapSeconds + ": leap seconds go with a file of the IERS");
      }
      return shipped();
    }
    LeapSeconds leaps =
        leapSeconds.isEmpty() ? LeapSeconds.shipped() : LeapSeconds.read(Path.of(leapSeconds));
    return new SkyModel(EarthOrientation.read(Path.of(iers), leaps));
  }
}
