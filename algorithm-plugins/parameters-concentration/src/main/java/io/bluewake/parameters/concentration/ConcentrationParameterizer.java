package io.bluewake.parameters.concentration;

import io.bluewake.math.image.HillasMoments;
import io.bluewake.model.Camera;
import io.bluewake.model.Column;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Schema;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.Rows;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * How compact the image is: shares of its charge near the centroid (closer than the width of the
 * pixel), inside the ellipse of one standard deviation, and in the brightest pixel. An image of
 * width 0 has core 0; an image without charge keeps missing values.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "concentration", summary = "Shares of the charge in small parts of the image")
public final class ConcentrationParameterizer implements ImageParameterizer {
  private final Schema schema =
      Schema.named("concentration")
          .float64("cog", "", "Share of the charge within one pixel width of the centroid")
          .float64("core", "", "Share of the charge inside the Hillas ellipse")
          .float64("pixel", "", "Share of the charge in the brightest pixel")
          .build();
  private final Column cog = schema.column("cog");
  private final Column core = schema.column("core");
  private final Column pixel = schema.column("pixel");
  private final HillasMoments moments = new HillasMoments();
  private Camera camera;
  private int[] pixels = new int[0];
  private double[] width2 = new double[0];

  @Override
  public Schema provides() {
    return schema;
  }

  @Override
  public void parameterize(SelectedImages in, Rows out) {
    ImageBatch images = in.images();
    if (camera != images.camera()) {
      prepare(images.camera());
    }
    for (int i = 0; i < in.count(); i++) {
      int row = in.rows()[i];
      int base = images.base(row);
      int n = in.signal().pixelsOf(row, pixels);
      if (moments.compute(camera.fovLon(), camera.fovLat(), images.charge(), base, pixels, n)) {
        moments.project();
        store(row, images.charge(), base, n, out);
      }
    }
  }

  private void store(int row, float[] charge, int base, int n, Rows out) {
    double perLength2 = 1 / (moments.length() * moments.length());
    double perWidth2 = 1 / (moments.width() * moments.width());
    double[] along = moments.along();
    double[] across = moments.across();
    double[] lon = camera.fovLon();
    double[] lat = camera.fovLat();
    double sumCog = 0;
    double sumCore = 0;
    double brightest = 0;
    for (int k = 0; k < n; k++) {
      int p = pixels[k];
      double q = charge[base + p];
      double dx = lon[p] - moments.x();
      double dy = lat[p] - moments.y();
      double ellipse = along[k] * along[k] * perLength2 + across[k] * across[k] * perWidth2;
      sumCog += dx * dx + dy * dy < width2[p] ? q : 0;
      sumCore += ellipse <= 1 ? q : 0;
      brightest = Math.max(brightest, q);
    }
    out.set(row, cog, sumCog / moments.intensity());
    out.set(row, core, moments.width() == 0 ? 0 : sumCore / moments.intensity());
    out.set(row, pixel, brightest / moments.intensity());
  }

  private void prepare(Camera newCamera) {
    camera = newCamera;
    int n = camera.pixels();
    pixels = new int[n];
    width2 = new double[n];
    double degreesPerMeter = Math.toDegrees(1 / camera.focalLength());
    // Squared width of a pixel of unit area: across flats of a hexagon, side, or diameter.
    double shape =
        switch (camera.geometry().shape()) {
          case HEXAGON -> 2 / Math.sqrt(3);
          case RECTANGULAR -> 1;
          case CIRCLE -> 4 / Math.PI;
        };
    for (int p = 0; p < n; p++) {
      width2[p] = shape * camera.geometry().pixelArea()[p] * degreesPerMeter * degreesPerMeter;
    }
  }
}
