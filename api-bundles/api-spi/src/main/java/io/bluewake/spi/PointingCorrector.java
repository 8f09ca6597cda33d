package io.bluewake.spi;

import io.bluewake.model.EventBatch;
import io.bluewake.model.Reconstruction;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.TelescopeMonitoring;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Corrects for where telescopes really look, and says where that is in the sky. Called once for
 * each batch between image parameters and reconstruction, and once more for each reconstructed
 * direction.
 *
 * <p>Image parameters stay in the telescope frame of the reported pointing: a correction moves,
 * turns and scales images in it, so that whoever reads them afterwards, knowing the reported
 * pointing only, gets right directions.
 *
 * <p>Parameters that were read may have been corrected by an earlier run. {@link
 * EventBatch#pointing()} then holds what that run has written of them, and {@link #CORRECTED} says
 * which they are: nothing is corrected twice.
 */
@ConsumerType
public interface PointingCorrector {
  /** Nobody knows where the telescope pointed. */
  int NO_POINTING = 1;

  /** The reported pointing is too old. */
  int STALE_POINTING = 2;

  /** Nothing is known about corrections; the reported pointing was taken as it is. */
  int NO_CORRECTION = 4;

  /** Corrections are too old. */
  int STALE_CORRECTION = 8;

  /** Sources of corrections disagree. */
  int SOURCES_DISAGREE = 16;

  /** The orientation of the Earth was not yet measured then: sky coordinates may be off. */
  int PREDICTED_EARTH = 32;

  /** Name of the column with the sum of those that hold. */
  String QUALITY = "quality";

  /** Name of the column that says whether image parameters of the row are corrected. */
  String CORRECTED = "corrected";

  /** Columns of telescope rows. */
  Schema TELESCOPE =
      Schema.named("pointing")
          .float64("azimuth", "deg", "Azimuth of the camera's axis, corrected")
          .float64("altitude", "deg", "Altitude of the camera's axis, corrected")
          .float64("ra", "deg", "Right ascension of the camera's axis, ICRS")
          .float64("dec", "deg", "Declination of the camera's axis, ICRS")
          .float64("offset_lon", "deg", "Axis beside the reported pointing, along azimuth")
          .float64("offset_lat", "deg", "Axis beside the reported pointing, along altitude")
          .float64("rotation", "deg", "Angle of the camera, from longitude to latitude")
          .float64("scale", "", "True angles over those the camera shows")
          .float64("offset_lon_uncert", "deg", "Standard error of offset_lon")
          .float64("offset_lat_uncert", "deg", "Standard error of offset_lat")
          .float64("rotation_uncert", "deg", "Standard error of rotation, NaN if not measured")
          .float64("scale_uncert", "", "Standard error of scale, NaN if not measured")
          .int64(
              QUALITY,
              "0 good; sum of 1 no pointing, 2 old pointing, 4 no corrections, 8 old corrections,"
                  + " 16 sources disagree, 32 orientation of the Earth predicted")
          .bool(CORRECTED, "Whether image parameters of this row are corrected by these numbers")
          .float64("reported_azimuth", "deg", "Azimuth that the telescope reports, NaN if unknown")
          .float64("reported_altitude", "deg", "Altitude that it reports, NaN if unknown")
          .build();

  /** Columns of events, for each reconstruction of directions. */
  Schema SKY =
      Schema.named("")
          .float64("ra", "deg", "Right ascension of the shower direction, ICRS")
          .float64("dec", "deg", "Declination of the shower direction, ICRS")
          .int64("sky_quality", "Sum of the pointing qualities of the telescopes used")
          .build();

  /**
   * Whether there is anything to do in a run. If not, products have no tables of pointing.
   *
   * @param known what is known from monitoring, by layout index; empty without monitoring
   */
  boolean applies(Subarray subarray, List<TelescopeMonitoring> known);

  /**
   * Sets the reported pointing of rows of which the source does not know it, corrects image
   * parameters and muon rings in place, and fills {@link #TELESCOPE}. Of rows that are corrected
   * already the parameters are left alone, and the product keeps what it was told of them before.
   *
   * @param batch events with their parameters and monitoring
   * @param fresh whether the image parameters were computed in this run; if not, {@link
   *     EventBatch#pointing()} may say that some are corrected already
   * @param out receives one row per telescope row
   */
  void correct(EventBatch batch, boolean fresh, Rows out);

  /**
   * Fills {@link #SKY}, after {@link #correct}.
   *
   * @param batch events
   * @param directions a reconstruction with columns {@code az} and {@code alt}
   * @param out receives one row per event
   */
  void locate(EventBatch batch, Reconstruction directions, Rows out);
}
