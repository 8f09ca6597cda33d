package io.bluewake.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Says in one line why a plug-in bundle that somebody has just installed cannot be used, which the
 * container says in many or not at all.
 */
final class BundleWatch implements BundleListener, AutoCloseable {
  /** After this time whoever installed a bundle has also tried to start it. */
  private static final long PATIENCE_MILLIS = 1500;

  private static final Pattern VERSION = Pattern.compile("\\(version(>=|<=|=)([0-9][^)]*)\\)");
  private static final Pattern NAME =
      Pattern.compile("\\(" + PackageNamespace.PACKAGE_NAMESPACE + "=([^)]*)\\)");

  private final BundleContext context;
  private final SwapLog log;
  private final ExecutorService later =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "bluewake-bundle-watch");
            thread.setDaemon(true);
            return thread;
          });

  BundleWatch(BundleContext context, SwapLog log) {
    this.context = context;
    this.log = log;
    context.addBundleListener(this);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.INSTALLED || event.getType() == BundleEvent.UPDATED) {
      Bundle bundle = event.getBundle();
      String imports = bundle.getHeaders().get(Constants.IMPORT_PACKAGE);
      if (imports != null && imports.contains("io.bluewake.spi")) {
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        later.execute(() -> lookWhenDue(bundle, due));
      }
    }
  }

  private void lookWhenDue(Bundle bundle, long due) {
    try {
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      look(bundle);
    } catch (InterruptedException e) {
      // The platform stops: nobody is interested any more.
      Thread.currentThread().interrupt();
    }
  }

  private void look(Bundle bundle) {
    if (bundle.getState() == Bundle.INSTALLED) {
      problem(context, bundle)
          .ifPresent(
              text ->
                  log.refuse(
                      "refused bundle "
                          + bundle.getSymbolicName()
                          + " "
                          + bundle.getVersion()
                          + " ("
                          + bundle.getLocation().replaceFirst(".*/", "")
                          + "): it needs "
                          + text));
    }
  }

  /** What a bundle needs and nobody offers; empty when there is nothing. */
  static Optional<String> problem(BundleContext context, Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    FrameworkWiring wiring =
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    List<String> missing = new ArrayList<>();
    for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
      boolean optional =
          Constants.RESOLUTION_OPTIONAL.equals(
              requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
      String effective = requirement.getDirectives().getOrDefault("effective", "resolve");
      if (!optional && effective.equals("resolve") && wiring.findProviders(requirement).isEmpty()) {
        missing.add(describe(context, requirement));
      }
    }
    return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", missing));
  }

  private static String describe(BundleContext context, BundleRequirement requirement) {
    String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
    Matcher name = NAME.matcher(filter);
    if (requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE) && name.find()) {
      return "package " + name.group(1) + range(filter) + ", " + offers(context, name.group(1));
    }
    if (requirement
        .getNamespace()
        .equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)) {
      return "Java" + range(filter) + ", here is " + Runtime.version().feature();
    }
    return requirement.getNamespace() + " " + filter;
  }

  private static String range(String filter) {
    StringBuilder text = new StringBuilder();
    Matcher version = VERSION.matcher(filter);
    while (version.find()) {
      boolean below = filter.startsWith("(!", version.start() - 2);
      text.append(below ? " and below " : text.length() == 0 ? " " : " and ");
      text.append(below || version.group(1).equals("=") ? "" : version.group(1) + " ");
      text.append(version.group(2));
    }
    return text.toString();
  }

  private static String offers(BundleContext context, String name) {
    TreeSet<String> versions = new TreeSet<>();
    for (Bundle bundle : context.getBundles()) {
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      if (revision != null) {
        for (BundleCapability c :
            revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
          if (name.equals(c.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))) {
            versions.add(String.valueOf(c.getAttributes().get(Constants.VERSION_ATTRIBUTE)));
          }
        }
      }
    }
    return versions.isEmpty() ? "which nobody offers" : "here is " + String.join(", ", versions);
  }

  @Override
  public void close() {
    context.removeBundleListener(this);
    later.shutdownNow();
  }
}
