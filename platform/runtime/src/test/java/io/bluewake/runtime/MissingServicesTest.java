package io.bluewake.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MissingServicesTest {
  @Test
  void theInnermostCauseOfAStackTraceIsWhatUsersRead() {
    String trace =
        """
        java.lang.reflect.InvocationTargetException
        \tat a.B.c(B.java:1)
        Caused by: java.lang.IllegalArgumentException: width 0: at least 1
        \tat d.E.f(E.java:2)
        \t... 5 more
        """;

    assertEquals("width 0: at least 1", MissingServices.cause(trace));
  }

  @Test
  void aStackTraceWithoutCauseGivesItsMessage() {
    assertEquals("no", MissingServices.cause("java.lang.IllegalStateException: no\n\tat a.B.c(X)"));
  }

  @Test
  void anExceptionWithoutMessageGivesItsName() {
    assertEquals(
        "java.lang.NullPointerException",
        MissingServices.cause("java.lang.NullPointerException\n\tat a.B.c(X)"));
  }
}
