package io.bluewake.reco.stereo.intersection;

import io.bluewake.math.frames.Directions;
import io.bluewake.math.frames.SkyOffset;
import io.bluewake.math.frames.TiltedGround;
import io.bluewake.math.stereo.GeometrySchema;
import io.bluewake.math.stereo.HillasFrame;
import io.bluewake.math.stereo.PlaneLines;
import io.bluewake.math.stereo.ShowerAxis;
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
 * Shower direction and core as weighted means of the crossing points of image axes.
 *
 * <p>The first algorithm of W. Hofmann et al., Astropart. Phys. 12 (1999) 135: image axes, moved
 * into the common nominal frame, cross pairwise in the shower direction; drawn through the
 * telescopes in the tilted ground frame they cross in the core. A pair weighs as the harmonic mean
 * of its intensities times the sine of the angle between the axes. The spread of the crossing
 * points is the uncertainty: 0 for two telescopes. The height of the maximum is, in small angles,
 * the impact distance over the angle between centroid and shower direction, weighted with the
 * intensity, projected to the vertical; NaN beyond 100 km.
 *
 * <p>Image angles are used as they are, so telescopes should point (almost) in parallel. Not valid
 * are events with fewer than two selected telescopes, with a width of zero or NaN, without crossing
 * points, or with a direction more than 45 degrees off in either coordinate. Every telescope row of
 * a valid event gets its impact distance, whether it was selected or not.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(
    name = "hillas-intersection",
    summary = "Stereo reconstruction from crossing points of image axes, with uncertainties")
@Designate(ocd = HillasIntersection.Config.class, factory = true)
public final class HillasIntersection implements Reconstructor {
  /** Options. */
  @ObjectClassDefinition(
      name = "Hillas intersection",
      description = "Stereo reconstruction from crossing points of image axes, with uncertainties")
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

  private static final double FARTHEST_DIRECTION = Math.PI / 4;
  private static final double HIGHEST_MAXIMUM_M = 100_000;

  private final HillasFrame frame;
  private final String first;
  private final String second;
  private final String intensityColumn;
  private final String widthColumn;
  private final String psiColumn;
  private final SkyOffset telescopeFrame = new SkyOffset();
  private final SkyOffset nominal = new SkyOffset();
  private final TiltedGround tilted = new TiltedGround();
  private final Crossings crossings = new Crossings();
  private final double[] vector = new double[3];
  private Layout layout;
  private double[] lon = new double[0];
  private double[] lat = new double[0];
  private double[] cos = new double[0];
  private double[] sin = new double[0];
  private double[] offset = new double[0];
  private double[] intensity = new double[0];

  /** Creates a reconstructor. */
  @Activate
  public HillasIntersection(Config config) {
    frame = HillasFrame.of(config.frame());
    first = frame.first();
    second = frame.second();
    intensityColumn = frame.column("intensity");
    widthColumn = frame.column("width");
    psiColumn = frame.column("psi");
  }

  @Override
  public String algorithm() {
    return "HillasIntersection";
  }

  @Override
  public String property() {
    return "geometry";
  }

