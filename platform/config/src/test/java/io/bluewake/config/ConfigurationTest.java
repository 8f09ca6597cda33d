package io.bluewake.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
  @TempDir Path folder;

  private static Configuration load(List<String> profiles, String... sets) throws ConfigException {
    return Configuration.load(profiles, List.of(sets), TestPlugins.catalog(), CriterionCheck.NONE);
  }

  private String file(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    Files.writeString(path, text);
    return path.toString();
  }

  private static ResolvedGroup groupOf(ResolvedPipeline pipeline, int telescope) {
    return pipeline.groups().stream()
        .filter(g -> g.telescopes().contains(telescope))
        .findFirst()
        .orElseThrow();
  }

  private static Object value(ResolvedPlugin plugin, String option) {
    return plugin.values().get(option);
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "sag", "cat-b", "cat-c", "cat-c.yaml"})
  void everyBuiltInProfileResolvesWithoutWarning(String name) throws ConfigException {
    ResolvedPipeline pipeline = load(List.of(name)).resolve(TestPlugins.array());

    assertEquals(5, pipeline.groupOfTelescope().size());
    assertEquals(List.of(), pipeline.warnings());
    assertEquals(3, pipeline.groups().size());
  }

  @Test
  void finalProcessingIsTheDefaultAndHasTheValuesOfCtapipe() throws ConfigException {
    ResolvedPipeline pipeline = load(List.of()).resolve(TestPlugins.array());

    assertEquals("cat-c", pipeline.name());
    ResolvedGroup lst = groupOf(pipeline, 1);
    assertEquals("LST_LST_LSTCam", lst.name());
    assertEquals(List.of(1, 2), lst.telescopes());
    assertEquals(10.0, value(lst.clean(), "picturePe"));
    assertEquals("neighbor-peak-window-sum", lst.extract().plugin().name());
    assertEquals("neighbor-average", lst.invalidPixels().orElseThrow().plugin().name());
    assertEquals(7, lst.parameters().size());
    assertEquals(List.of(), lst.muons());
    assertEquals(
        List.of("> 50 phe", "Positive width", "> 3 pixels"),
        pipeline.reconstruct().get(0).quality().stream().map(QualityCriterion::name).toList());
    assertEquals(
        List.of("image.sum() > 0", "image.size > 1"),
        pipeline.imageQuality().stream().map(QualityCriterion::expression).toList());
  }

  @Test
  void telescopesGetTheirOwnValuesAndPlugins() throws ConfigException {
    ResolvedPipeline pipeline = load(List.of("cat-b")).resolve(TestPlugins.array());

    assertEquals(8.5, value(groupOf(pipeline, 2).clean(), "picturePe"));
    assertEquals(9.0, value(groupOf(pipeline, 7).clean(), "picturePe"));
    assertEquals("flashcam", groupOf(pipeline, 6).extract().plugin().name());
    assertEquals("neighbor-peak-window-sum", groupOf(pipeline, 7).extract().plugin().name());
    assertEquals(4, pipeline.reconstruct().get(0).quality().size());
  }

  @Test
  void oneTelescopeByNumberLeavesItsGroup() throws ConfigException {
    ResolvedPipeline pipeline =
        load(List.of(), "clean.for.2.picturePe=7").resolve(TestPlugins.array());

    assertEquals(List.of(0, 1, 2, 2, 3), pipeline.groupOfTelescope());
    assertEquals("LST_LST_LSTCam-2", groupOf(pipeline, 2).name());
    assertEquals(7.0, value(groupOf(pipeline, 2).clean(), "picturePe"));
    assertEquals(10.0, value(groupOf(pipeline, 1).clean(), "picturePe"));
  }

  @Test
  void theLastWordCounts() throws Exception {
    String mine =
        file("mine.yaml", "extends: cat-b\nclean: { for: { 'LST*': { picturePe: 6 } } }\n");
    String later = file("later.yaml", "clean: { for: { '*Cam': { boundaryPe: 3 } } }\n");

    ResolvedPipeline pipeline =
        load(List.of(mine, later), "clean.for.LST*.boundaryPe=2").resolve(TestPlugins.array());

    ResolvedPlugin lst = groupOf(pipeline, 1).clean();
    assertEquals(6.0, value(lst, "picturePe"));
    assertEquals(2.0, value(lst, "boundaryPe"));
    assertEquals(mine + ":2", lst.options().get("picturePe").origin().toString());
    assertEquals(3.0, value(groupOf(pipeline, 7).clean(), "boundaryPe"));
    assertEquals(9.0, value(groupOf(pipeline, 7).clean(), "picturePe"));
  }

  @Test
  void aLaterValueForAllReplacesEarlierOnesForSome() throws ConfigException {
    ResolvedPipeline pipeline =
        load(List.of("cat-b"), "clean.picturePe=12").resolve(TestPlugins.array());

    assertEquals(12.0, value(groupOf(pipeline, 1).clean(), "picturePe"));
    assertEquals(4.25, value(groupOf(pipeline, 1).clean(), "boundaryPe"));
  }

  @Test
  void anotherPluginDropsTheOptionsOfTheFormerOne() throws ConfigException {
    ResolvedPipeline pipeline =
        load(List.of("cat-b"), "clean.plugin=fact", "extract=local-peak-window-sum")
            .resolve(TestPlugins.array());

    ResolvedGroup lst = groupOf(pipeline, 1);
    assertEquals("fact", lst.clean().plugin().name());
    assertEquals(10.0, value(lst.clean(), "picturePe"));
    assertEquals("local-peak-window-sum", groupOf(pipeline, 5).extract().plugin().name());
  }

  @Test
  void optionsForAllDoNotReachTelescopesWithAnotherPlugin() throws ConfigException {
    ResolvedPipeline pipeline =
        load(List.of("cat-b"), "extract.windowWidth=5").resolve(TestPlugins.array());

    assertEquals(5L, value(groupOf(pipeline, 1).extract(), "windowWidth"));
    assertEquals("flashcam", groupOf(pipeline, 5).extract().plugin().name());
  }

  @Test
  void listsAreReplacedAndEntriesKeepTheirOptions() throws ConfigException {
    ResolvedPipeline pipeline =
        load(
                List.of("cat-b"),
                "reconstruct=hillas,hillas-intersection",
                "muons=muon",
                "write.hdf5.dataModel=7.1.0",
                "parameters=hillas, morphology")
            .resolve(TestPlugins.array());

    assertEquals(2, pipeline.reconstruct().size());
    assertEquals(4, pipeline.reconstruct().get(0).quality().size());
    assertEquals(3, pipeline.reconstruct().get(1).quality().size());
    assertEquals("muon", groupOf(pipeline, 1).muons().get(0).plugin().name());
    assertEquals(2, groupOf(pipeline, 1).parameters().size());
    assertEquals("7.1.0", value(pipeline.write().get(0), "dataModel"));
  }

  @Test
  void listsMayBeEmptyAndInvalidPixelsMayStay() throws ConfigException {
    ResolvedPipeline pipeline =
        load(List.of(), "reconstruct=", "invalidPixels=none").resolve(TestPlugins.array());

    assertEquals(List.of(), pipeline.reconstruct());
    assertEquals(Optional.empty(), groupOf(pipeline, 1).invalidPixels());
  }

  @Test
  void sourceOptionsServeWhicheverSourceFits() throws ConfigException {
    Configuration configuration = load(List.of(), "source.focalLength=equivalent");

    assertEquals(Optional.empty(), configuration.sourcePlugin());
    assertEquals("equivalent", value(configuration.source("eventio"), "focalLength"));
    assertEquals("reject", value(configuration.source("eventio"), "truncated"));
    assertTrue(configuration.source("hdf5").values().isEmpty());
  }

  @Test
  void qualityMayBeSetFromTheCommandLine() throws ConfigException {
    Configuration configuration =
        load(
            List.of(),
            "imageQuality={big: image.size > 9}",
            "reconstruct.hillas.quality=[[bright, \"hillas_intensity > 500\"]]");

    ResolvedPipeline pipeline = configuration.resolve(TestPlugins.array());

    assertEquals("image.size > 9", pipeline.imageQuality().get(0).expression());
    assertEquals(
        "hillas_intensity > 500", pipeline.reconstruct().get(0).quality().get(0).expression());
  }

  @Test
  void patternsOfUsersThatMatchNothingAreWarnedOf() throws ConfigException {
    ResolvedPipeline pipeline =
        load(List.of("cat-b"), "clean.for.SST*.picturePe=3").resolve(TestPlugins.array());

    assertEquals(1, pipeline.warnings().size());
    assertTrue(pipeline.warnings().get(0).contains("'SST*' matches no telescope"));
  }

  @Test
  void aKeyInQuotesMayHaveDotsAndEqualSigns() throws ConfigException {
    for (String quoted : List.of("\"LST_LST.v=2*\"", "'LST_LST.v=2*'", "'LST_LST'.v.2")) {
      String set = "clean.for." + quoted + ".picturePe=6";
      if (quoted.endsWith(".v.2")) {
        assertThrows(ConfigException.class, () -> load(List.of(), set));
      } else {
        String warning = load(List.of(), set).resolve(TestPlugins.array()).warnings().get(0);
        assertTrue(warning.contains("'LST_LST.v=2*' matches no telescope"), warning);
      }
    }
    ResolvedPipeline pipeline =
        load(List.of(), "clean.for.\"LST*\".picturePe=6").resolve(TestPlugins.array());
    assertTrue(pipeline.explain().contains("picturePe: 6"), pipeline.explain());
  }

  @Test
  void explanationIsYamlAndNamesEveryOrigin() throws ConfigException {
    ResolvedPipeline pipeline =
        load(List.of("cat-b"), "clean.for.LST*.picturePe=6").resolve(TestPlugins.array());

    String text = pipeline.explain();

    assertTrue(text.contains("picturePe: 6  # --set clean.for.LST*.picturePe\n"), text);
    assertTrue(text.contains("boundaryPe: 4.25  # cat-b.yaml:"), text);
    Item read = new YamlReader("explained", true).read(text);
    assertTrue(((Item.Mapping) read).entries().containsKey("telescopes"), text);
  }

  @Test
  void differencesNameWhatChanged() throws ConfigException {
    ResolvedPipeline a = load(List.of()).resolve(TestPlugins.array());
    ResolvedPipeline b = load(List.of(), "clean.picturePe=11").resolve(TestPlugins.array());

    assertEquals(List.of(), a.differences(a));
    List<String> lines = a.differences(b);
    assertEquals(1, lines.size());
    assertTrue(
        lines.get(0).startsWith("telescopes.*.clean.picturePe: 10 (cat-c.yaml:"), lines.get(0));
    assertTrue(lines.get(0).endsWith("-> 11 (--set clean.picturePe)"), lines.get(0));
  }

  @Test
  void differencesOfSomeTelescopesNameThem() throws ConfigException {
    ResolvedPipeline a = load(List.of()).resolve(TestPlugins.array());
    ResolvedPipeline b =
        load(List.of(), "clean.for.LST*.picturePe=11", "engine.workers=3")
            .resolve(TestPlugins.array());

    List<String> lines = a.differences(b);

    assertEquals(2, lines.size(), lines.toString());
    assertEquals("engine.workers: 0 (default) -> 3 (--set engine.workers)", lines.get(0));
    assertTrue(
        lines.get(1).startsWith("telescopes.LST_LST_LSTCam.clean.picturePe: 10 "), lines.get(1));
  }

  @Test
  void everyValueIsExplainedWithItsOrigin() throws ConfigException {
    String text =
        load(List.of("cat-b"), "engine.workers=3", "source.focalLength=equivalent")
            .resolve(TestPlugins.array())
            .explain();

    assertTrue(text.contains("pipeline: cat-b  # cat-b.yaml:"), text);
    assertTrue(text.contains("  workers: 3  # --set engine.workers\n"), text);
    assertTrue(text.contains("  batchEvents: 256  # default\n"), text);
    assertTrue(text.contains("  waitSeconds: 30  # default\n"), text);
    assertTrue(text.contains("focalLength: equivalent  # --set source.focalLength\n"), text);
    for (String line : text.split("\n", -1)) {
      assertTrue(line.isEmpty() || line.endsWith(":") || line.contains("  # "), line);
    }
  }

  @Test
  void aConfigurationKnowsThePlugInsItNames() throws ConfigException {
    List<String> names =
        load(List.of("cat-b")).plugins().stream().map(PluginDescription::name).toList();

    assertTrue(
        names.containsAll(List.of("neighbor-peak-window-sum", "flashcam")), names.toString());
    assertFalse(names.contains("local-peak-window-sum"), names.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claen.picturePe=3 | unknown key 'claen' | did you mean 'clean'?",
        "clean.picturPe=3 | no option 'picturPe' | did you mean 'picturePe'?",
        "clean.picturePe=many | clean.picturePe | expected a number, not 'many'",
        "clean.picturePe=-1 | '-1' is not from 0 to 1000000 | --set clean.picturePe",
        "clean.picturePe=.nan | is not from 0 | clean",
        "clean.keepIsolatedPixels=1 | expected true or false | keepIsolatedPixels",
        "extract.windowWidth=2.5 | expected a whole number, not '2.5' | windowWidth",
        "clean=tailcut | no plug-in 'tailcut'; installed are [fact, tailcuts] | 'tailcuts'?",
        "source.focalLength=equal | is not one of [effective, equivalent] | focalLength",
        "source.focallength=equivalent | no option 'focallength' | 'focalLength'?",
        "muons=muon,muon | 'muon' is in the list twice | muons",
        "parameters.hilas.x=1 | 'hilas' is not in the list | did you mean 'hillas'?",
        "engine.worker=2 | the engine has no option 'worker' | 'workers'?",
        "engine.errors=ignore | is not one of [fail, skip-event] | engine.errors",
        "clean.for.LST*.windowWidth=3 | no option 'windowWidth' | clean.for.LST*",
        "write.for.LST*=hdf5 | 'for' is not in the list | write",
        "source.for.LST*.truncated=accept | the same for all telescopes | source.for",
        "extends=cat-b | chosen with --profile | --set extends",
        "clean..x=1 | a part of the path is empty | --set clean..x",
        "nothing | expected path=value | --set nothing",
        "clean.for.\"LST.picturePe=6 | a quote is not closed | picturePe=6",
        "imageQuality=5 | expected a list of [name, condition] | imageQuality",
      })
  void mistakesAreExplainedInOneLine(String set, String first, String second) {
    ConfigException e = assertThrows(ConfigException.class, () -> load(List.of(), set));

    assertTrue(e.getMessage().contains(first), e.getMessage());
    assertTrue(e.getMessage().contains(second), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "clean:\\n  plugin: tailcuts\\n  pictrePe: 3 | :3: clean: plug-in 'tailcuts' has no option",
        "gain: threshold\\ngain: threshold | :2: key 'gain' is there twice, first in line 1",
        "clean: [a | :1: not YAML",
        "clean: &x tailcuts | :1: anchors and aliases are not supported",
        "clean: !!java/x tailcuts | tag",
        "- 1 | :1: expected keys, not a list",
        "clean:\\n  for: 3 | :2: clean.for: expected telescope patterns",
        "extends: mine.yaml | extends itself",
        "extends: cat-d | did you mean 'cat-",
        "reconstruct:\\n  - quality: [] | :2: reconstruct: an entry with options needs a key",
        "engine: 5 | :1: engine: expected keys",
        "pipeline: [1] | :1: pipeline: expected a text",
      })
  void mistakesInFilesNameTheLine(String text, String expected) throws IOException {
    String mine = file("mine.yaml", text.replace("\\n", "\n"));

    ConfigException e = assertThrows(ConfigException.class, () -> load(List.of("cat-c", mine)));

    assertTrue(e.getMessage().contains(mine), e.getMessage());
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  @Test
  void wrongCriteriaAreRefusedWithTheirPlace() throws IOException {
    String mine = file("mine.yaml", "imageQuality:\n  - [good, 'image.size >']\n");

    ConfigException e =
        assertThrows(
            ConfigException.class,
            () ->
                Configuration.load(
                    List.of("cat-c", mine),
                    List.of(),
                    TestPlugins.catalog(),
                    text -> text.endsWith(">") ? Optional.of("ends too early") : Optional.empty()));

    assertEquals(mine + ":2: imageQuality: criterion 'good': ends too early", e.getMessage());
  }

  @Test
  void missingProfileNamesTheBuiltInOnes() {
    ConfigException e = assertThrows(ConfigException.class, () -> load(List.of("catc")));

    assertTrue(e.getMessage().contains("[base, cat-b, cat-c, sag, "), e.getMessage());
    assertTrue(e.getMessage().endsWith("did you mean 'cat-c'?"), e.getMessage());
  }

  @Test
  void profilesExtendOthersBesideThem() throws Exception {
    file("parent.yaml", "extends: cat-c\nclean: { picturePe: 4 }\n");
    String child = file("child.yaml", "extends: parent.yaml\npipeline: child\n");

    ResolvedPipeline pipeline = load(List.of(child)).resolve(TestPlugins.array());

    assertEquals("child", pipeline.name());
    assertEquals(4.0, value(groupOf(pipeline, 1).clean(), "picturePe"));
  }

  @Test
  void optionOfAnotherPluginForOneKindOfTelescopeIsRefused() throws ConfigException {
    Configuration configuration = load(List.of("cat-b"), "extract.for.*FlashCam.windowWidth=5");

    ConfigException e =
        assertThrows(ConfigException.class, () -> configuration.resolve(TestPlugins.array()));

    assertTrue(e.getMessage().contains("plug-in 'flashcam' has no option 'windowWidth'"));
  }
}
