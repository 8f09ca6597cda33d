package io.bluewake.extract.windows;

import io.bluewake.spi.ImageExtractor;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageExtractorContract;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** What every extractor must do, for those of this bundle. */
class WindowContractsTest {
  @Nested
  class Full extends ImageExtractorContract {
    @Override
    protected ImageExtractor create() {
      return new FullWaveformSum();
    }
  }

  @Nested
  class Fixed extends ImageExtractorContract {
    @Override
    protected ImageExtractor create() {
      return new FixedWindowSum(
          Configs.of(FixedWindowSum.Config.class, Map.of("peakIndex", 18, "windowShift", 3)));
    }
  }

  @Nested
  class Global extends ImageExtractorContract {
    @Override
    protected ImageExtractor create() {
      return new GlobalPeakWindowSum(Configs.of(GlobalPeakWindowSum.Config.class));
    }
  }

  @Nested
  class GlobalBrightest extends ImageExtractorContract {
    @Override
    protected ImageExtractor create() {
      return new GlobalPeakWindowSum(
          Configs.of(GlobalPeakWindowSum.Config.class, Map.of("pixelFraction", 0.2)));
    }
  }

  @Nested
  class Local extends ImageExtractorContract {
    @Override
    protected ImageExtractor create() {
      return new LocalPeakWindowSum(Configs.of(LocalPeakWindowSum.Config.class));
    }
  }

  @Nested
  class Sliding extends ImageExtractorContract {
    @Override
    protected ImageExtractor create() {
      return new SlidingWindowMaxSum(Configs.of(SlidingWindowMaxSum.Config.class));
    }
  }

  @Nested
  class Neighbor extends ImageExtractorContract {
    @Override
    protected ImageExtractor create() {
      return new NeighborPeakWindowSum(Configs.of(NeighborPeakWindowSum.Config.class));
    }
  }

  @Nested
  class Baseline extends ImageExtractorContract {
    @Override
    protected ImageExtractor create() {
      return new BaselineSubtractedNeighborPeakWindowSum(
          Configs.of(BaselineSubtractedNeighborPeakWindowSum.Config.class));
    }
  }

  @Nested
  class Variance extends ImageExtractorContract {
    @Override
    protected ImageExtractor create() {
      return new VarianceExtractor();
    }
  }
}
