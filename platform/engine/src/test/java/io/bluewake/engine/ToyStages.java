package io.bluewake.engine;

import io.bluewake.model.ColumnType;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Schema;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.CameraCalibrator;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.Reconstructor;
import io.bluewake.spi.Rows;
import io.bluewake.spi.StereoView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The simplest stages that fill every table, and plans of them. */
final class ToyStages {
  private ToyStages() {}

  static final List<Criterion> IMAGE_QUALITY =
      List.of(
          new Criterion("size_greater_0", "image.sum() > 0"),
          new Criterion("at_least_2_pixels", "image.size > 1"));
  static final List<Criterion> STEREO_QUALITY =
      List.of(
          new Criterion("> 50 phe", "parameters.hillas.intensity > 50"),
          new Criterion("> 3 pixels", "parameters.morphology.n_pixels > 3"));

  /** Leaves waveforms as they are and doubles the charge. */
  static final class Calibrator implements CameraCalibrator {
    @Override
    public void calibrateWaveforms(WaveformBatch waveforms, boolean raw) {}

    @Override
    public void calibrateImages(WaveformBatch waveforms, ImageBatch images, int exponent) {
      for (int i = 0; i < images.base(images.rows()); i++) {
        images.charge()[i] *= 2;
      }
    }
  }

  /** Sums all samples. */
  static ImageExtractor sum() {
    return (in, out) -> {
      int n = in.samplesPerPixel();
      for (int i = 0; i < out.base(out.rows()); i++) {
        float q = 0;
        for (int s = 0; s < n; s++) {
          q += in.samples()[i * n + s];
        }
        out.charge()[i] = q;
        out.peakTime()[i] = q / 2;
      }
    };
  }

  /** Keeps what is above a threshold. */
  static ImageCleaner above(float threshold) {
    return (in, out) -> {
      for (int row = 0; row < in.rows(); row++) {
        for (int p = 0; p < in.pixels(); p++) {
          if (in.charge(row, p) > threshold) {
            out.set(row, p);
          }
        }
      }
    };
  }

  /** Intensity, of true images too. */
  static final class Intensity implements ImageParameterizer {
    private static final Schema SCHEMA =
        Schema.named("hillas").float64("intensity", "", "Sum of the charges").build();

    @Override
    public Schema provides() {
      return SCHEMA;
    }

    @Override
    public void parameterize(SelectedImages in, Rows out) {
      int[] pixels = new int[in.images().pixels()];
      for (int i = 0; i < in.count(); i++) {
        int n = in.signal().pixelsOf(in.rows()[i], pixels);
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += in.images().charge(in.rows()[i], pixels[k]);
        }
        out.set(in.rows()[i], SCHEMA.column("intensity"), sum);
      }
    }
  }

  /** Number of pixels, not of true images. */
  static final class Pixels implements ImageParameterizer {
    private static final Schema SCHEMA =
        Schema.named("morphology").int32("n_pixels", "Number of pixels").build();

    @Override
    public Schema provides() {
      return SCHEMA;
    }

    @Override
    public Schema providesForTrueImages() {
      return Schema.EMPTY;
    }

    @Override
    public void parameterize(SelectedImages in, Rows out) {
      for (int i = 0; i < in.count(); i++) {
        int row = in.rows()[i];
        out.set(row, SCHEMA.column("n_pixels"), in.signal().count(row));
      }
    }
  }

  /** Sum over telescopes. */
  static final class Sum implements Reconstructor {
    private static final Schema TELESCOPE =
        Schema.named("impact").float64("distance", "m", "Distance").build();

    @Override
    public String algorithm() {
      return "ToyReconstructor";
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
      return Schema.named("")
          .float64("total", "", "Sum of intensities")
          .bool("is_valid", "Whether there are two telescopes")
          .telescopes("telescopes", telescopes, "Telescopes used")
          .build();
    }

    @Override
    public String telescopeProperty() {
      return "impact";
    }

    @Override
    public Schema providesPerTelescope() {
      return TELESCOPE;
    }

    @Override
    public void reconstruct(StereoView in, Rows stereo, Rows telescope, Rows core) {
      Schema schema = provides(in.subarray().size());
      double[] intensity = in.parameter("hillas_intensity");
      for (int e = 0; e < in.events(); e++) {
        double sum = 0;
        for (int i = in.firstSelected()[e]; i < in.firstSelected()[e + 1]; i++) {
          int row = in.selected()[i];
          sum += intensity[row];
          telescope.set(row, TELESCOPE.column("distance"), 10.0 + row);
          core.set(row, CORE.column("psi"), intensity[row] / 10);
          stereo.setElement(e, schema.column("telescopes"), in.telescope()[row], 1);
        }
        int n = in.firstSelected()[e + 1] - in.firstSelected()[e];
        stereo.set(e, schema.column("is_valid"), n >= 2);
        if (n >= 2) {
          stereo.set(e, schema.column("total"), sum);
        }
      }
    }
  }

  /** A muon column. */
  static final class Ring implements ImageParameterizer {
    private static final Schema SCHEMA =
        Schema.named("muonring").scalar("radius", ColumnType.FLOAT64, "deg", "Radius").build();

    @Override
    public Schema provides() {
      return SCHEMA;
    }

    @Override
    public void parameterize(SelectedImages in, Rows out) {
      for (int i = 0; i < in.count(); i++) {
        out.set(in.rows()[i], SCHEMA.column("radius"), 1.5);
      }
    }
  }

  static StageGroup group(String name, Slot<ImageCleaner> cleaner) {
    return new StageGroup(
        name,
        FixedSlot.of("gain/" + name, "none", () -> (w, row) -> 0),
        FixedSlot.of("calibrate/" + name, "double", Calibrator::new),
        List.of(),
        FixedSlot.of("extract/" + name, "sum", ToyStages::sum),
        Optional.empty(),
        cleaner,
        List.of(
            FixedSlot.of("parameters/intensity/" + name, "intensity", Intensity::new),
            FixedSlot.of("parameters/pixels/" + name, "pixels", Pixels::new)),
        List.of(FixedSlot.of("muons/ring/" + name, "ring", Ring::new)));
  }

  static PipelinePlan plan(EngineSettings settings, Slot<ImageCleaner> bigCleaner) {
    return new PipelinePlan(
        List.of(0, 0, 1),
        List.of(
            group("big", bigCleaner),
            group("small", FixedSlot.of("clean/small", "above", () -> above(20)))),
        IMAGE_QUALITY,
        List.of(
            new ReconstructorStage(
                FixedSlot.of("reconstruct/toy", "toy", Sum::new), STEREO_QUALITY)),
        PipelinePlan.Recompute.NOTHING,
        settings);
  }

  static PipelinePlan plan(EngineSettings settings) {
    return plan(settings, FixedSlot.of("clean/big", "above", () -> above(20)));
  }
}
