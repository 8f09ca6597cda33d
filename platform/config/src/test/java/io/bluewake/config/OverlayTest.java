package io.bluewake.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlayTest {
  private static final String FILE = "etc/tailcuts-night.cfg";

  private static PluginDescription tailcuts() {
    return TestPlugins.catalog().find(PluginKind.CLEAN, "tailcuts").orElseThrow();
  }

  private static Object value(String option, Object value) throws ConfigException {
    return Overlay.check(tailcuts(), Map.of(option, value), FILE).get(option).value();
  }

  private static String problem(String option, Object value) {
    return assertThrows(ConfigException.class, () -> value(option, value)).getMessage();
  }

  @Test
  void textsAndTypedValuesMeanTheSame() throws ConfigException {
    assertEquals(8.5, value("picturePe", "8.5"));
    assertEquals(8.5, value("picturePe", 8.5));
    assertEquals(8.0, value("picturePe", " 8 "));
    assertEquals(8.0, value("picturePe", 8L));
    assertEquals(true, value("keepIsolatedPixels", "true"));
    assertEquals(true, value("keepIsolatedPixels", true));
  }

  @Test
  void aMistakeNamesFileOptionAndWhatIsAllowed() {
    assertEquals(
        FILE + ": tailcuts.picturePe: '-3' is not from 0 to 1000000", problem("picturePe", "-3"));
    assertEquals(
        FILE + ": tailcuts.picturePe: expected a number, not 'bright'",
        problem("picturePe", "bright"));
    assertTrue(problem("keepIsolatedPixels", "8").contains("expected true or false"));
    String unknown = problem("picturPe", "8");
    assertTrue(unknown.contains("plug-in 'tailcuts' has no option 'picturPe'"), unknown);
    assertTrue(unknown.contains("picturePe"), unknown);
  }

  @Test
  void whatIsNotSaidStays() throws ConfigException {
    ResolvedPlugin plain =
        new ResolvedPlugin(tailcuts(), Origin.DEFAULT, Configuration.defaults(tailcuts()));

    ResolvedPlugin changed =
        plain.with(Overlay.check(tailcuts(), Map.of("picturePe", "8.5"), FILE));

    assertEquals(8.5, changed.values().get("picturePe"));
    assertEquals(plain.values().get("boundaryPe"), changed.values().get("boundaryPe"));
    assertEquals(FILE, changed.options().get("picturePe").origin().file());
  }
}
