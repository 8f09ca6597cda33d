package io.bluewake.runtime;

import io.bluewake.engine.TableRows;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.CameraCalibrator;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.InvalidPixelHandler;
import io.bluewake.spi.Reconstructor;
import io.bluewake.spi.Rows;
import io.bluewake.spi.StereoView;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two instances of a kind as one: runs both on the same data, compares, and hands on what the first
 * one did.
 */
final class PairedStages {
  private final Costs costs;
  private final Comparison comparison;
  private final Map<Class<?>, Join<?>> joins;

  PairedStages(Costs costs, Comparison comparison) {
    this.costs = costs;
    this.comparison = comparison;
    joins =
        Map.of(
            GainSelector.class, (Join<GainSelector>) Gains::new,
            CameraCalibrator.class, (Join<CameraCalibrator>) Calibrators::new,
            ImageExtractor.class, (Join<ImageExtractor>) Extractors::new,
            InvalidPixelHandler.class, (Join<InvalidPixelHandler>) this::handlers,
            ImageCleaner.class, (Join<ImageCleaner>) Cleaners::new,
            ImageParameterizer.class, (Join<ImageParameterizer>) Parameterizers::new,
            Reconstructor.class, (Join<Reconstructor>) Reconstructors::new);
  }

  /** Makes one instance of two. */
  interface Join<T> {
    /** The instance that runs both. */
    T of(T one, T two);
  }

  /** How instances of a kind are joined. */
  @SuppressWarnings("unchecked") // the map has a join of T for the class of T
  <T> Join<T> join(Class<T> kind) {
    return (Join<T>) joins.get(kind);
  }

  private static ImageBatch copy(ImageBatch from, ImageBatch to) {
    ImageBatch copy =
        to == null || to.camera() != from.camera() ? new ImageBatch(from.camera()) : to;
    int rows = from.rows();
    int n = rows * from.pixels();
    copy.reset(rows, from.hasPeakTime());
    System.arraycopy(from.charge(), 0, copy.charge(), 0, n);
    System.arraycopy(from.gain(), 0, copy.gain(), 0, n);
    if (from.hasPeakTime()) {
      System.arraycopy(from.peakTime(), 0, copy.peakTime(), 0, n);
    }
    System.arraycopy(from.valid(), 0, copy.valid(), 0, rows);
    long[] words = from.unusable().words();
    System.arraycopy(words, 0, copy.unusable().words(), 0, rows * from.unusable().wordsPerRow());
    for (int row = 0; row < rows; row++) {
      copy.setMonitoring(row, from.monitoring(row), from.timeNs(row));
    }
    return copy;
  }

  private void compare(ImageBatch a, ImageBatch b) {
    for (int row = 0; row < a.rows(); row++) {
      comparison.begin();
      compare(a, b, row);
      comparison.end();
    }
  }

  private void compare(ImageBatch a, ImageBatch b, int row) {
    int from = a.base(row);
    int to = a.base(row + 1);
    comparison.values("charge", "p.e.", a.charge(), b.charge(), from, to);
    if (a.hasPeakTime() && b.hasPeakTime()) {
      comparison.values("peak time", "ns", a.peakTime(), b.peakTime(), from, to);
    }
    comparison.masks("unusable pixels", a.unusable(), b.unusable(), row);
  }

  private static WaveformBatch copy(WaveformBatch from, WaveformBatch to, int first, int rows) {
    WaveformBatch copy =
        to == null || to.camera() != from.camera() ? new WaveformBatch(from.camera()) : to;
    int n = rows * from.pixels() * from.samplesPerPixel();
    boolean raw = from.adc().length >= from.base(first) + n;
    copy.reset(rows, from.samplesPerPixel(), raw);
    System.arraycopy(from.samples(), from.base(first), copy.samples(), 0, n);
    if (raw) {
      System.arraycopy(from.adc(), from.base(first), copy.adc(), 0, n);
    }
    if (from.hasSums()) {
      copy.useSums();
      System.arraycopy(from.sums(), from.base(first), copy.sums(), 0, n);
    }
    System.arraycopy(from.gain(), from.pixelBase(first), copy.gain(), 0, rows * from.pixels());
    for (int row = 0; row < rows; row++) {
      copy.setConstants(row, from.constants(first + row));
      copy.setMonitoring(row, from.monitoring(first + row), from.timeNs(first + row));
    }
    return copy;
  }

