package io.bluewake.writer.eventio;

import io.bluewake.codec.CompressedInput;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ProductWriter;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ProductWriterContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;

class EventioWriterContractTest extends ProductWriterContract {
  private static final int SYNC = 0xD41F8A37;
  private static final int ARRAY_EVENT = 2010;
  private static final float COUNTS_PER_PE = 20;
  private static final float PEDESTAL = 300;

  @Override
  protected ProductWriter.Provider provider() {
    return new EventioWriterPlugin(Configs.of(EventioWriterPlugin.Config.class));
  }

  @Override
  protected Set<DataLevel> levels() {
    return EnumSet.of(DataLevel.R0);
  }

  /** Makes counts of the photo-electrons, with pedestals and gains. */
  @Override
  protected void adapt(EventBatch batch) {
    for (CameraBatch camera : batch.cameras()) {
      WaveformBatch w = camera.waveforms();
      int n = w.base(camera.rows());
      float[] pe = Arrays.copyOf(w.samples(), n);
      w.reset(camera.rows(), w.samplesPerPixel(), true);
      for (int i = 0; i < n; i++) {
        w.adc()[i] = (short) Math.round(PEDESTAL + COUNTS_PER_PE * pe[i]);
      }
      float[][] pedestal = filled(w, PEDESTAL);
      float[][] gain = filled(w, 1 / COUNTS_PER_PE);
      float[][] none = new float[0][];
      for (int row = 0; row < camera.rows(); row++) {
        w.setConstants(
            row, new CameraConstants(pedestal, gain, none, none, none, new boolean[0][]));
      }
    }
  }

  private static float[][] filled(WaveformBatch w, float value) {
    float[][] channels = new float[w.camera().readout().channels()][w.pixels()];
    for (float[] channel : channels) {
      Arrays.fill(channel, value);
    }
    return channels;
  }

  @Override
  protected long[] eventIds(Path product) throws IOException {
    byte[] all;
    try (InputStream in = CompressedInput.open(product)) {
      all = in.readAllBytes();
    }
    ByteBuffer b = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    LongStream.Builder ids = LongStream.builder();
    while (b.hasRemaining()) {
      if (b.getInt() != SYNC) {
        throw new IOException("no object at byte " + (b.position() - 4));
      }
      int type = b.getInt();
      int id = b.getInt();
      int length = b.getInt() & 0x3FFFFFFF;
      long extended = (type & 1 << 17) != 0 ? (b.getInt() & 0xFFFL) << 30 : 0;
      if ((type & 0xFFFF) == ARRAY_EVENT) {
        ids.add(id);
      }
      b.position(Math.toIntExact(b.position() + extended + length));
    }
    return ids.build().toArray();
  }
}
