package io.bluewake.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** Felix with the bundles of the built distribution, in the process of the test. */
final class ShippedFramework implements AutoCloseable {
  private final Framework framework;

  /** Starts it with everything that the command line starts. */
  ShippedFramework(Path storage) throws BundleException, IOException {
    Map<String, String> configuration = new HashMap<>();
    configuration.put(Constants.FRAMEWORK_STORAGE, storage.toString());
    configuration.put(Constants.FRAMEWORK_STORAGE_CLEAN, "onFirstInit");
    configuration.put("felix.log.level", "1");
    configuration.put("bluewake.measure.leases", "true");
    configuration.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        "org.slf4j;version=\"2.0.6\",org.slf4j;version=\"1.7.36\","
            + "org.slf4j.event;version=\"2.0.6\",org.slf4j.helpers;version=\"2.0.6\","
            + "org.slf4j.spi;version=\"2.0.6\"");
    configuration.put(Constants.FRAMEWORK_BOOTDELEGATION, "sun.misc");
    framework = new FrameworkFactory().newFramework(configuration);
    framework.init();
    Path home = CommandLine.home();
    List<Bundle> bundles = new ArrayList<>();
    for (String line : Files.readAllLines(home.resolve("lib/launcher/bundles.list"))) {
      bundles.add(context().installBundle("reference:" + home.resolve(line).toUri()));
    }
    framework.start();
    for (Bundle bundle : bundles) {
      bundle.start();
    }
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  /** Installs and starts a bundle. */
  Bundle install(String location, byte[] bundle) throws BundleException {
    Bundle installed = context().installBundle(location, TestBundles.stream(bundle));
    installed.start();
    return installed;
  }

  /** The test's own bundle: answers questions. */
  UnaryOperator<String> driver() throws Exception {
    install("driver", driverBundle());
    ServiceReference<?>[] found =
        context()
            .getServiceReferences(UnaryOperator.class.getName(), "(bluewake.itests.driver=true)");
    if (found == null) {
      throw new IllegalStateException("the driver is not there");
    }
    @SuppressWarnings("unchecked") // the service property stands for the type argument
    UnaryOperator<String> driver = (UnaryOperator<String>) context().getService(found[0]);
    return driver;
  }

  /** The bundle that answers questions, with the source that ends when told. */
  static byte[] driverBundle() throws Exception {
    return TestBundles.build(
        "driver",
        Map.of(
            "-includepackage",
            "io.bluewake.itests.driver,io.bluewake.source.toy",
            "-conditionalpackage",
            "io.bluewake.codec.*,io.bluewake.math.*",
            "-dsannotations",
            "io.bluewake.itests.driver.*",
            "-metatypeannotations",
            "!*"));
  }

  @Override
  public void close() throws BundleException {
    framework.stop();
    try {
      framework.waitForStop(20_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