  private final class Gains implements GainSelector {
    private final GainSelector one;
    private final GainSelector two;
    private WaveformBatch other;
    private int marked;

    Gains(GainSelector one, GainSelector two) {
      this.one = one;
      this.two = two;
    }

    @Override
    public int select(WaveformBatch waveforms, int row) {
      other = copy(waveforms, other, row, 1);
      costs.measure(1, () -> marked = one.select(waveforms, row), () -> two.select(other, 0));
      int from = waveforms.pixelBase(row);
      int first = 0;
      int second = 0;
      int shared = 0;
      for (int p = 0; p < waveforms.pixels(); p++) {
        boolean a = waveforms.gain()[from + p] == 1;
        boolean b = other.gain()[p] == 1;
        first += a ? 1 : 0;
        second += b ? 1 : 0;
        shared += a && b ? 1 : 0;
      }
      comparison.begin();
      comparison.marks("pixels of low gain", first, second, shared);
      comparison.end();
      return marked;
    }
  }

  private final class Calibrators implements CameraCalibrator {
    private final CameraCalibrator one;
    private final CameraCalibrator two;
    private WaveformBatch otherWaveforms;
    private ImageBatch otherImages;

    Calibrators(CameraCalibrator one, CameraCalibrator two) {
      this.one = one;
      this.two = two;
    }

    @Override
    public void calibrateWaveforms(WaveformBatch waveforms, boolean raw) {
      otherWaveforms = copy(waveforms, otherWaveforms, 0, waveforms.rows());
      costs.measure(
          waveforms.rows(),
          () -> one.calibrateWaveforms(waveforms, raw),
          () -> two.calibrateWaveforms(otherWaveforms, raw));
    }

    @Override
    public void calibrateImages(WaveformBatch waveforms, ImageBatch images, int chargeExponent) {
      otherImages = copy(images, otherImages);
      costs.measure(
          0,
          () -> one.calibrateImages(waveforms, images, chargeExponent),
          () -> two.calibrateImages(otherWaveforms, otherImages, chargeExponent));
      for (int row = 0; row < images.rows(); row++) {
        comparison.begin();
        comparison.values(
            "waveform sample",
            "p.e.",
            waveforms.samples(),
            otherWaveforms.samples(),
            waveforms.base(row),
            waveforms.base(row + 1));
        compare(images, otherImages, row);
        comparison.end();
      }
    }
  }

  private final class Extractors implements ImageExtractor {
    private final ImageExtractor one;
    private final ImageExtractor two;
    private ImageBatch other;

    Extractors(ImageExtractor one, ImageExtractor two) {
      this.one = one;
      this.two = two;
    }

    @Override
    public void extract(WaveformBatch in, ImageBatch out) {
      if (other == null || other.camera() != in.camera()) {
        other = new ImageBatch(in.camera());
      }
      other.reset(in.rows(), two.providesPeakTime());
      costs.measure(in.rows(), () -> one.extract(in, out), () -> two.extract(in, other));
      compare(out, other);
    }

    @Override
    public int chargeExponent() {
      return one.chargeExponent();
    }

    @Override
    public boolean providesPeakTime() {
      return one.providesPeakTime();
    }
  }

  private InvalidPixelHandler handlers(InvalidPixelHandler one, InvalidPixelHandler two) {
    return images -> {
      ImageBatch other = copy(images, null);
      costs.measure(images.rows(), () -> one.handle(images), () -> two.handle(other));
      compare(images, other);
    };
  }

