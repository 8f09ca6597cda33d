package io.bluewake.parameters.leakage;

import io.bluewake.math.image.PixelSets;
import io.bluewake.model.Camera;
import io.bluewake.model.Column;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Neighbors;
import io.bluewake.model.Schema;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.Rows;
import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * How much of the image lies at the edge of the camera, as shares of signal pixels and of charge.
 *
 * <p>The border of width 1 are pixels with fewer neighbours than the best connected pixel of the
 * camera; that of width 2 are pixels with a neighbour in the former. An image without signal pixels
 * keeps missing values.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "leakage", summary = "Share of the image at the edge of the camera")
public final class LeakageParameterizer implements ImageParameterizer {
  private final Schema measured = schema(false);
  private final Schema truth = schema(true);
  private Camera camera;
  private int words;
  private long[] border1;
  private long[] border2;

  private static Schema schema(boolean isTrue) {
    String intensity1 = "Share of the charge in the border of width 1";
    String intensity2 = "Share of the charge in the border of width 2";
    Schema.Builder schema =
        Schema.named("leakage")
            .float64("pixels_width_1", "", "Share of the signal pixels in the border of width 1")
            .float64("pixels_width_2", "", "Share of the signal pixels in the border of width 2");
    if (isTrue) {
      schema.float64("intensity_width_1", "", intensity1);
      schema.float64("intensity_width_2", "", intensity2);
    } else {
      schema.float32("intensity_width_1", "", intensity1);
      schema.float32("intensity_width_2", "", intensity2);
    }
    return schema.build();
  }

  @Override
  public Schema provides() {
    return measured;
  }

  @Override
  public Schema providesForTrueImages() {
    return truth;
  }

  @Override
  public void parameterize(SelectedImages in, Rows out) {
    ImageBatch images = in.images();
    if (camera != images.camera()) {
      prepare(images.camera());
    }
    Schema schema = in.isTrue() ? truth : measured;
    Column pixels1 = schema.columns().get(0);
    Column pixels2 = schema.columns().get(1);
    Column intensity1 = schema.columns().get(2);
    Column intensity2 = schema.columns().get(3);
    long[] signal = in.signal().words();
    for (int i = 0; i < in.count(); i++) {
      int row = in.rows()[i];
      int wordBase = in.signal().wordBase(row);
      int base = images.base(row);
      double sum = 0;
      double sum1 = 0;
      double sum2 = 0;
      int n = 0;
      int n1 = 0;
      int n2 = 0;
      for (int w = 0; w < words; w++) {
        long word = signal[wordBase + w];
        n += Long.bitCount(word);
        n1 += Long.bitCount(word & border1[w]);
        n2 += Long.bitCount(word & border2[w]);
        int start = base + (w << 6);
        for (long bits = word; bits != 0; bits &= bits - 1) {
          int bit = Long.numberOfTrailingZeros(bits);
          double q = images.charge()[start + bit];
          sum += q;
          sum1 += (border1[w] >>> bit & 1) != 0 ? q : 0;
          sum2 += (border2[w] >>> bit & 1) != 0 ? q : 0;
        }
      }
      if (n > 0) {
        out.set(row, pixels1, (double) n1 / n);
        out.set(row, pixels2, (double) n2 / n);
        out.set(row, intensity1, sum1 / sum);
        out.set(row, intensity2, sum2 / sum);
      }
    }
  }

  private void prepare(Camera newCamera) {
    camera = newCamera;
    Neighbors neighbors = camera.neighbors();
    words = PixelSets.words(camera.pixels());
    border1 = new long[words];
    border2 = new long[words];
    int[] counts = new int[camera.pixels()];
    Arrays.setAll(counts, neighbors::count);
    int most = Arrays.stream(counts).max().orElse(0);
    for (int p = 0; p < counts.length; p++) {
      if (counts[p] < most) {
        PixelSets.add(border1, 0, p);
      }
    }
    PixelSets.neighborsOf(neighbors, border1, 0, words, border2, 0);
  }
}
