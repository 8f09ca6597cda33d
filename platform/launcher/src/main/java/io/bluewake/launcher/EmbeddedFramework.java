package io.bluewake.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private final Optional<Path> storage;
  private final BundleContext context;

  private EmbeddedFramework(Optional<Path> storage, BundleContext context) {
    this.storage = storage;
    this.context = context;
  }

  /**
   * Starts the framework and its bundles: from the image that the build has prepared, or, when
   * there are plug-ins beside those of the distribution, bundle by bundle.
   *
   * @param home directory of the distribution
   * @throws IOException when a bundle is missing or does not resolve
   */
  static EmbeddedFramework start(Path home) throws IOException {
    List<Path> added = Deployed.jars(home);
    Path image = home.resolve(StartImage.DIRECTORY);
    if (added.isEmpty() && Files.exists(image.resolve(StartImage.HEADERS))) {
      return ofImage(
          image.resolve(StartImage.STORAGE),
          ClassPath.read(home, image.resolve(StartImage.HEADERS)));
    }
    return ofBundles(home, added);
  }

  private static EmbeddedFramework ofImage(Path storage, ClassPath classPath) throws IOException {
    Map<String, String> configuration = configuration(storage);
    // One class loader has everything: the framework need not list the packages of the Java
    // platform.
    configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES, "org.osgi.framework");
    configuration.put(Constants.FRAMEWORK_SYSTEMCAPABILITIES, "osgi.ee;osgi.ee=JavaSE");
    configuration.put("felix.service.urlhandlers", "false");
    configuration.put("ds.cache.metadata", "true");
    try {
      Framework framework = new FrameworkFactory().newFramework(configuration, classPath);
      framework.init();
      BundleContext context = framework.getBundleContext();
      List<Bundle> bundles = new ArrayList<>();
      for (String location : classPath.locations()) {
        bundles.add(context.installBundle(location));
      }
      start(framework, bundles);
      return new EmbeddedFramework(Optional.empty(), context);
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Leaves an image: a stopped framework keeps its bundles and what was read from them. */
  static void prepare(Path storage, ClassPath classPath)
      throws IOException, BundleException, InterruptedException {
    ofImage(storage, classPath).stop();
  }

  /** Stops all bundles, as a process must that goes on. */
  void stop() throws BundleException, InterruptedException {
    Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    system.stop();
    system.adapt(Framework.class).waitForStop(0);
  }

  /**
   * Starts the bundles of the distribution and others.
   *
   * @param added further bundles; those that do not start are reported and left out
   */
  static EmbeddedFramework ofBundles(Path home, List<Path> added) throws IOException {
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
      start(framework, bundles);
      Deployed.start(context, added);
      return new EmbeddedFramework(Optional.of(storage), context);
    } catch (BundleException e) {
      Storage.delete(storage);
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void start(Framework framework, List<Bundle> bundles) throws BundleException {
    framework.start();
    // All at once, which is faster than one by one.
    framework.adapt(FrameworkWiring.class).resolveBundles(bundles);
    for (Bundle bundle : bundles) {
      bundle.start(Bundle.START_TRANSIENT);
    }
  }

  private static Map<String, String> configuration(Path storage) {
    Map<String, String> map = new HashMap<>();
    map.put(Constants.FRAMEWORK_STORAGE, storage.toString());
    map.put("felix.cache.locking", "false");
    map.put("felix.log.level", "0");
    // A plug-in that refuses its options is told in one line, not also by a stack trace.
    map.put("ds.log.enabled", "false");
    // Configurations live as long as the process: no files.
    map.put("felix.cm.pm", "memory");
    // Neither bundles nor configurations change: nothing needs to be prepared for that.
    map.put("bluewake.fixed", "true");
    // Karaf's logging bundle offers both.
    map.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        "org.slf4j;version=\"2.0.6\",org.slf4j;version=\"1.7.36\","
            + "org.slf4j.event;version=\"2.0.6\",org.slf4j.helpers;version=\"2.0.6\","
            + "org.slf4j.spi;version=\"2.0.6\"");
    map.put(Constants.FRAMEWORK_BOOTDELEGATION, "sun.misc");
    return map;
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
    if (storage.isPresent()) {
      Storage.delete(storage.get());
      Storage.deleteLeftOvers();
    }
  }
}
