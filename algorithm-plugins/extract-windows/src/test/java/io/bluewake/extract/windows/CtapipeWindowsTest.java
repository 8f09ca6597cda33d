package io.bluewake.extract.windows;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.PeerWaveforms;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Images must be those of ctapipe, see {@link PeerWaveforms}. */
class CtapipeWindowsTest {
  private static Map<String, double[]> expected = Map.of();
  private final Camera camera = PeerWaveforms.camera(1.0, 0.25, "MST");
  private final Camera fast = PeerWaveforms.camera(1.5, 0.1, "MST");

  @BeforeAll
  static void readExpected() throws IOException {
    expected =
        PeerWaveforms.expected(CtapipeWindowsTest.class.getResourceAsStream("/expected.tsv"));
  }

  private static void check(String name, Camera camera, ImageExtractor extractor) {
    WaveformBatch in = PeerWaveforms.batch(camera);
    ImageBatch out = new ImageBatch(camera);
    out.reset(in.rows(), extractor.providesPeakTime());
    extractor.extract(in, out);
    PeerWaveforms.check(expected, name, out);
  }

  @Test
  void fullWaveformSumIsThatOfCtapipe() {
    check("full", camera, new FullWaveformSum());
  }

  @Test
  void fixedWindowSumIsThatOfCtapipe() {
    var config = Configs.of(FixedWindowSum.Config.class, Map.of("peakIndex", 18));
    check("fixed", camera, new FixedWindowSum(config));
  }

  @Test
  void fixedWindowBeforeTheReadoutIsThatOfCtapipe() {
    var config = Configs.of(FixedWindowSum.Config.class, Map.of("peakIndex", 2, "windowShift", 4));
    check("fixed-early", camera, new FixedWindowSum(config));
  }

  @Test
  void globalPeakWindowSumIsThatOfCtapipe() {
    check("global", camera, new GlobalPeakWindowSum(Configs.of(GlobalPeakWindowSum.Config.class)));
  }

  @Test
  void globalPeakOfTheBrightestTenthIsThatOfCtapipe() {
    var config = Configs.of(GlobalPeakWindowSum.Config.class, Map.of("pixelFraction", 0.1));
    check("global-tenth", camera, new GlobalPeakWindowSum(config));
  }

  @Test
  void localPeakWindowSumIsThatOfCtapipe() {
    check("local", camera, new LocalPeakWindowSum(Configs.of(LocalPeakWindowSum.Config.class)));
  }

  @Test
  void slidingWindowMaxSumIsThatOfCtapipe() {
    check("sliding", camera, new SlidingWindowMaxSum(Configs.of(SlidingWindowMaxSum.Config.class)));
  }

  @Test
  void slidingWindowMaxSumOfAnotherRateIsThatOfCtapipe() {
    var config = Configs.of(SlidingWindowMaxSum.Config.class, Map.of("windowWidth", 6));
    check("sliding-fast", fast, new SlidingWindowMaxSum(config));
  }

  @Test
  void neighborPeakWindowSumIsThatOfCtapipe() {
    var config = Configs.of(NeighborPeakWindowSum.Config.class);
    check("neighbor", camera, new NeighborPeakWindowSum(config));
    check("neighbor-fast", fast, new NeighborPeakWindowSum(config));
  }

  @Test
  void neighborPeakWithWeightOfTheOwnPixelIsThatOfCtapipe() {
    var config =
        Configs.of(
            NeighborPeakWindowSum.Config.class,
            Map.of(
                "localWeight", 2,
                "windowWidth", 5,
                "windowShift", 2,
                "applyIntegrationCorrection", false));
    check("neighbor-own", camera, new NeighborPeakWindowSum(config));
  }

  @Test
  void baselineSubtractedSumIsThatOfCtapipe() {
    var config = Configs.of(BaselineSubtractedNeighborPeakWindowSum.Config.class);
    check("baseline", camera, new BaselineSubtractedNeighborPeakWindowSum(config));
  }

  @Test
  void varianceIsThatOfCtapipe() {
    check("variance", camera, new VarianceExtractor());
  }
}
