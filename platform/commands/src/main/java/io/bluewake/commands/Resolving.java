package io.bluewake.commands;

import io.bluewake.config.Configuration;
import io.bluewake.config.ResolvedPipeline;
import io.bluewake.model.Subarray;
import io.bluewake.runtime.ExampleArray;
import io.bluewake.spi.EventSource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Resolves profiles for the telescopes of an input, or for one telescope of each kind. */
final class Resolving {
  private Resolving() {}

  /**
   * Resolves a profile.
   *
   * @param sets overrides
   * @param input whose telescopes; empty for one of each kind
   */
  static ResolvedPipeline profile(Session session, String name, List<String> sets, String input)
      throws Exception {
    Configuration configuration = session.services().pipelines().configuration(List.of(name), sets);
    return configuration.resolve(
        input.isEmpty() ? ExampleArray.create() : subarray(session, name, sets, Path.of(input)));
  }

  private static Subarray subarray(Session session, String name, List<String> sets, Path input)
      throws Exception {
    return look(session, name, sets, input, EventSource::subarray);
  }

  /** Opens an input and asks something of it. */
  static <T> T look(
      Session session,
      String profile,
      List<String> sets,
      Path input,
      Function<EventSource, T> question)
      throws Exception {
    return session
        .services()
        .pipelines()
        .withSource(
            input,
            List.of(profile),
            sets,
            (name, provider) -> {
              try (EventSource opened = provider.open(input, EventSource.Request.ALL)) {
                return question.apply(opened);
              }
            });
  }
}