  private final class Cleaners implements ImageCleaner {
    private final ImageCleaner one;
    private final ImageCleaner two;
    private final PixelMask other = new PixelMask();

    Cleaners(ImageCleaner one, ImageCleaner two) {
      this.one = one;
      this.two = two;
    }

    @Override
    public void clean(ImageBatch in, PixelMask out) {
      throw new IllegalStateException("the engine knows where images come from");
    }

    @Override
    public Schema provides() {
      return one.provides();
    }

    @Override
    public void clean(Scene in, PixelMask out, Rows report) {
      int rows = in.images().rows();
      other.reset(rows, in.images().pixels());
      costs.measure(rows, () -> one.clean(in, out, report), () -> two.clean(in, other, Rows.NONE));
      for (int row = 0; row < rows; row++) {
        comparison.begin();
        comparison.masks("pixels kept", out, other, row);
        comparison.end();
      }
    }
  }

  private final class Parameterizers implements ImageParameterizer {
    private final ImageParameterizer one;
    private final ImageParameterizer two;
    private final Table first;
    private final Table second;

    Parameterizers(ImageParameterizer one, ImageParameterizer two) {
      this.one = one;
      this.two = two;
      first = new Table(one.provides());
      second = new Table(two.provides());
    }

    @Override
    public Schema provides() {
      return one.provides();
    }

    @Override
    public Schema providesForTrueImages() {
      return Schema.EMPTY;
    }

    @Override
    public void parameterize(SelectedImages in, Rows out) {
      first.reset(in.images().rows());
      second.reset(in.images().rows());
      Rows a = TableRows.whole(first);
      Rows b = TableRows.whole(second);
      costs.measure(in.count(), () -> one.parameterize(in, a), () -> two.parameterize(in, b));
      for (int i = 0; i < in.count(); i++) {
        comparison.begin();
        comparison.row(first, second, in.rows()[i]);
        comparison.end();
      }
      one.parameterize(in, out);
    }
  }

  private final class Reconstructors implements Reconstructor {
    private final Reconstructor one;
    private final Reconstructor two;

    Reconstructors(Reconstructor one, Reconstructor two) {
      this.one = one;
      this.two = two;
    }

    @Override
    public String algorithm() {
      return one.algorithm();
    }

    @Override
    public String property() {
      return one.property();
    }

    @Override
    public Set<String> requires() {
      Set<String> all = new TreeSet<>(one.requires());
      all.addAll(two.requires());
      return all;
    }

    @Override
    public Schema provides(int telescopes) {
      return one.provides(telescopes);
    }

    @Override
    public String telescopeProperty() {
      return one.telescopeProperty();
    }

    @Override
    public Schema providesPerTelescope() {
      return one.providesPerTelescope();
    }

    @Override
    public void reconstruct(StereoView in, Rows stereo, Rows telescope, Rows core) {
      Table[] a = tables(one, in);
      Table[] b = tables(two, in);
      costs.measure(in.events(), () -> run(one, in, a), () -> run(two, in, b));
      for (int event = 0; event < in.events(); event++) {
        comparison.begin();
        comparison.row(a[0], b[0], event);
        comparison.end();
      }
      one.reconstruct(in, stereo, telescope, core);
    }

    private static Table[] tables(Reconstructor stage, StereoView in) {
      Table stereo = new Table(stage.provides(in.subarray().size()));
      Table telescope = new Table(stage.providesPerTelescope());
      Table core = new Table(CORE);
      stereo.reset(in.events());
      telescope.reset(in.telescopeRows());
      core.reset(in.telescopeRows());
      return new Table[] {stereo, telescope, core};
    }

    private static void run(Reconstructor stage, StereoView in, Table[] to) {
      stage.reconstruct(in, TableRows.whole(to[0]), TableRows.whole(to[1]), TableRows.whole(to[2]));
    }
  }
}
