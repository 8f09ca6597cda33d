package io.bluewake.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineFormTest {
  private static Configuration plain() throws ConfigException {
    return Configuration.load(
        List.of("cat-c"), List.of(), TestPlugins.catalog(), c -> Optional.empty());
  }

  private static PipelineForm.Setting setting(PipelineForm form, String option, Object value) {
    return new PipelineForm.Setting(form, Map.of(option, value), "etc/x.cfg", "hillas"::equals);
  }

  private static String problem(PipelineForm.Setting setting) {
    return assertThrows(ConfigException.class, () -> plain().with(List.of(setting))).getMessage();
  }

  @Test
  void everyFormSaysWhatItIsFor() {
    for (PipelineForm form : PipelineForm.values()) {
      assertTrue(!form.summary().isBlank() && !form.options().isEmpty(), form.key());
    }
  }

  @Test
  void theEngineTakesTextsAndNumbers() throws ConfigException {
    Configuration changed =
        plain()
            .with(
                List.of(
                    setting(PipelineForm.ENGINE, "workers", 3L),
                    setting(PipelineForm.ENGINE, "waitSeconds", "7.5")));

    assertEquals(3, changed.engine().workers());
    assertEquals(7.5, changed.engine().waitSeconds());
    assertEquals("etc/x.cfg", changed.engineValues().get("workers").origin().file());
    assertEquals(plain().engine().swap(), changed.engine().swap());
  }

  @Test
  void mistakesNameWhereTheyAre() {
    assertEquals(
        "etc/x.cfg: engine.batchEvents: '0' is not from 1 to 1000000",
        problem(setting(PipelineForm.ENGINE, "batchEvents", "0")));
    assertTrue(problem(setting(PipelineForm.ENGINE, "swop", "never")).contains("'swap'"));
    assertTrue(
        problem(setting(PipelineForm.IMAGE_QUALITY, "criterion", "a: b")).contains("[criteria]"));
  }

  @Test
  void criteriaReplaceThoseOfTheProfileWhereTheyHold() throws ConfigException {
    Configuration changed =
        plain()
            .with(
                List.of(
                    setting(PipelineForm.IMAGE_QUALITY, "criteria", "a: x > 1; b: min(x, 2) > 1"),
                    setting(PipelineForm.STEREO_QUALITY, "criteria", List.of("> 3: y > 3"))));

    assertEquals(
        List.of("a", "b"), changed.imageQuality().stream().map(QualityCriterion::name).toList());
    assertEquals("min(x, 2) > 1", changed.imageQuality().get(1).expression());
    assertEquals(
        List.of("> 3"), changed.quality("hillas").stream().map(QualityCriterion::name).toList());
    assertEquals(3, PipelineForm.STEREO_QUALITY.standardCriteria().size());
  }
}
