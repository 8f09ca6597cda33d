package io.bluewake.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.testkit.Seeded;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static double value(String text) throws ExpressionException {
    return Expression.parse(text).evaluate(name -> Double.NaN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 + 2 * 3 | 7",
        "(1 + 2) * 3 | 9",
        "2 ** 3 ** 2 | 512",
        "-2 ** 2 | -4",
        "2 ** -1 | 0.5",
        "7 // 2 | 3",
        "-7 // 2 | -4",
        "-7 % 3 | 2",
        "7 % -3 | -2",
        "10 - 4 - 3 | 3",
        "1 < 2 < 3 | 1",
        "1 < 3 < 2 | 0",
        "not 1 > 2 | 1",
        "not not 0 | 0",
        "1 > 2 or 3 > 2 and 1 > 0 | 1",
        "(1 > 2) | (2 > 1) | 1",
        "(1 > 2) & (2 > 1) | 0",
        "~(1 > 2) | 1",
        "np.abs(-3) + sqrt(16) | 7",
        "max(1, 2) - min(1, 2) | 1",
        "log10(1000) | 3",
        "isnan(0 / 0) and not isfinite(1 / 0) | 1",
        "1.5e3 + .5 | 1500.5",
        "1_000 | 1000",
        "True and not False | 1",
        "1 == 1.0 and 1 != 2 | 1",
        "arctan2(0, 1) | 0",
      })
  void valuesAreThoseOfPython(String line) throws ExpressionException {
    // The separator is also an operator, so the expected value is what follows the last one.
    int bar = line.lastIndexOf('|');
    assertEquals(Double.parseDouble(line.substring(bar + 1)), value(line.substring(0, bar)), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({
    "parameters.hillas.intensity,hillas_intensity",
    "parameters.hillas.width.value,hillas_width",
    "parameters.hillas.width.to_value(u.deg),hillas_width",
    "parameters.hillas.width.to(u.deg).value,hillas_width",
    "parameters.intensity_statistics.max,intensity_max",
    "parameters.peak_time_statistics.std,peak_time_std",
    "dl1_params.morphology.n_pixels,morphology_n_pixels",
    "hillas_intensity,hillas_intensity",
    "HillasReconstructor_is_valid,HillasReconstructor_is_valid",
    "image.sum(),image.sum",
    "image.size,image.size",
    "len(image),image.size",
    "np.count_nonzero(image),image.count_nonzero",
    "np.sum(image),image.sum",
  })
  void namesOfCtapipeBecomeColumns(String text, String name) throws ExpressionException {
    assertEquals(name, Expression.parse(text + " > 0").names().get(0).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "image.size >;13;ends too early",
        "1 +* 2;4;expected a value instead of '*'",
        "(1 + 2;7;expected ')' at the end",
        "1 2;3;'2' does not belong here",
        "lambda p: p;8;does not belong here",
        "foo(1);1;no function 'foo'",
        "max(1);6;expected ','",
        "image.colour() > 1;1;nothing is known of 'colour'",
        "a ! b;3;unexpected '!'",
        "x.to_value(deg);12;expected a unit",
        "1.2.3;1;is not a number",
        "2e;1;is not a number",
        "import os;8;does not belong here",
      })
  void mistakesAreShownWithTheirPosition(String text, int position, String problem) {
    ExpressionException e = assertThrows(ExpressionException.class, () -> Expression.parse(text));

    assertTrue(e.getMessage().contains(problem), e.getMessage());
    assertTrue(e.getMessage().startsWith("'" + text + "', position "), e.getMessage());
    assertEquals(position, e.position(), e.getMessage());
  }

  @Test
  void comparisonsWithMissingValuesFail() throws ExpressionException {
    assertFalse(Expression.parse("x > 0").holds(n -> Double.NaN));
    assertFalse(Expression.parse("x <= 0").holds(n -> Double.NaN));
    assertTrue(Expression.parse("x != x").holds(n -> Double.NaN));
  }

  @Test
  void hostileNestingIsRefused() {
    assertThrows(ExpressionException.class, () -> Expression.parse("(".repeat(100_000)));
    assertThrows(ExpressionException.class, () -> Expression.parse("-".repeat(100_000) + "1"));
  }

  /** Builds an expression and its value side by side; the parser must find the same value. */
  private static double grow(SplittableRandom random, int depth, StringBuilder out) {
    if (depth == 0) {
      int n = random.nextInt(1, 10);
      out.append(n);
      return n;
    }
    out.append('(');
    double a = grow(random, random.nextInt(depth), out);
    String operator = new String[] {"+", "-", "*", "<", ">=", "and", "or"}[random.nextInt(7)];
    out.append(' ').append(operator).append(' ');
    double b = grow(random, random.nextInt(depth), out);
    out.append(')');
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "<" -> a < b ? 1 : 0;
      case ">=" -> a >= b ? 1 : 0;
      case "and" -> a != 0 && b != 0 ? 1 : 0;
      default -> a != 0 || b != 0 ? 1 : 0;
    };
  }

  @Test
  @Seeded
  void randomExpressionsHaveTheirValue(SplittableRandom random) throws ExpressionException {
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      double expected = grow(random, 7, text);
      assertEquals(expected, value(text.toString()), 1e-9 * Math.abs(expected), text.toString());
    }
  }

  @Test
  @Seeded
  void randomTextIsReadOrRefusedButNeverBreaksTheParser(SplittableRandom random) {
    String letters = "ab1.()+-*/<>=!&|~, eimage";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(25); k > 0; k--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      String problem = Expression.problem(text.toString()).orElse("");
      assertFalse(problem.contains("\n"), text.toString());
    }
  }
}
