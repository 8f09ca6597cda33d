package io.bluewake.testkit;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.Column;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Schema;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.CameraCalibrator;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InvalidPixelHandler;
import io.bluewake.spi.Reconstructor;
import io.bluewake.spi.Rows;
import io.bluewake.spi.StereoView;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** The contracts pass for plug-ins that are right. */
class StageContractsTest {

  /** Low gain where the high one is near its end. */
  static final class Saturation implements GainSelector {
    @Override
    public int select(WaveformBatch in, int row) {
      int marked = 0;
      for (int p = 0; p < in.pixels(); p++) {
        int at = in.base(row) + p * in.samplesPerPixel();
        byte low = 0;
        for (int s = 0; s < in.samplesPerPixel(); s++) {
          low = (in.adc()[at + s] & 0xFFFF) > 4000 ? 1 : low;
        }
        in.gain()[in.pixelBase(row) + p] = low;
        marked += low;
      }
      return marked;
    }
  }

  /** Pedestal and gain before, unusable pixels after. */
  static final class Plain implements CameraCalibrator {
    @Override
    public void calibrateWaveforms(WaveformBatch in, boolean raw) {
      for (int row = 0; row < in.rows() && raw; row++) {
        CameraConstants c = in.constants(row);
        for (int p = 0; p < in.pixels(); p++) {
          int channel = in.gain()[in.pixelBase(row) + p];
          int at = in.base(row) + p * in.samplesPerPixel();
          for (int s = at; s < at + in.samplesPerPixel(); s++) {
            float counts = (in.adc()[s] & 0xFFFF) - c.pedestal()[channel][p];
            in.samples()[s] = counts * c.gain()[channel][p];
          }
        }
      }
    }

    @Override
    public void calibrateImages(WaveformBatch in, ImageBatch images, int exponent) {
      for (int row = 0; row < in.rows(); row++) {
        for (int p = 0; p < in.pixels(); p++) {
          if (in.constants(row).isUnusable(in.gain()[in.pixelBase(row) + p], p)) {
            images.unusable().set(row, p);
          }
        }
      }
    }
  }

  /** Unusable pixels become dark. */
  static final class Zero implements InvalidPixelHandler {
    @Override
    public void handle(ImageBatch images) {
      for (int row = 0; row < images.rows(); row++) {
        for (int p = 0; p < images.pixels(); p++) {
          if (images.unusable().get(row, p)) {
            images.charge()[images.base(row) + p] = 0;
            if (images.hasPeakTime()) {
              images.peakTime()[images.base(row) + p] = 0;
            }
          }
        }
      }
    }
  }

  /** Counts telescopes. */
  static final class Multiplicity implements Reconstructor {
    private static final Schema SCHEMA =
        Schema.named("")
            .bool("is_valid", "Whether there are two telescopes")
            .float64("intensity", "", "Sum over the telescopes")
            .build();
    private static final Column VALID = SCHEMA.column("is_valid");
    private static final Column INTENSITY = SCHEMA.column("intensity");

    @Override
    public String algorithm() {
      return "Multiplicity";
    }

    @Override
    public String property() {
      return "geometry";
    }

    @Override
    public Set<String> requires() {
      return Set.of("hillas_intensity");
    }

    @Override
    public Schema provides(int telescopes) {
      return SCHEMA;
    }

    @Override
    public String telescopeProperty() {
      return "";
    }

    @Override
    public Schema providesPerTelescope() {
      return Schema.EMPTY;
    }

    @Override
    public void reconstruct(StereoView in, Rows stereo, Rows telescope, Rows core) {
      double[] intensity = in.parameter("hillas_intensity");
      for (int e = 0; e < in.events(); e++) {
        double sum = 0;
        for (int s = in.firstSelected()[e]; s < in.firstSelected()[e + 1]; s++) {
          sum += intensity[in.selected()[s]];
        }
        stereo.set(e, INTENSITY, sum);
        stereo.set(e, VALID, in.firstSelected()[e + 1] - in.firstSelected()[e] > 1);
      }
    }
  }

  @Nested
  class Gain extends GainSelectorContract {
    @Override
    protected GainSelector create() {
      return new AssertingGainSelector(new Saturation());
    }
  }

  @Nested
  class Calibrator extends CameraCalibratorContract {
    @Override
    protected CameraCalibrator create() {
      return new AssertingCameraCalibrator(new Plain());
    }
  }

  @Nested
  class Handler extends InvalidPixelHandlerContract {
    @Override
    protected InvalidPixelHandler create() {
      return new AssertingInvalidPixelHandler(new Zero());
    }
  }

  @Nested
  class Geometry extends ReconstructorContract {
    @Override
    protected Reconstructor create() {
      return new Multiplicity();
    }
  }

  @Nested
  class WrappedCleaner extends ImageCleanerContract {
    @Override
    protected io.bluewake.spi.ImageCleaner create() {
      return new AssertingImageCleaner(new ImageContractsTest.Threshold());
    }
  }

  @Nested
  class OneCamera extends InvalidPixelHandlerContract {
    @Override
    protected InvalidPixelHandler create() {
      return new Zero();
    }

    @Override
    protected java.util.List<Camera> cameras() {
      return java.util.List.of(ToyCamera.hexagonal(1));
    }
  }
}
