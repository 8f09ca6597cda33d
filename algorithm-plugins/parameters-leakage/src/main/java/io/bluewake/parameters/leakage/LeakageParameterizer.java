package io.bluewake.parameters.leakage;

import io.bluewake.math.image.PixelSets;
import io.bluewake.model.Camera;
import io.bluewake.model.Column;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Neighbors;
import io.bluewake.model.PixelMask;
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
  private final double[] light = new double[5];
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
    for (int i = 0; i < in.count(); i++) {
      int row = in.rows()[i];
      int n = sums(in.signal(), images, row);
      if (n > 0) {
        out.set(row, pixels1, light[3] / n);
        out.set(row, pixels2, light[4] / n);
        out.set(row, intensity1, light[1] / light[0]);
        out.set(row, intensity2, light[2] / light[0]);
      }
    }
  }

  /**
   * Sums one image into {@link #light}: charge of all, of the outer and of both border pixels, then
   * the number of outer and of both border pixels.
   *
   * @return number of signal pixels
   */
  private int sums(PixelMask mask, ImageBatch images, int row) {
    long[] signal = mask.words();
    int wordBase = mask.wordBase(row);
    float[] charge = images.charge();
    int base = images.base(row);
    int n = 0;
    Arrays.fill(light, 0);
    for (int w = 0; w < words; w++) {
      long word = signal[wordBase + w];
      n += Long.bitCount(word);
      light[3] += Long.bitCount(word & border1[w]);
      light[4] += Long.bitCount(word & border2[w]);
      light[0] += charge(word, charge, base + (w << 6));
      light[1] += charge(word & border1[w], charge, base + (w << 6));
      light[2] += charge(word & border2[w], charge, base + (w << 6));
    }
    return n;
  }

  private static double charge(long pixels, float[] charge, int start) {
    double sum = 0;
    for (long bits = pixels; bits != 0; bits &= bits - 1) {
      sum += charge[start + Long.numberOfTrailingZeros(bits)];
    }
    return sum;
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
