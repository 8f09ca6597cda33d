package io.bluewake.pixel.statistics;

import io.bluewake.spi.CoefficientCalculator;
import io.bluewake.spi.OutlierDetector;
import io.bluewake.spi.PixelAggregator;
import io.bluewake.testkit.CoefficientCalculatorContract;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.OutlierDetectorContract;
import io.bluewake.testkit.PixelAggregatorContract;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class PixelStatisticsContractTest {
  private static final String[] ALL = {"mean", "median", "std"};

  @Nested
  class Plain extends PixelAggregatorContract {
    @Override
    protected PixelAggregator create() {
      return new PlainStatistics(Configs.of(PlainStatistics.Config.class));
    }
  }

  @Nested
  class SigmaClipping extends PixelAggregatorContract {
    @Override
    protected PixelAggregator create() {
      return new SigmaClippingStatistics(Configs.of(SigmaClippingStatistics.Config.class));
    }
  }

  @Nested
  class ByMedian extends OutlierDetectorContract {
    @Override
    protected OutlierDetector create() {
      return new MedianOutliers(Configs.of(MedianOutliers.Config.class, Map.of("columns", ALL)));
    }
  }

  @Nested
  class ByStd extends OutlierDetectorContract {
    @Override
    protected OutlierDetector create() {
      return new StdOutliers(
          Configs.of(StdOutliers.Config.class, Map.of("columns", ALL, "low", -3.0, "high", 3.0)));
    }
  }

  @Nested
  class ByRange extends OutlierDetectorContract {
    @Override
    protected OutlierDetector create() {
      return new RangeOutliers(
          Configs.of(RangeOutliers.Config.class, Map.of("columns", ALL, "low", 1.0)));
    }
  }

  @Nested
  class ExcessNoise extends CoefficientCalculatorContract {
    @Override
    protected CoefficientCalculator create() {
      return new ExcessNoiseCoefficients(Configs.of(ExcessNoiseCoefficients.Config.class));
    }
  }
}
