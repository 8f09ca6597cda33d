package io.bluewake.extract.flashcam;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.PeerWaveforms;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Images must be those of ctapipe, see {@link PeerWaveforms}. */
class CtapipeFlashCamTest {
  private static Map<String, double[]> expected = Map.of();

  @BeforeAll
  static void readExpected() throws IOException {
    expected =
        PeerWaveforms.expected(CtapipeFlashCamTest.class.getResourceAsStream("/expected.tsv"));
  }

  private static void check(String name, Camera camera, FlashCamExtractor.Config config) {
    WaveformBatch in = PeerWaveforms.batch(camera);
    ImageBatch out = new ImageBatch(camera);
    out.reset(in.rows(), true);
    new FlashCamExtractor(config).extract(in, out);
    PeerWaveforms.check(expected, name, out);
  }

  @Test
  void defaultIsThatOfCtapipe() {
    check(
        "default",
        PeerWaveforms.camera(0.25, 0.5, "MST"),
        Configs.of(FlashCamExtractor.Config.class));
  }

  @Test
  void peakTimeWithoutClippingIsThatOfCtapipe() {
    check(
        "peak",
        PeerWaveforms.camera(0.25, 0.5, "MST"),
        Configs.of(
            FlashCamExtractor.Config.class,
            Map.of("leadingEdgeTiming", false, "neighbourSumClippingPe", 0, "localWeight", 1)));
  }

  @Test
  void oddUpsamplingIsThatOfCtapipe() {
    check(
        "odd",
        PeerWaveforms.camera(0.25, 0.5, "MST"),
        Configs.of(
            FlashCamExtractor.Config.class,
            Map.of(
                "upsampling",
                3,
                "effectiveTimeProfileStdNs",
                0,
                "windowWidth",
                5,
                "windowShift",
                2)));
  }

  @Test
  void noUpsamplingIsThatOfCtapipe() {
    check(
        "plain",
        PeerWaveforms.camera(1.0, 0.25, "MST"),
        Configs.of(FlashCamExtractor.Config.class, Map.of("upsampling", 1)));
  }
}
