package io.bluewake.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.config.PluginDescription;
import io.bluewake.config.PluginKind;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

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

  @Test
  void theVersionThatFailedIsToldWhileAnotherIsStillBeingInstalled() {
    String line = explain(OptionalLong.of(2), List.of(version(1, null), version(2, "no server")));

    assertEquals("plug-in 'signed' (pid) refuses its options: no server", line);
  }

  @Test
  void oneOfSeveralThatFailedIsToldWhenNoneIsMeant() {
    String line = explain(OptionalLong.empty(), List.of(version(1, null), version(2, "no server")));

    assertEquals("plug-in 'signed' (pid) refuses its options: no server", line);
  }

  @Test
  void aPluginWithoutConfigurationThatIsNotEnabledIsDisabled() {
    assertEquals(
        "plug-in 'signed' (pid) is disabled",
        explain(OptionalLong.of(3), List.of(version(2, "no server"), version(3, null))));
  }

  /** One version of the plug-in, which failed with a message or has no configuration yet. */
  private static ComponentConfigurationDTO version(long bundle, String failure) {
    ComponentConfigurationDTO version = new ComponentConfigurationDTO();
    version.description = new ComponentDescriptionDTO();
    version.description.configurationPid = new String[] {"pid"};
    version.description.bundle = new BundleDTO();
    version.description.bundle.id = bundle;
    version.properties = failure == null ? Map.of() : Map.of(SlotConfiguration.SLOT, "clean/LST");
    version.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
    version.failure = "java.lang.IllegalStateException: " + failure;
    return version;
  }

  /** What is said of versions that do not count as enabled yet. */
  private static String explain(OptionalLong bundle, List<ComponentConfigurationDTO> versions) {
    InvocationHandler answers =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "getComponentDescriptionDTOs" ->
                  versions.stream().map(v -> v.description).toList();
              case "getComponentConfigurationDTOs" ->
                  versions.stream().filter(v -> v.description == arguments[0]).toList();
              default -> false;
            };
    Object components =
        Proxy.newProxyInstance(
            MissingServicesTest.class.getClassLoader(),
            new Class<?>[] {ServiceComponentRuntime.class},
            answers);
    PluginDescription plugin =
        new PluginDescription(PluginKind.CLEAN, "signed", "pid", "", "bundle", "1", List.of());
    return new MissingServices(null, (ServiceComponentRuntime) components)
        .explain(plugin, "clean/LST", bundle);
  }
}
