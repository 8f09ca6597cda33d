package io.bluewake.spi;

import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Telescope;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import org.osgi.annotation.versioning.ConsumerType;

/** Measures from monitoring data where a telescope really looks, for {@link PointingCorrector}s. */
@ConsumerType
public interface PointingSensor {
  /** Name of what it measures: {@link TelescopeMonitoring#STAR_TRACKING} or one like it. */
  String series();

  /**
   * Measures.
   *
   * @param telescope the telescope
   * @param place where it stands
   * @param known what is known about it; the reported pointing among it, if there is one
   * @param azimuth where it points if its monitoring data do not say, rad; NaN if unknown
   * @param altitude the same, rad
   * @return one entry per interval of time; none when there is nothing to measure from
   */
  TimeSeries measure(
      Telescope telescope,
      GeodeticLocation place,
      TelescopeMonitoring known,
      double azimuth,
      double altitude);
}
