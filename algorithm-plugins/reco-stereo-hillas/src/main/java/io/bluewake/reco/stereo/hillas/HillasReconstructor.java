package io.bluewake.reco.stereo.hillas;

import io.bluewake.math.frames.Directions;
import io.bluewake.math.frames.SkyOffset;
import io.bluewake.math.frames.TiltedGround;
import io.bluewake.math.stereo.GeometrySchema;
import io.bluewake.math.stereo.HillasFrame;
import io.bluewake.math.stereo.LineBundle;
import io.bluewake.math.stereo.ShowerAxis;
import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.Reconstructor;
import io.bluewake.spi.Rows;
import io.bluewake.spi.StereoView;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Shower direction from planes through the image axes, core from image axes in the tilted frame,
 * height of the maximum from lines of sight.
 *
 * <p>An image axis and its telescope span a plane; the shower lies in it. Each pair of planes meets
 * in a direction, and their mean, weighted by intensity times length over width of both images, is
 * the shower direction; its uncertainty is the mean angle between the mean and the pairs. The core
 * is the point of the tilted ground frame closest to all image axes, each turned into the frame of
 * the array pointing first so that telescopes may point apart (T. Gasparetto, PhD thesis, Trieste
 * 2020, section 7.1.4). The shower maximum is the point closest to the lines of sight to the image
 * centroids.
 *
 * <p>Uncertainties of the core and of the height are not estimated and stay NaN. Events with fewer
 * than two selected telescopes, with a width that is zero or NaN, or whose axes do not meet in one
 * point are not valid. Every telescope row of a valid event gets its impact distance, whether it
 * was selected or not.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(
    name = "hillas",
    summary = "Stereo reconstruction from planes through image axes, for any pointing")
@Designate(ocd = HillasReconstructor.Config.class, factory = true)
public final class HillasReconstructor implements Reconstructor {
  /** Options. */
  @ObjectClassDefinition(
      name = "Hillas stereo reconstruction",
      description = "Stereo reconstruction from planes through image axes, for any pointing")
  public @interface Config {
    /** Frame of the parameters. */
    @AttributeDefinition(
        name = "Frame",
        description =
            "Frame of the Hillas parameters, which must be that of the hillas parameterizer",
        options = {
          @Option(label = "telescope frame", value = "telescope"),
          @Option(label = "camera frame", value = "camera")
        })
    String frame() default "telescope";
  }

  /** Distance of the second point on an image axis from the centroid, in field of view radii. */
  private static final double AXIS_STEP = 0.1;

  private static final Column CORE_PSI = CORE.column("psi");

  private final HillasFrame frame;
  private final String first;
  private final String second;
  private final String intensityColumn;
  private final String lengthColumn;
  private final String widthColumn;
  private final String psiColumn;
  private final SkyOffset telescopeFrame = new SkyOffset();
  private final SkyOffset arrayFrame = new SkyOffset();
  private final TiltedGround tilted = new TiltedGround();
  private final LineBundle lines = new LineBundle();
  private final double[] point = new double[3];
  private final double[] mean = new double[3];
  private Layout layout;
  private double[] centroid = new double[0];
  private double[] normal = new double[0];
  private double[] weight = new double[0];
  private double[] axisAngle = new double[0];

  /** Creates a reconstructor. */
  @Activate
  public HillasReconstructor(Config config) {
    frame = HillasFrame.of(config.frame());
    first = frame.first();
    second = frame.second();
    intensityColumn = frame.column("intensity");
    lengthColumn = frame.column("length");
    widthColumn = frame.column("width");
    psiColumn = frame.column("psi");
  }

  @Override
  public String algorithm() {
    return "HillasReconstructor";
  }

  @Override
  public String property() {
    return "geometry";
  }

  @Override
  public Set<String> requires() {
    return frame.columns("intensity", "length", "width", "psi");
  }

  @Override
  public Schema provides(int telescopes) {
    return GeometrySchema.perEvent(telescopes);
  }

