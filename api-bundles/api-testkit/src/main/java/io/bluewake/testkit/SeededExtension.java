package io.bluewake.testkit;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** What {@link Seeded} does. */
public final class SeededExtension implements ParameterResolver, TestExecutionExceptionHandler {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(SeededExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == RandomGenerator.class || type == SplittableRandom.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    long seed = seed(System.getProperty("tests.seed", ""), context.getUniqueId());
    context.getStore(SPACE).put("seed", seed);
    return new SplittableRandom(seed);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable problem)
      throws Throwable {
    Long seed = context.getStore(SPACE).get("seed", Long.class);
    if (seed != null && !(problem instanceof TestAbortedException)) {
      problem.addSuppressed(new AssertionError(hint(seed)));
    }
    throw problem;
  }

  static String hint(long seed) {
    return "replay with -Dtests.seed=" + Long.toHexString(seed).toUpperCase(Locale.ROOT);
  }

  /** The seed that a value of {@code tests.seed} stands for. */
  static long seed(String asked, String testName) {
    if (asked.isBlank()) {
      long hash = 0xCBF29CE484222325L;
      for (int i = 0; i < testName.length(); i++) {
        hash = (hash ^ testName.charAt(i)) * 0x100000001B3L;
      }
      return hash;
    }
    return asked.equals("random") ? System.nanoTime() : Long.parseUnsignedLong(asked, 16);
  }
}
