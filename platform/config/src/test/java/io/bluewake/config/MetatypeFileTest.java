package io.bluewake.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MetatypeFileTest {
  private static final String METATYPE =
      """
      <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
        <OCD id="x.Cleaner$Config" name="Cleaner">
          <AD id="picturePe" type="Float" default="10.0" min="0" max="1e6" description="Level, p.e."/>
          <AD id="mode" type="String" default="FAST">
            <Option label="a" value="FAST"/><Option label="b" value="EXACT"/>
          </AD>
          <AD id="ids" type="Integer" cardinality="2147483647" default="1, 2"/>
          <AD id="none" type="Double" cardinality="2147483647"/>
        </OCD>
        <OCD id="x.Other" name="Other"><AD id="other" type="Long" default="3"/></OCD>
        <Designate factoryPid="x.Cleaner"><Object ocdref="x.Cleaner$Config"/></Designate>
      </metatype:MetaData>
      """;

  private static Map<String, OptionDescription> options(String pid) throws Exception {
    MetatypeFile file = new MetatypeFile();
    file.read(new ByteArrayInputStream(METATYPE.getBytes(StandardCharsets.UTF_8)));
    return file.options(pid);
  }

  private static OptionDescription option(String name) throws Exception {
    return options("x.Cleaner").get(name);
  }

  @Test
  void metatypeGivesTypesLimitsAndWords() throws Exception {
    OptionDescription picture = option("picturePe");

    assertEquals(
        List.of("picturePe", "mode", "ids", "none"), List.copyOf(options("x.Cleaner").keySet()));
    assertEquals(OptionDescription.Type.NUMBER, picture.type());
    assertEquals(10.0, picture.defaultValue());
    assertEquals(OptionalDouble.of(0), picture.min());
    assertEquals(OptionalDouble.of(1e6), picture.max());
    assertEquals("Level, p.e.", picture.description());
    assertEquals(List.of("FAST", "EXACT"), option("mode").allowed());
  }

  @Test
  void listsKeepTheirTypeEvenWhenEmpty() throws Exception {
    assertTrue(option("ids").list());
    assertEquals(List.of(1L, 2L), option("ids").defaultValue());
    assertEquals(List.of(), option("none").defaultValue());
  }

  @Test
  void anUnknownPluginHasNoOptions() throws Exception {
    assertEquals(Map.of(), options("x.Nobody"));
  }
}
