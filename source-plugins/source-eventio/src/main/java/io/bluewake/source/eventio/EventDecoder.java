package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InputException;
import java.util.Arrays;
import java.util.List;

/** Turns the bytes kept with a batch into waveforms, calibration constants and true images. */
final class EventDecoder {
  private EventDecoder() {}

  /**
   * Decodes a batch.
   *
   * @param trueImages whether rows without photo-electrons get true images of -1
   */
  static void decode(
      EventBatch batch, RawEvents raw, List<GainSelector> gains, boolean trueImages, Place place)
      throws InputException {
    ByteReader reader = new ByteReader();
    for (int g = 0; g < batch.cameras().size(); g++) {
      CameraBatch camera = batch.cameras().get(g);
      WaveformBatch waveforms = camera.waveforms();
      ImageBatch images = camera.trueImages();
      int samples = raw.groupSamples[g] > 0 ? raw.groupSamples[g] : 1;
      waveforms.reset(camera.rows(), samples, true);
      waveforms.useCeiling();
      if (anyCharges(raw, camera)) {
        waveforms.useSums();
      }
      OtherGain other = OtherGain.of(raw, camera);
      boolean withImages = trueImages || anyPhotoElectrons(raw, camera);
      camera.setHasTrueImages(withImages);
      if (withImages) {
        images.reset(camera.rows(), false);
      }
      for (int row = 0; row < camera.rows(); row++) {
        int r = camera.tableRows()[row];
        waveforms.setConstants(row, raw.constants[r]);
        try {
          AdcDecoder.decode(raw, r, waveforms, row, gains.get(g), reader);
          if (waveforms.hasSums() && raw.kind[r] < RawEvents.SUMS) {
            widen(waveforms, row);
          }
          other.keep(r, row, reader);
          if (withImages) {
            trueImage(raw, r, images, row, reader);
          }
        } catch (FormatException e) {
          throw place.error(
              raw.offset[r] + e.position(),
              "event " + batch.eventId()[batch.eventOfRow()[r]],
              e.getMessage(),
              e);
        }
      }
    }
  }

  private static boolean anyCharges(RawEvents raw, CameraBatch camera) {
    for (int row = 0; row < camera.rows(); row++) {
      if (raw.kind[camera.tableRows()[row]] >= RawEvents.SUMS) {
        return true;
      }
    }
    return false;
  }

  /** Copies waveforms of one sample to where charges are. */
  private static void widen(WaveformBatch waveforms, int row) {
    int from = waveforms.base(row);
    for (int i = from; i < from + waveforms.pixels(); i++) {
      waveforms.sums()[i] = waveforms.adc()[i] & 0xFFFF;
    }
  }

  private static boolean anyPhotoElectrons(RawEvents raw, CameraBatch camera) {
    for (int row = 0; row < camera.rows(); row++) {
      if (raw.peFrom[camera.tableRows()[row]] >= 0) {
        return true;
      }
    }
    return false;
  }

  private static void trueImage(RawEvents raw, int r, ImageBatch images, int row, ByteReader reader)
      throws FormatException {
    int base = images.base(row);
    if (raw.peFrom[r] < 0) {
      Arrays.fill(images.charge(), base, base + images.pixels(), -1);
      return;
    }
    reader.wrap(raw.bytes.data, raw.peFrom[r], raw.peTo[r], raw.bigEndian[r]);
    PhotoElectrons.read(reader, raw.peVersion[r], images.charge(), base, images.pixels());
  }
}
