package io.bluewake.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * A framework with the bundles of {@link BundleList}, in a directory that goes with the process.
 */
final class EmbeddedFramework implements AutoCloseable {
  /** Service property of the function that runs a command line. */
  private static final String COMMAND_LINE = "(bluewake.command.line=true)";

  private final Path storage;
  private final BundleContext context;

  private EmbeddedFramework(Path storage, BundleContext context) {
    this.storage = storage;
    this.context = context;
  }

  /**
   * Starts the framework and its bundles.
   *
   * @param home directory of the distribution
   * @throws IOException when a bundle is missing or does not resolve
   */
  static EmbeddedFramework start(Path home) throws IOException {
    Path list = home.resolve(BundleList.FILE);
    if (!Files.exists(list)) {
      throw new IOException(list + " is missing: this is not a Bluewake distribution");
    }
    Path storage = Storage.create();
    try {
      Framework framework = new FrameworkFactory().newFramework(configuration(storage));
      framework.init();
      BundleContext context = framework.getBundleContext();
      List<Bundle> bundles = new ArrayList<>();
      for (String line : Files.readAllLines(list)) {
        bundles.add(context.installBundle("reference:" + home.resolve(line).toUri()));
      }
      framework.start();
      resolve(framework, bundles);
      for (Bundle bundle : bundles) {
        bundle.start(Bundle.START_TRANSIENT);
      }
      return new EmbeddedFramework(storage, context);
    } catch (BundleException e) {
      Storage.delete(storage);
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Map<String, String> configuration(Path storage) {
    Map<String, String> map = new HashMap<>();
    map.put(Constants.FRAMEWORK_STORAGE, storage.toString());
    map.put("felix.cache.locking", "false");
    map.put("felix.log.level", "0");
    // Configurations live as long as the process: no files.
    map.put("felix.cm.pm", "memory");
    // Karaf's logging bundle offers both.
    map.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        "org.slf4j;version=\"2.0.6\",org.slf4j;version=\"1.7.36\","
            + "org.slf4j.event;version=\"2.0.6\",org.slf4j.helpers;version=\"2.0.6\","
            + "org.slf4j.spi;version=\"2.0.6\"");
    map.put(Constants.FRAMEWORK_BOOTDELEGATION, "sun.misc");
    return map;
  }

  /** Resolves all at once, which is faster than one by one, and says what is missing. */
  private static void resolve(Framework framework, Collection<Bundle> bundles)
      throws BundleException {
    framework.adapt(FrameworkWiring.class).resolveBundles(bundles);
  }

  /** The function that runs a command line and returns its exit code. */
  ToIntFunction<String[]> commandLine() throws IOException {
    try {
      ServiceReference<?>[] found =
          context.getServiceReferences(ToIntFunction.class.getName(), COMMAND_LINE);
      if (found == null) {
        throw new IOException("no bundle offers the command line");
      }
      @SuppressWarnings("unchecked") // the service property stands for the type argument
      ToIntFunction<String[]> function = (ToIntFunction<String[]>) context.getService(found[0]);
      return function;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Removes the framework's directory; stopping bundles one by one would save nothing. */
  @Override
  public void close() throws IOException {
    Storage.delete(storage);
    Storage.deleteLeftOvers();
  }
}
