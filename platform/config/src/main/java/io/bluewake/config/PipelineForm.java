package io.bluewake.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * What can be configured of a pipeline beside its plug-ins. Described by the metatype file of this
 * bundle, as plug-ins describe their options.
 */
public enum PipelineForm {
  /** The section {@code engine}. */
  ENGINE("engine", "io.bluewake.engine"),
  /** The section {@code imageQuality}. */
  IMAGE_QUALITY("imageQuality", "io.bluewake.imageQuality"),
  /** The key {@code quality} of reconstructions. */
  STEREO_QUALITY("stereoQuality", "io.bluewake.stereoQuality");

  /** Name of the option that holds criteria. */
  private static final String CRITERIA = "criteria";

  /** Between two criteria in one text; a condition may have a comma. */
  private static final String SEPARATOR = ";";

  private final String key;
  private final String pid;

  PipelineForm(String key, String pid) {
    this.key = key;
    this.pid = pid;
  }

  /** Read when it is first asked for, once. */
  private static final class Described {
    static final MetatypeFile FILE = new MetatypeFile();

    static {
      try (InputStream in =
          PipelineForm.class.getResourceAsStream("/OSGI-INF/metatype/pipeline.xml")) {
        FILE.read(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (XMLStreamException e) {
        throw new IllegalStateException(e);
      }
    }

    private Described() {}
  }

  /** What people call it. */
  public String key() {
    return key;
  }

  /** Persistent identity of its factory configurations. */
  public String pid() {
    return pid;
  }

  /** What it is for. */
  public String summary() {
    return Described.FILE.description(pid);
  }

  /** What can be set, in order. */
  public List<OptionDescription> options() {
    return List.copyOf(Described.FILE.options(pid).values());
  }

  /** The criteria that hold when nobody says any. */
  List<QualityCriterion> standardCriteria() {
    List<QualityCriterion> criteria = new ArrayList<>();
    for (Object text : (Collection<?>) options().get(0).defaultValue()) {
      String[] parts = text.toString().split(":", 2);
      criteria.add(new QualityCriterion(parts[0].strip(), parts[1].strip(), Origin.DEFAULT));
    }
    return List.copyOf(criteria);
  }

  /**
   * What somebody has set outside profiles.
   *
   * @param form where it belongs
   * @param values values by option, as they were written
   * @param origin where they were written
   * @param reconstructions names of the reconstructions that it holds for
   */
  public record Setting(
      PipelineForm form,
      Map<String, ?> values,
      String origin,
      java.util.function.Predicate<String> reconstructions) {

    /**
     * Checks it as if a profile had set it.
     *
     * @param check checks the criteria
     * @throws ConfigException naming origin, option and what is allowed
     */
    public void check(CriterionCheck check) throws ConfigException {
      if (form == ENGINE) {
        EngineSection.values(entries());
      } else {
        for (String option : values.keySet()) {
          if (!option.equals(CRITERIA)) {
            Origin from = new Origin(origin, 0);
            Item.Entry entry = new Item.Entry(new Item.Scalar(option, option, from), from);
            throw Checker.unknown(form.key, List.of(CRITERIA), option, entry, form.key);
          }
        }
        Checker.criteria(criteria(), form.key, check);
      }
    }

    /** The document that a profile with the same words would be. */
    Item document(List<String> reconstructors) throws ConfigException {
      Origin from = new Origin(origin, 0);
      return switch (form) {
        case ENGINE -> Item.Mapping.of("engine", new Item.Mapping(entries(), from), from);
        case IMAGE_QUALITY ->
            values.containsKey(CRITERIA)
                ? Item.Mapping.of("imageQuality", criteria(), from)
                : new Item.Mapping(Map.of(), from);
        case STEREO_QUALITY -> {
          Map<String, Item.Entry> each = new LinkedHashMap<>();
          for (String name : reconstructors) {
            if (values.containsKey(CRITERIA) && reconstructions.test(name)) {
              each.put(name, new Item.Entry(Item.Mapping.of("quality", criteria(), from), from));
            }
          }
          yield Item.Mapping.of(Section.RECONSTRUCT.key, new Item.Mapping(each, from), from);
        }
      };
    }

    private Map<String, Item.Entry> entries() throws ConfigException {
      Origin from = new Origin(origin, 0);
      Map<String, Item.Entry> entries = new LinkedHashMap<>();
      for (Map.Entry<String, ?> value : values.entrySet()) {
        Item item = Overlay.item(value.getValue(), false, from);
        entries.put(value.getKey(), new Item.Entry(item, from));
      }
      return entries;
    }

    private Item criteria() throws ConfigException {
      Origin from = new Origin(origin, 0);
      Object written = values.containsKey(CRITERIA) ? values.get(CRITERIA) : List.of();
      Collection<?> texts =
          written instanceof Collection<?> many
              ? many
              : Arrays.asList(written.toString().split(SEPARATOR, -1));
      List<Item> pairs = new ArrayList<>();
      for (Object text : texts) {
        String[] parts = text.toString().split(":", 2);
        if (parts.length == 2) {
          pairs.add(new Item.Sequence(List.of(plain(parts[0], from), plain(parts[1], from)), from));
        } else if (!parts[0].isBlank()) {
          throw ConfigException.at(
              from,
              form.key + "." + CRITERIA,
              "expected NAME: CONDITION, not '" + parts[0].strip() + "'");
        }
      }
      return new Item.Sequence(pairs, from);
    }

    private static Item plain(String text, Origin from) {
      return new Item.Scalar(text.strip(), text.strip(), from);
    }
  }
}
