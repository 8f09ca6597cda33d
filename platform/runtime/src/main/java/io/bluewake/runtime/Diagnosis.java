package io.bluewake.runtime;

import io.bluewake.config.PluginDescription;
import io.bluewake.config.PluginKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Knows what is held back: bundles, plug-ins and slots, each with the reason. */
@Component(service = Diagnosis.class)
public final class Diagnosis {
  private final BundleContext context;
  private final ServiceComponentRuntime components;
  private final ConfigurationAdmin admin;
  private final InstalledPlugins plugins;

  /** Creates the component. */
  @Activate
  public Diagnosis(
      BundleContext context,
      @Reference ServiceComponentRuntime components,
      @Reference ConfigurationAdmin admin,
      @Reference InstalledPlugins plugins) {
    this.context = context;
    this.components = components;
    this.admin = admin;
    this.plugins = plugins;
  }

  /**
   * Something that is held back.
   *
   * @param subject bundle, plug-in or slot
   * @param reason one line
   */
  public record Finding(String subject, String reason) {}

  /**
   * Everything that is held back now.
   *
   * @param running pipelines whose slots to look at
   */
  public List<Finding> findings(List<RunningPipeline> running) {
    List<Finding> findings = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      if (usesOurApi(bundle) && bundle.getState() != Bundle.ACTIVE) {
        findings.add(
            new Finding(
                "bundle " + bundle.getSymbolicName() + " " + bundle.getVersion(), why(bundle)));
      }
    }
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
      if (component.properties.containsKey(InstalledPlugins.NAME)) {
        addComponent(component, findings);
      }
    }
    for (RunningPipeline pipeline : running) {
      for (String slot : pipeline.status().map(s -> s.waiting()).orElse(List.of())) {
        findings.add(
            new Finding(
                "slot " + pipeline.name() + "/" + slot, waits(pipeline.name() + "/" + slot)));
      }
    }
    return findings;
  }

  /** Whether a plug-in can be used, in words. */
  public String state(PluginDescription plugin) {
    int configured = 0;
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
      if (List.of(component.configurationPid).contains(plugin.pid())
          && component.bundle.version.equals(plugin.version())) {
        if (!components.isComponentEnabled(component)) {
          return "disabled";
        }
        configured += components.getComponentConfigurationDTOs(component).size();
      }
    }
    return configured == 0
        ? "ready, in no slot"
        : "ready, " + configured + (configured == 1 ? " configuration" : " configurations");
  }

  private void addComponent(ComponentDescriptionDTO component, List<Finding> findings) {
    String subject =
        "plug-in "
            + component.properties.get(InstalledPlugins.NAME)
            + " of "
            + component.bundle.symbolicName
            + " "
            + component.bundle.version;
    if (!components.isComponentEnabled(component)) {
      findings.add(new Finding(subject, "is disabled"));
    }
    for (ComponentConfigurationDTO c : components.getComponentConfigurationDTOs(component)) {
      if (c.state != ComponentConfigurationDTO.SATISFIED
          && c.state != ComponentConfigurationDTO.ACTIVE
          && c.properties.containsKey(Constants.SERVICE_PID)) {
        findings.add(
            new Finding(
                subject + " in " + c.properties.getOrDefault(SlotConfiguration.SLOT, "no slot"),
                MissingServices.why(c)));
      }
    }
  }

  private static boolean usesOurApi(Bundle bundle) {
    String imports = bundle.getHeaders("").get(Constants.IMPORT_PACKAGE);
    return imports != null && imports.contains("io.bluewake.spi");
  }

  private String why(Bundle bundle) {
    if (bundle.getState() != Bundle.INSTALLED) {
      return MissingServices.state(bundle);
    }
    return BundleWatch.problem(context, bundle)
        .map(text -> "needs " + text)
        .orElse(MissingServices.state(bundle));
  }

  /** Why a slot has no service. */
  private String waits(String place) {
    try {
      Configuration[] found =
          admin.listConfigurations("(" + SlotConfiguration.SLOT + "=" + escaped(place) + ")");
      if (found == null) {
        return "its configuration is gone";
      }
      String pid = found[0].getFactoryPid();
      Optional<PluginDescription> plugin =
          plugins.all().stream().filter(p -> p.pid().equals(pid)).findFirst();
      return new MissingServices(context, components)
          .explain(plugin.orElse(unknown(pid)), place, OptionalLong.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String escaped(String text) {
    return text.replaceAll("([\\\\*()])", "\\\\$1");
  }

  /** A plug-in of which only the configuration is left: its bundle is named like its package. */
  private static PluginDescription unknown(String pid) {
    String bundle = pid.substring(0, Math.max(0, pid.lastIndexOf('.')));
    return new PluginDescription(PluginKind.CLEAN, pid, pid, "", bundle, "", List.of());
  }
}