  @Override
  public String telescopeProperty() {
    return "impact";
  }

  @Override
  public Schema providesPerTelescope() {
    return GeometrySchema.IMPACT;
  }

  @Override
  public void reconstruct(StereoView in, Rows stereo, Rows telescope, Rows core) {
    if (layout == null || layout.subarray != in.subarray()) {
      layout = new Layout(in.subarray());
      int n = in.subarray().size();
      centroid = new double[3 * n];
      normal = new double[3 * n];
      weight = new double[n];
      axisAngle = new double[n];
    }
    for (int event = 0; event < in.events(); event++) {
      stereo.set(event, layout.isValid, reconstruct(in, event, stereo, telescope, core));
    }
  }

  private boolean reconstruct(StereoView in, int event, Rows stereo, Rows telescope, Rows core) {
    int from = in.firstSelected()[event];
    int count = in.firstSelected()[event + 1] - from;
    if (count < 2 || !widthsAreUsable(in, from, count)) {
      return false;
    }
    arrayFrame.pointTo(in.arrayAzimuth()[event], in.arrayAltitude()[event]);
    tilted.pointTo(in.arrayAzimuth()[event], in.arrayAltitude()[event]);
    for (int i = 0; i < count; i++) {
      spanPlane(in, in.selected()[from + i], i);
    }
    meanDirection(count);
    if (!Double.isFinite(mean[0]) || !findCore(in, from, count)) {
      return false;
    }
    double tiltedX = lines.x();
    double tiltedY = lines.y();
    double coreX = tilted.groundX(tiltedX, tiltedY);
    double coreY = tilted.groundY(tiltedX, tiltedY);
    stereo.set(event, layout.coreTiltedX, tiltedX);
    stereo.set(event, layout.coreTiltedY, tiltedY);
    stereo.set(event, layout.coreX, coreX);
    stereo.set(event, layout.coreY, coreY);
    stereo.set(event, layout.alt, Math.toDegrees(Directions.latitude(mean[0], mean[1], mean[2])));
    stereo.set(event, layout.az, Math.toDegrees(Directions.azimuthOfGround(mean[0], mean[1])));
    double uncert = Math.toDegrees(meanDeviation(count));
    stereo.set(event, layout.altUncert, uncert);
    stereo.set(event, layout.azUncert, uncert);
    stereo.set(event, layout.hMax, heightOfMaximum(in, from, count) + layout.referenceHeight);
    storeTelescopes(in, event, from, count, stereo, core);
    storeImpact(in, event, coreX, coreY, telescope);
    return true;
  }

  private boolean widthsAreUsable(StereoView in, int from, int count) {
    double[] width = in.parameter(widthColumn);
    for (int i = from; i < from + count; i++) {
      double w = width[in.selected()[i]];
      if (Double.isNaN(w) || w == 0) {
        return false;
      }
    }
    return true;
  }

  /** Finds line of sight, plane and turned axis of one image. */
  private void spanPlane(StereoView in, int row, int i) {
    double focal = in.subarray().telescope(in.telescope()[row]).camera().focalLength();
    double u = in.parameter(first)[row];
    double v = in.parameter(second)[row];
    double lon = frame.lon(u, v, focal);
    double lat = frame.lat(u, v, focal);
    double psi = frame.psi(in.parameter(psiColumn)[row]);
    double step = AXIS_STEP * layout.fieldRadius[in.telescope()[row]];
    telescopeFrame.pointTo(in.azimuth()[row], in.altitude()[row]);
    int at = 3 * i;
    telescopeFrame.toHorizon(lon, lat, centroid, at);
    telescopeFrame.toHorizon(lon + step * Math.cos(psi), lat + step * Math.sin(psi), point, 0);
    double ax = centroid[at];
    double ay = centroid[at + 1];
    double az = centroid[at + 2];
    double bx = point[0];
    double by = point[1];
    double bz = point[2];
    double dLat = arrayFrame.fovLat(ax, ay, az) - arrayFrame.fovLat(bx, by, bz);
    double dLon = arrayFrame.fovLon(ax, ay, az) - arrayFrame.fovLon(bx, by, bz);
    axisAngle[i] = Math.atan(dLon / dLat);
    // From the left-handed vectors of the sky to the ground frame, whose y looks west.
    centroid[at + 1] = -ay;
    normal[at] = -ay * bz + az * by;
    normal[at + 1] = az * bx - ax * bz;
    normal[at + 2] = -ax * by + ay * bx;
    weight[i] =
        in.parameter(intensityColumn)[row]
            * in.parameter(lengthColumn)[row]
            / in.parameter(widthColumn)[row];
  }

