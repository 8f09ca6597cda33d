package io.bluewake.source.zfits;

import io.bluewake.spi.InputException;

/** The scheduling block and observation that all files must be of: those of the first that says. */
final class Observation {
  private long schedulingBlock = -1;
  private long number = -1;
  private String file = "";

  /** Takes the numbers of a file, or compares them. */
  void check(String path, long sb, long obs) throws InputException {
    if (obs < 0) {
      return;
    }
    if (number < 0) {
      schedulingBlock = sb;
      number = obs;
      file = path;
    } else if (number != obs || schedulingBlock != sb) {
      throw new InputException(
          path
              + ": is of observation "
              + obs
              + " in scheduling block "
              + sb
              + ", not of "
              + number
              + " in "
              + schedulingBlock
              + " as "
              + file);
    }
  }

  /** Uses the number of a file name if no file has said it. */
  void otherwise(long obs) {
    number = number < 0 ? obs : number;
  }

  long schedulingBlock() {
    return schedulingBlock;
  }

  /** Number of the observation, 0 if unknown. */
  int number() throws InputException {
    if (number > Integer.MAX_VALUE) {
      throw new InputException(
          file + ": the observation number " + number + " does not fit into 31 bits");
    }
    return (int) Math.max(0, number);
  }
}
