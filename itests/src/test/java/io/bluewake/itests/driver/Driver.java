package io.bluewake.itests.driver;

import io.bluewake.commands.CommandRunner;
import io.bluewake.commands.Console;
import io.bluewake.engine.CancelToken;
import io.bluewake.runtime.LeaseWaits;
import io.bluewake.runtime.Pipelines;
import io.bluewake.runtime.RunningPipeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers questions of tests, which share only the classes of the JDK with the bundles. */
@Component(property = "bluewake.itests.driver=true")
@SuppressWarnings("JdkObsolete") // Config Admin wants dictionaries
public final class Driver implements UnaryOperator<String> {
  private final CommandRunner runner;
  private final Pipelines pipelines;
  private final ConfigurationAdmin admin;
  private LeaseWaits before;

  /** Creates the driver. */
  @Activate
  public Driver(
      @Reference CommandRunner runner,
      @Reference Pipelines pipelines,
      @Reference ConfigurationAdmin admin) {
    this.admin = admin;
    this.runner = runner;
    this.pipelines = pipelines;
  }

  @Override
  public String apply(String question) {
    String[] words = question.split(" ", -1);
    return switch (words[0]) {
      case "run" -> run(List.of(words).subList(1, words.length));
      case "events" -> events();
      case "slots" -> slots();
      case "notices" ->
          pipelines.notices().stream()
              .map(n -> (n.refused() ? "REFUSED " : "") + n.text())
              .collect(Collectors.joining("\n"));
      case "waiting" ->
          pipelines.running().stream()
              .flatMap(p -> p.waiting().stream())
              .collect(Collectors.joining("\n"));
      case "configure" -> configure(words);
      case "edit" -> edit(words);
      case "begin" -> begin();
      case "waits" -> waits();
      default -> throw new IllegalArgumentException(question);
    };
  }

  private String run(List<String> arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code =
        runner.run(
            arguments,
            new Console(stream, stream, false, Console.DEFAULT_COLUMNS),
            new CancelToken());
    return code + " " + bytes.toString(StandardCharsets.UTF_8);
  }

  /** {@code configure PID NAME KEY=VALUE...}; without keys the configuration is deleted. */
  private String configure(String[] words) {
    try {
      Configuration configuration = admin.getFactoryConfiguration(words[1], words[2], "?");
      if (words.length == 3) {
        configuration.delete();
        return "";
      }
      Dictionary<String, Object> properties = new Hashtable<>();
      for (String word : List.of(words).subList(3, words.length)) {
        int equals = word.indexOf('=');
        properties.put(word.substring(0, equals), word.substring(equals + 1));
      }
      configuration.update(properties);
      return configuration.getPid();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code edit SLOT KEY=VALUE}: writes into the pipeline's own configuration of a slot. */
  private String edit(String[] words) {
    try {
      Configuration[] found =
          admin.listConfigurations("(&(pipeline.generation=*)(pipeline.slot=*/" + words[1] + "*))");
      Dictionary<String, Object> properties = found[0].getProperties();
      int equals = words[2].indexOf('=');
      properties.put(words[2].substring(0, equals), words[2].substring(equals + 1));
      found[0].update(properties);
      return found[0].getPid();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private RunningPipeline pipeline() {
    List<RunningPipeline> running = pipelines.running();
    if (running.isEmpty()) {
      throw new IllegalStateException("no pipeline is running");
    }
    return running.get(0);
  }

  private String events() {
    return pipelines.running().isEmpty()
        ? "-1"
        : pipeline().status().map(s -> Long.toString(s.events())).orElse("0");
  }

  /** One line per service: slot, bundle, version, role. */
  private String slots() {
    return pipeline().slots().stream()
        .map(
            s ->
                s.slot()
                    + " "
                    + s.identity().bundle()
                    + " "
                    + s.identity().version()
                    + " "
                    + s.identity().configuration()
                    + " "
                    + s.role())
        .collect(Collectors.joining("\n"));
  }

  private String begin() {
    before = pipeline().leaseWaits();
    return "";
  }

  private String waits() {
    LeaseWaits w = pipeline().leaseWaits().since(before);
    return w.wall().leases()
        + " "
        + w.blocked()
        + " "
        + w.created()
        + " "
        + quantiles(w.wall())
        + " "
        + quantiles(w.busy())
        + " "
        + quantiles(w.control());
  }

  /** Median, 99 %, 99.9 %, worst, number above a millisecond. */
  private static String quantiles(LeaseWaits.Histogram h) {
    return h.quantileNanos(0.5)
        + " "
        + h.quantileNanos(0.99)
        + " "
        + h.quantileNanos(0.999)
        + " "
        + h.quantileNanos(1)
        + " "
        + h.above(1e6);
  }
}
