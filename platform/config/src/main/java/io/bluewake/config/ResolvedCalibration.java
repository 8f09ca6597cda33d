package io.bluewake.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What summarizes calibration events. A list that the configuration does not name is empty.
 *
 * @param statistics statistics of charges; the first one counts
 * @param outliers find outliers in the statistics of charges
 * @param timeStatistics statistics of peak times; the first one counts
 * @param timeOutliers find outliers in the statistics of peak times
 * @param coefficients compute coefficients; the first one counts
 */
public record ResolvedCalibration(
    List<ResolvedPlugin> statistics,
    List<ResolvedPlugin> outliers,
    List<ResolvedPlugin> timeStatistics,
    List<ResolvedPlugin> timeOutliers,
    List<ResolvedPlugin> coefficients) {

  /** The lists by the key of their section. */
  public Map<String, List<ResolvedPlugin>> sections() {
    Map<String, List<ResolvedPlugin>> all = new LinkedHashMap<>();
    all.put(Section.STATISTICS.key, statistics);
    all.put(Section.OUTLIERS.key, outliers);
    all.put(Section.TIME_STATISTICS.key, timeStatistics);
    all.put(Section.TIME_OUTLIERS.key, timeOutliers);
    all.put(Section.COEFFICIENTS.key, coefficients);
    return all;
  }
}
