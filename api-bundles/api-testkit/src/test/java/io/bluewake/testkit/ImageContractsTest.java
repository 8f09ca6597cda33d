package io.bluewake.testkit;

import io.bluewake.model.Column;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.Schema;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.Rows;
import org.junit.jupiter.api.Nested;

/** The contracts pass for plug-ins that are right. */
class ImageContractsTest {

  /** Keeps pixels above a fixed charge. */
  static final class Threshold implements ImageCleaner {
    @Override
    public void clean(ImageBatch in, PixelMask out) {
      for (int row = 0; row < in.rows(); row++) {
        for (int p = 0; p < in.pixels(); p++) {
          if (in.charge(row, p) > 8f) {
            out.set(row, p);
          }
        }
      }
    }
  }

  /** Sums the signal. */
  static final class Sum implements ImageParameterizer {
    private static final Schema SCHEMA =
        Schema.named("toy").float64("sum", "", "Sum of the signal").build();
    private static final Column SUM = SCHEMA.column("sum");

    @Override
    public Schema provides() {
      return SCHEMA;
    }

    @Override
    public void parameterize(SelectedImages in, Rows out) {
      for (int i = 0; i < in.count(); i++) {
        int row = in.rows()[i];
        double sum = 0;
        for (int p = 0; p < in.images().pixels(); p++) {
          if (in.signal().get(row, p)) {
            sum += in.images().charge(row, p);
          }
        }
        out.set(row, SUM, sum);
      }
    }
  }

  /** Sums all samples; the brightest one is the peak. */
  static final class Total implements ImageExtractor {
    @Override
    public void extract(WaveformBatch in, ImageBatch out) {
      int samples = in.samplesPerPixel();
      for (int i = 0; i < in.rows() * in.pixels(); i++) {
        float sum = 0;
        int peak = 0;
        for (int s = 0; s < samples; s++) {
          sum += in.samples()[i * samples + s];
          peak = in.samples()[i * samples + s] > in.samples()[i * samples + peak] ? s : peak;
        }
        out.charge()[i] = sum;
        out.peakTime()[i] = (float) (peak / in.camera().readout().samplingRateGHz());
      }
    }
  }

  @Nested
  class Cleaner extends ImageCleanerContract {
    @Override
    protected ImageCleaner create() {
      return new Threshold();
    }
  }

  @Nested
  class Parameterizer extends ImageParameterizerContract {
    @Override
    protected ImageParameterizer create() {
      return new Sum();
    }
  }

  @Nested
  class Extractor extends ImageExtractorContract {
    @Override
    protected ImageExtractor create() {
      return new Total();
    }
  }
}
