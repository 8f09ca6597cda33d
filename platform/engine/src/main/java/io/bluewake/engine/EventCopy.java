package io.bluewake.engine;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.Column;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.Table;
import io.bluewake.model.WaveformBatch;
import java.util.Arrays;

/** Copies some events of a decoded batch into another batch, to leave out those that fail. */
final class EventCopy {
  private EventCopy() {}

  /** Fills a batch with the events whose entry is true. */
  static void copy(EventBatch from, boolean[] keep, EventBatch to) {
    to.clear();
    to.setNumber(from.number());
    int[] kept = new int[from.telescopeRows()];
    int[] keptEvents = new int[from.events()];
    int n = 0;
    int events = 0;
    for (int e = 0; e < from.events(); e++) {
      if (!keep[e]) {
        continue;
      }
      keptEvents[events++] = e;
      copyEvent(from, e, to);
      for (int row = from.firstTelescope()[e]; row < from.firstTelescope()[e + 1]; row++) {
        int added =
            to.addTelescope(from.telescope()[row], from.azimuth()[row], from.altitude()[row]);
        to.trueImageSum()[added] = from.trueImageSum()[row];
        to.trueImpactDistance()[added] = from.trueImpactDistance()[row];
        kept[n++] = row;
      }
    }
    rows(from.showers(), Arrays.copyOf(keptEvents, events), to.showers());
    int[] rows = Arrays.copyOf(kept, n);
    to.setParameters(rows(from.parameters(), rows, new Table(from.parameters().schema())));
    to.setTrueParameters(
        rows(from.trueParameters(), rows, new Table(from.trueParameters().schema())));
    to.setMuons(rows(from.muons(), rows, new Table(from.muons().schema())));
    to.setPointing(rows(from.pointing(), rows, new Table(from.pointing().schema())));
    for (int g = 0; g < from.cameras().size(); g++) {
      int group = g;
      int[] groupRows =
          Arrays.stream(rows)
              .filter(r -> from.groupOf(from.telescope()[r]) == group)
              .map(r -> from.groupRow()[r])
              .toArray();
      copyCamera(from.cameras().get(g), groupRows, to.cameras().get(g));
    }
  }

  private static void copyEvent(EventBatch from, int e, EventBatch to) {
    to.addEvent(
        from.obsId()[e],
        from.eventId()[e],
        from.timeSeconds()[e],
        from.timeQuarterNs()[e],
        from.eventType()[e]);
    to.setArrayPointing(to.events() - 1, from.arrayAzimuth()[e], from.arrayAltitude()[e]);
    for (int t = from.firstTrigger()[e]; t < from.firstTrigger()[e + 1]; t++) {
      to.addTrigger(
          from.triggerTelescope()[t],
          from.triggerSeconds()[t],
          from.triggerQuarterNs()[t],
          from.triggerType()[t],
          from.triggerPixels()[t]);
    }
  }

  private static Table rows(Table from, int[] rows, Table to) {
    if (from.rows() == 0) {
      to.reset(0);
      return to;
    }
    to.reset(rows.length);
    for (Column c : from.schema().columns()) {
      int n = c.elements();
      Object source = array(from, c);
      Object target = array(to, c);
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(source, rows[i] * n, target, i * n, n);
      }
    }
    return to;
  }

  private static Object array(Table table, Column c) {
    return switch (c.type()) {
      case BOOL, INT8, UINT8 -> table.bytes(c);
      case INT16, UINT16 -> table.shorts(c);
      case INT32, UINT32 -> table.ints(c);
      case INT64, UINT64 -> table.longs(c);
      case FLOAT32 -> table.floats(c);
      case FLOAT64 -> table.doubles(c);
      case STRING -> table.strings(c);
    };
  }

  private static void copyCamera(CameraBatch from, int[] rows, CameraBatch to) {
    int pixels = from.camera().pixels();
    WaveformBatch in = from.waveforms();
    WaveformBatch out = to.waveforms();
    int trace = pixels * in.samplesPerPixel();
    boolean hasRows = in.rows() > 0;
    out.reset(hasRows ? rows.length : 0, in.samplesPerPixel(), in.adc().length > 0);
    if (in.hasSums()) {
      out.useSums();
    }
    for (int i = 0; hasRows && i < rows.length; i++) {
      int at = in.base(rows[i]);
      System.arraycopy(in.samples(), at, out.samples(), out.base(i), trace);
      if (in.adc().length > 0) {
        System.arraycopy(in.adc(), at, out.adc(), out.base(i), trace);
      }
      if (in.hasSums()) {
        System.arraycopy(in.sums(), at, out.sums(), out.base(i), trace);
      }
      System.arraycopy(in.gain(), in.pixelBase(rows[i]), out.gain(), out.pixelBase(i), pixels);
      out.setConstants(i, in.constants(rows[i]));
    }
    copyImages(from.images(), from.signal(), rows, to.images(), to.signal());
    if (from.hasTrueImages()) {
      copyImages(from.trueImages(), from.trueSignal(), rows, to.trueImages(), to.trueSignal());
    }
    to.setHasTrueImages(from.hasTrueImages());
  }

  private static void copyImages(
      ImageBatch in, PixelMask inMask, int[] rows, ImageBatch out, PixelMask outMask) {
    int n = in.rows() == 0 ? 0 : rows.length;
    int pixels = in.pixels();
    out.reset(n, in.hasPeakTime());
    outMask.reset(n, pixels);
    for (int i = 0; i < n; i++) {
      int row = rows[i];
      if (row >= in.rows()) {
        continue;
      }
      System.arraycopy(in.charge(), in.base(row), out.charge(), out.base(i), pixels);
      if (in.hasPeakTime()) {
        System.arraycopy(in.peakTime(), in.base(row), out.peakTime(), out.base(i), pixels);
      }
      out.valid()[i] = in.valid()[row];
      copyBits(in.unusable(), row, out.unusable(), i);
      if (row < inMask.rows()) {
        copyBits(inMask, row, outMask, i);
      }
    }
  }

  private static void copyBits(PixelMask from, int row, PixelMask to, int target) {
    System.arraycopy(
        from.words(), from.wordBase(row), to.words(), to.wordBase(target), from.wordsPerRow());
  }
}
