package io.bluewake.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class SvgPlotTest {
  @Test
  void drawingsAreXmlWhateverTheTitle() throws Exception {
    String svg =
        new SvgPlot("a < b & c", "x", "y", 0, 1, 0, 1)
            .histogram(new double[] {0.1, 0.5, 7}, 4, "#000")
            .points(new double[] {0.5, 3}, new double[] {0.5, 0.5}, "#000")
            .legend("one", "#000")
            .svg();
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertEquals(1, document.getElementsByTagName("circle").getLength(), "points outside are left");
    assertFalse(svg.contains("NaN"));
  }

  @Test
  void ticksAreRoundNumbersWithinTheEnds() {
    assertArrayEquals(new double[] {-2, -1, 0, 1, 2}, SvgPlot.ticks(-2.31, 2.31), 1e-12);
    assertArrayEquals(new double[] {0, 0.1, 0.2, 0.3, 0.4}, SvgPlot.ticks(0, 0.4), 1e-12);
    assertArrayEquals(new double[] {20, 40, 60}, SvgPlot.ticks(11, 79), 1e-12);
  }

  @Test
  void histogramsCountWhatIsOutsideAsPartOfTheWhole() {
    assertArrayEquals(
        new double[] {0.25, 0.5}, SvgPlot.counts(new double[] {0, 0.6, 0.9, 5}, 0, 1, 2), 1e-12);
  }

  @Test
  void nothingHasNoQuantile() {
    assertTrue(Double.isNaN(DemoSample.quantile(new double[0], 0.5)));
    assertEquals(3, DemoSample.quantile(new double[] {3, 1, 2, 4}, 0.5));
    new DemoPage(Map.of(), 1).table();
  }
}
