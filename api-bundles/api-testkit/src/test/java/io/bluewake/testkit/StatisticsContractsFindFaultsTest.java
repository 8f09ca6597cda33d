package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bluewake.model.Camera;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.spi.CoefficientCalculator;
import io.bluewake.spi.OutlierDetector;
import io.bluewake.spi.PixelAggregator;
import io.bluewake.spi.PointingSensor;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The contracts of calibration and pointing fail for plug-ins that are wrong. */
@Seeded
class StatisticsContractsFindFaultsTest {
  private static void fails(Runnable test) {
    assertThrows(AssertionError.class, test::run);
  }

  private static PixelAggregatorContract contract(PixelAggregator aggregator) {
    return new PixelAggregatorContract() {
      @Override
      protected PixelAggregator create() {
        return aggregator;
      }
    };
  }

  private static OutlierDetectorContract contract(OutlierDetector detector) {
    return new OutlierDetectorContract() {
      @Override
      protected OutlierDetector create() {
        return detector;
      }
    };
  }

  /** Means that count whatever there is, of all events. */
  private static PixelAggregator.Moments means(float[][] images) {
    int n = images[0].length;
    PixelAggregator.Moments m =
        new PixelAggregator.Moments(new long[n], new double[n], new double[n], new double[n]);
    for (float[] image : images) {
      for (int p = 0; p < n; p++) {
        m.events()[p]++;
        m.mean()[p] += image[p] / images.length;
      }
    }
    return m;
  }

  @Test
  void aggregatorThatIgnoresTheChunkOrCountsWhatIsNoNumberFails(RandomGenerator random) {
    PixelAggregator all = (images, from, to) -> means(images);
    fails(() -> contract(all).onlyTheEventsOfTheChunkCount(random));
    fails(() -> contract(all).valuesThatAreNoNumbersDoNotCount(random));
    fails(() -> contract(all).aPixelWithoutValuesHasNone(random));
  }

  @Test
  void detectorThatErasesMarksOrPrefersPixelsFails(RandomGenerator random) {
    OutlierDetector erasing = (chunk, outlier) -> java.util.Arrays.fill(outlier, false);
    fails(() -> contract(erasing).marksThatAreThereStay(random));
    fails(() -> contract(erasing).aPixelOfWhichNothingIsKnownIsAnOutlier());
    OutlierDetector first = (chunk, outlier) -> outlier[chunk.base(1)] = true;
    fails(() -> contract(first).equalHealthyPixelsAreNoOutliers());
    OutlierDetector bad =
        (chunk, outlier) -> {
          for (int k = 1; k < outlier.length; k++) {
            outlier[k] |= chunk.values("mean")[k] > chunk.values("mean")[k - 1];
          }
        };
    fails(() -> contract(bad).permutedPixelsGivePermutedMarks(random));
  }

  @Test
  void calculatorThatBelievesEveryPixelFails(RandomGenerator random) {
    CoefficientCalculator believing = StatisticsContractsFindFaultsTest::coefficients;
    CoefficientCalculatorContract contract =
        new CoefficientCalculatorContract() {
          @Override
          protected CoefficientCalculator create() {
            return believing;
          }
        };
    contract.permutedPixelsGivePermutedCoefficients(random);
    fails(() -> contract.aPixelOfWhichNothingIsKnownIsAnOutlierAndSpoilsNoOther(random));
    fails(() -> contract.outliersOfTheStatisticsStayOutliers(random));
    fails(() -> contract.aCameraWithoutAnyNumbersHasNoValidCoefficients(random));
    fails(() -> contract.aHealthyCameraGetsCoefficientsForAllPixels(random));
  }

  /** Coefficients of which nobody asks whether they are any good, for the time of the flashes. */
  private static PixelChunk coefficients(
      Camera camera, PixelChunk dark, PixelChunk flash, PixelChunk time, long start, long end) {
    double[] factor = new double[flash.values("median").length];
    for (int k = 0; k < factor.length; k++) {
      factor[k] = 75 / (flash.values("median")[k] - dark.values("median")[k]);
    }
    return new PixelChunk(
        flash.startNs(),
        flash.endNs(),
        flash.channels(),
        flash.pixels(),
        Map.of("factor", factor, "pedestal_offset", dark.values("median"), "time_shift", factor),
        flash.events(),
        new boolean[factor.length],
        new boolean[] {true, true});
  }

  @Test
  void sensorThatFindsWhatIsNotThereFails() {
    TimeSeries made =
        new TimeSeries(
            new long[] {5},
            new long[] {6},
            Map.of("dlon", new double[1], "dlat", new double[1]),
            Map.of("dlon", "deg", "dlat", "deg"),
            0);
    PointingSensor inventing =
        new PointingSensor() {
          @Override
          public String series() {
            return TelescopeMonitoring.POINTING;
          }

          @Override
          public TimeSeries measure(
              io.bluewake.model.Telescope telescope,
              io.bluewake.model.GeodeticLocation place,
              TelescopeMonitoring known,
              double azimuth,
              double altitude) {
            return made;
          }
        };
    PointingSensorContract contract =
        new PointingSensorContract() {
          @Override
          protected PointingSensor create() {
            return inventing;
          }

          @Override
          protected Camera camera() {
            return ToyCamera.hexagonal(7);
          }

          @Override
          protected TelescopeMonitoring known() {
            return ToyMonitoring.of("any", ToyMonitoring.chunk(5, 6, 1, 7, Map.of("mean", 1.0)));
          }
        };
    fails(contract::whatItMeasuresHasAName);
    fails(contract::nothingIsMeasuredWhenNothingIsKnown);
    assertThrows(AssertionError.class, contract::dataWithoutNumbersGiveNothingValid);
    assertThrows(AssertionError.class, contract::anUnknownPointingIsEndured);
  }
}
