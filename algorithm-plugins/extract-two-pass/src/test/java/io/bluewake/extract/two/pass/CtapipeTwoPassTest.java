package io.bluewake.extract.two.pass;

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
class CtapipeTwoPassTest {
  private static Map<String, double[]> expected = Map.of();

  @BeforeAll
  static void readExpected() throws IOException {
    expected =
        PeerWaveforms.expected(CtapipeTwoPassTest.class.getResourceAsStream("/expected.tsv"));
  }

  private static void check(String name, Camera camera, TwoPassWindowSum.Config config) {
    WaveformBatch in = PeerWaveforms.batch(camera);
    ImageBatch out = new ImageBatch(camera);
    out.reset(in.rows(), true);
    new TwoPassWindowSum(config).extract(in, out);
    PeerWaveforms.check(expected, name, out);
  }

  @Test
  void largeTelescopesAreLikeInCtapipe() {
    check("LST", PeerWaveforms.camera(1.0, 0.25, "LST"), Configs.of(TwoPassWindowSum.Config.class));
  }

  @Test
  void mediumTelescopesAreLikeInCtapipe() {
    check("MST", PeerWaveforms.camera(1.0, 0.25, "MST"), Configs.of(TwoPassWindowSum.Config.class));
  }

  @Test
  void smallTelescopesAreLikeInCtapipe() {
    check("SST", PeerWaveforms.camera(1.0, 0.25, "SST"), Configs.of(TwoPassWindowSum.Config.class));
  }

  @Test
  void highThresholdIsLikeInCtapipe() {
    check(
        "bright",
        PeerWaveforms.camera(1.0, 0.25, "MST"),
        Configs.of(TwoPassWindowSum.Config.class, Map.of("coreThresholdPe", 60)));
  }

  @Test
  void firstPassAloneIsLikeInCtapipe() {
    check(
        "first",
        PeerWaveforms.camera(1.5, 0.1, "MST"),
        Configs.of(
            TwoPassWindowSum.Config.class,
            Map.of("disableSecondPass", true, "applyIntegrationCorrection", false)));
  }
}
