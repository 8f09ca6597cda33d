package io.bluewake.itests;

import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.ops4j.pax.exam.karaf.options.LogLevelOption;
import org.ops4j.pax.exam.options.extra.VMOption;

/** How Pax Exam starts the distribution that was built. */
final class KarafOptions {
  private KarafOptions() {}

  /**
   * The distribution, without console.
   *
   * @param directory where it is unpacked, below the directory for tests
   */
  static Option[] distribution(String directory) throws IOException {
    Path work = Path.of(System.getProperty("bluewake.work"));
    Files.createDirectories(work);
    Option[] options = {
      karafDistributionConfiguration()
          .frameworkUrl(
              Path.of(System.getProperty("bluewake.archive")).normalize().toUri().toString())
          .name("Bluewake")
          .unpackDirectory(work.resolve(directory).toFile())
          .useDeployFolder(false),
      configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
      keepRuntimeFolder(),
      logLevel(LogLevelOption.LogLevel.INFO),
      editConfigurationFilePut(
          "etc/org.ops4j.pax.url.mvn.cfg",
          "org.ops4j.pax.url.mvn.localRepository",
          System.getProperty("bluewake.repository")),
      CoreOptions.systemProperty("bluewake.work").value(work.toAbsolutePath().toString()),
      CoreOptions.systemProperty("bluewake.data").value(System.getProperty("bluewake.data")),
    };
    return OptionUtils.combine(options, javaOptions());
  }

  /** What bin/karaf passes to Java; Pax Exam does not run that script. */
  private static Option[] javaOptions() {
    List<Option> options = new ArrayList<>();
    for (String text :
        Arrays.asList(
            "--add-reads=java.xml=java.logging",
            "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
            "--patch-module",
            "java.base=lib/endorsed/org.apache.karaf.specs.locator-4.4.10.jar",
            "--patch-module",
            "java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-4.4.10.jar",
            "--add-opens",
            "java.base/java.security=ALL-UNNAMED",
            "--add-opens",
            "java.base/java.net=ALL-UNNAMED",
            "--add-opens",
            "java.base/java.lang=ALL-UNNAMED",
            "--add-opens",
            "java.base/java.util=ALL-UNNAMED",
            "--add-opens",
            "java.naming/javax.naming.spi=ALL-UNNAMED",
            "--add-opens",
            "java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.ftp=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.content.text=ALL-UNNAMED",
            "--add-exports=jdk.naming.rmi/com.sun.jndi.url.rmi=ALL-UNNAMED",
            "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
            "-classpath",
            "lib/jdk9plus/*:lib/boot/*:lib/endorsed/*")) {
      options.add(new VMOption(text));
    }
    return options.toArray(new Option[0]);
  }
}