  @Override
  public Set<String> requires() {
    return frame.columns("intensity", "width", "psi");
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
      lon = new double[n];
      lat = new double[n];
      cos = new double[n];
      sin = new double[n];
      offset = new double[n];
      intensity = new double[n];
    }
    for (int event = 0; event < in.events(); event++) {
      stereo.set(event, layout.isValid, reconstruct(in, event, stereo, telescope));
    }
  }

  private boolean reconstruct(StereoView in, int event, Rows stereo, Rows telescope) {
    int from = in.firstSelected()[event];
    int count = in.firstSelected()[event + 1] - from;
    if (count < 2 || !widthsAreUsable(in, from, count)) {
      return false;
    }
    nominal.pointTo(in.arrayAzimuth()[event], in.arrayAltitude()[event]);
    tilted.pointTo(in.arrayAzimuth()[event], in.arrayAltitude()[event]);
    for (int i = 0; i < count; i++) {
      drawAxis(in, in.selected()[from + i], i);
    }
    if (!crossings.cross(count, offset, cos, sin, intensity)
        || Math.abs(crossings.x()) > FARTHEST_DIRECTION
        || Math.abs(crossings.y()) > FARTHEST_DIRECTION) {
      return false;
    }
    double sourceLon = crossings.x();
    double sourceLat = crossings.y();
    double uncert = Math.toDegrees(Math.hypot(crossings.spreadX(), crossings.spreadY()));
    if (!crossOnGround(in, from, count)) {
      return false;
    }
    nominal.toHorizon(sourceLon, sourceLat, vector, 0);
    vector[1] = -vector[1];
    stereo.set(
        event, layout.alt, Math.toDegrees(Directions.latitude(vector[0], vector[1], vector[2])));
    stereo.set(event, layout.az, Math.toDegrees(Directions.azimuthOfGround(vector[0], vector[1])));
    stereo.set(event, layout.altUncert, uncert);
    stereo.set(event, layout.azUncert, uncert);
    storeCore(in, event, stereo, telescope);
    double height = distanceOfMaximum(in, from, count, sourceLon, sourceLat);
    height = height * Math.cos(Math.PI / 2 - in.arrayAltitude()[event]) + layout.referenceHeight;
    stereo.set(event, layout.hMax, height > HIGHEST_MAXIMUM_M ? Double.NaN : height);
    storeTelescopes(in, event, from, count, stereo);
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

  /** Draws the axis of an image in the nominal frame. */
  private void drawAxis(StereoView in, int row, int i) {
    double psi = frame.psi(in.parameter(psiColumn)[row]);
    telescopeFrame.pointTo(in.azimuth()[row], in.altitude()[row]);
    double focal = in.subarray().telescope(in.telescope()[row]).camera().focalLength();
    double u = in.parameter(first)[row];
    double v = in.parameter(second)[row];
    telescopeFrame.toHorizon(frame.lon(u, v, focal), frame.lat(u, v, focal), vector, 0);
    lon[i] = nominal.fovLon(vector[0], vector[1], vector[2]);
    lat[i] = nominal.fovLat(vector[0], vector[1], vector[2]);
    cos[i] = Math.cos(psi);
    sin[i] = Math.sin(psi);
    offset[i] = PlaneLines.offset(lon[i], lat[i], cos[i], sin[i]);
    intensity[i] = in.parameter(intensityColumn)[row];
  }

  /** Crosses the axes drawn through the telescopes; longitude lies along y of the tilted frame. */
  private boolean crossOnGround(StereoView in, int from, int count) {
    for (int i = 0; i < count; i++) {
      int t = in.telescope()[in.selected()[from + i]];
      double x = tilted.x(layout.x[t], layout.y[t], layout.z[t]);
      double y = tilted.y(layout.x[t], layout.y[t]);
      offset[i] = PlaneLines.offset(y, x, cos[i], sin[i]);
    }
    return crossings.cross(count, offset, cos, sin, intensity);
  }

  /** Mean distance of the shower maximum along the axis, m, weighted with the intensity. */
  private double distanceOfMaximum(
      StereoView in, int from, int count, double sourceLon, double sourceLat) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < count; i++) {
      int t = in.telescope()[in.selected()[from + i]];
      double dx = tilted.x(layout.x[t], layout.y[t], layout.z[t]) - crossings.y();
      double dy = tilted.y(layout.x[t], layout.y[t]) - crossings.x();
      double dLon = lon[i] - sourceLon;
      double dLat = lat[i] - sourceLat;
      double impact = Math.sqrt(dx * dx + dy * dy);
      double angle = Math.sqrt(dLon * dLon + dLat * dLat);
      sum += intensity[i] * (impact / angle);
      weights += intensity[i];
    }
    return sum / weights;
  }

  private void storeCore(StereoView in, int event, Rows stereo, Rows telescope) {
    double tiltedX = crossings.y();
    double tiltedY = crossings.x();
    double coreX = tilted.groundX(tiltedX, tiltedY);
    double coreY = tilted.groundY(tiltedX, tiltedY);
    stereo.set(event, layout.coreTiltedX, tiltedX);
    stereo.set(event, layout.coreTiltedY, tiltedY);
    stereo.set(event, layout.coreTiltedUncertX, crossings.spreadY());
    stereo.set(event, layout.coreTiltedUncertY, crossings.spreadX());
    stereo.set(event, layout.coreX, coreX);
    stereo.set(event, layout.coreY, coreY);
    int end = in.firstTelescope()[event + 1];
    for (int row = in.firstTelescope()[event]; row < end; row++) {
      int t = in.telescope()[row];
      telescope.set(
          row,
          layout.distance,
          ShowerAxis.distance(
              vector[0],
              vector[1],
              vector[2],
              layout.x[t] - coreX,
              layout.y[t] - coreY,
              layout.z[t]));
    }
  }

  private void storeTelescopes(StereoView in, int event, int from, int count, Rows stereo) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += intensity[i];
      stereo.setElement(event, layout.telescopes, in.telescope()[in.selected()[from + i]], 1);
    }
    stereo.set(event, layout.averageIntensity, sum / count);
  }
}
