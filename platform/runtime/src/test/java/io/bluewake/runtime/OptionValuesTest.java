package io.bluewake.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.config.OptionDescription;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionValuesTest {
  @Test
  void defaultsOfComponentsWinOverThoseOfMetatype() {
    OptionDescription described = OptionValues.describe("ids", new int[] {1, 2});

    OptionDescription option = OptionValues.describe(described, 7);

    assertEquals(List.of(7L), option.defaultValue());
  }

  @Test
  void valuesOfAllJavaTypesBecomePlain() {
    assertEquals(0.1, OptionValues.plain(0.1f));
    assertEquals(3L, OptionValues.plain((short) 3));
    assertEquals("x", OptionValues.plain('x'));
    assertEquals(List.of(1L, 2L), OptionValues.plain(new int[] {1, 2}));
    assertEquals(true, OptionValues.plain(true));
  }

  @Test
  void optionsWithoutDescriptionAreDescribedByTheirDefault() {
    assertEquals(OptionDescription.Type.NUMBER, OptionValues.describe("a", 1.5f).type());
    assertEquals(OptionDescription.Type.INTEGER, OptionValues.describe("a", 1).type());
    assertEquals(OptionDescription.Type.BOOLEAN, OptionValues.describe("a", true).type());
    assertEquals(OptionDescription.Type.TEXT, OptionValues.describe("a", "x").type());
    assertTrue(OptionValues.describe("a", new double[] {1}).list());
  }
}
