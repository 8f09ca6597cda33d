package io.bluewake.runtime;

import io.bluewake.config.PluginDescription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Finds out why a slot has no service: bundle, configuration, reference or constructor. */
final class MissingServices {
  private final BundleContext context;
  private final ServiceComponentRuntime components;

  MissingServices(BundleContext context, ServiceComponentRuntime components) {
    this.context = context;
    this.components = components;
  }

  /**
   * Says in one line why there is no service.
   *
   * @param plugin what was asked for
   * @param slot value of the property {@code pipeline.slot} of its configuration
   * @param from id of the bundle whose service failed, where one is meant; otherwise all that have
   *     it
   */
  String explain(PluginDescription plugin, String slot, OptionalLong from) {
    List<ComponentDescriptionDTO> descriptions = new ArrayList<>();
    for (ComponentDescriptionDTO d : components.getComponentDescriptionDTOs()) {
      if (List.of(d.configurationPid).contains(plugin.pid())
          && from.orElse(d.bundle.id) == d.bundle.id) {
        descriptions.add(d);
      }
    }
    String who = "plug-in '" + plugin.name() + "' (" + plugin.pid() + ")";
    if (descriptions.isEmpty()) {
      return who + " is not there: " + bundleState(plugin.bundle());
    }
    List<ComponentConfigurationDTO> forSlot = new ArrayList<>();
    for (ComponentDescriptionDTO description : descriptions) {
      for (ComponentConfigurationDTO c : components.getComponentConfigurationDTOs(description)) {
        if (Objects.equals(c.properties.get(SlotConfiguration.SLOT), slot)) {
          forSlot.add(c);
        }
      }
    }
    // Several versions may be there, of which most are well. One that is just being installed has
    // failed before it counts as enabled, so a configuration tells more than that.
    boolean enabled = descriptions.stream().anyMatch(components::isComponentEnabled);
    return forSlot.stream()
        .max(Comparator.comparing(c -> c.state == ComponentConfigurationDTO.FAILED_ACTIVATION))
        .map(c -> who + " " + why(c))
        .orElse(who + (enabled ? " has no configuration for this slot" : " is disabled"));
  }

  static String why(ComponentConfigurationDTO configuration) {
    return switch (configuration.state) {
      case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
          "lacks " + references(configuration.unsatisfiedReferences);
      case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> "lacks its configuration";
      case ComponentConfigurationDTO.FAILED_ACTIVATION ->
          "refuses its options: " + cause(configuration.failure);
      default -> "could not be created";
    };
  }

  private static String references(UnsatisfiedReferenceDTO[] references) {
    List<String> texts = new ArrayList<>();
    for (UnsatisfiedReferenceDTO r : references) {
      texts.add(r.name + (r.target == null ? "" : " " + r.target));
    }
    return "the service for its reference " + String.join(", ", texts);
  }

  /** The message of the innermost exception of a stack trace in text form. */
  static String cause(String stackTrace) {
    String found = "";
    for (String line : stackTrace.split("\n", -1)) {
      boolean isHead = !line.startsWith("\t") && !line.isBlank();
      if (isHead && (found.isEmpty() || line.startsWith("Caused by: "))) {
        found = line.strip();
      }
    }
    String text = found.startsWith("Caused by: ") ? found.substring(11) : found;
    int colon = text.indexOf(": ");
    return colon < 0 ? text : text.substring(colon + 2);
  }

  private String bundleState(String symbolicName) {
    for (Bundle bundle : context.getBundles()) {
      if (symbolicName.equals(bundle.getSymbolicName())) {
        return "bundle " + symbolicName + " " + bundle.getVersion() + " is " + state(bundle);
      }
    }
    return "bundle " + symbolicName + " is not installed";
  }

  static String state(Bundle bundle) {
    return switch (bundle.getState()) {
      case Bundle.INSTALLED -> "installed but lacks a package it imports";
      case Bundle.RESOLVED -> "not started";
      case Bundle.STARTING -> "starting";
      case Bundle.STOPPING -> "stopping";
      case Bundle.ACTIVE -> "active but does not contain it";
      default -> "uninstalled";
    };
  }
}