  /**
   * Puts where two planes meet, upwards, into {@link #point}; its length is that of the product.
   */
  private void crossPlanes(int i, int j) {
    int a = 3 * i;
    int b = 3 * j;
    double x = normal[a + 1] * normal[b + 2] - normal[a + 2] * normal[b + 1];
    double y = normal[a + 2] * normal[b] - normal[a] * normal[b + 2];
    double z = normal[a] * normal[b + 1] - normal[a + 1] * normal[b];
    double sign = z < 0 ? -1 : 1;
    point[0] = sign * x;
    point[1] = sign * y;
    point[2] = sign * z;
  }

  private void meanDirection(int count) {
    double x = 0;
    double y = 0;
    double z = 0;
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        double w = weight[i] * weight[j];
        crossPlanes(i, j);
        x += w * point[0];
        y += w * point[1];
        z += w * point[2];
      }
    }
    double length = Math.sqrt(x * x + y * y + z * z);
    mean[0] = x / length;
    mean[1] = y / length;
    mean[2] = z / length;
  }

  private double meanDeviation(int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        crossPlanes(i, j);
        sum += Directions.angleBetween(mean[0], mean[1], mean[2], point[0], point[1], point[2]);
      }
    }
    return sum / (0.5 * count * (count - 1));
  }

  private boolean findCore(StereoView in, int from, int count) {
    lines.clear();
    for (int i = 0; i < count; i++) {
      int t = in.telescope()[in.selected()[from + i]];
      double x = layout.x[t];
      double y = layout.y[t];
      double z = layout.z[t];
      lines.add(
          Math.cos(axisAngle[i]),
          Math.sin(axisAngle[i]),
          0,
          tilted.x(x, y, z),
          tilted.y(x, y),
          tilted.z(x, y, z));
    }
    return lines.solve();
  }

  /** Height of the shower maximum over the origin of the ground frame, m; NaN if there is none. */
  private double heightOfMaximum(StereoView in, int from, int count) {
    lines.clear();
    for (int i = 0; i < count; i++) {
      int t = in.telescope()[in.selected()[from + i]];
      lines.add(
          centroid[3 * i],
          centroid[3 * i + 1],
          centroid[3 * i + 2],
          layout.x[t],
          layout.y[t],
          layout.z[t]);
    }
    lines.solve();
    return lines.z();
  }

  private void storeTelescopes(
      StereoView in, int event, int from, int count, Rows stereo, Rows core) {
    double[] intensity = in.parameter(intensityColumn);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      int row = in.selected()[from + i];
      sum += intensity[row];
      stereo.setElement(event, layout.telescopes, in.telescope()[row], 1);
      core.set(row, CORE_PSI, Math.toDegrees(axisAngle[i]));
    }
    stereo.set(event, layout.averageIntensity, sum / count);
  }

  private void storeImpact(StereoView in, int event, double coreX, double coreY, Rows telescope) {
    int end = in.firstTelescope()[event + 1];
    for (int row = in.firstTelescope()[event]; row < end; row++) {
      int t = in.telescope()[row];
      telescope.set(
          row,
          layout.distance,
          ShowerAxis.distance(
              mean[0], mean[1], mean[2], layout.x[t] - coreX, layout.y[t] - coreY, layout.z[t]));
    }
  }
}
