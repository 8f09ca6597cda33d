package io.bluewake.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.osgi.framework.connect.ConnectContent;
import org.osgi.framework.connect.ConnectModule;

/**
 * A bundle whose jar is on a class path (OSGi Core R8, chapter 60 "Connect"). Its classes come from
 * a common class loader, so that the process can take them from an archive of loaded classes.
 */
final class ClassPathBundle implements ConnectModule, ConnectContent {
  private final Path path;
  private final Map<String, String> headers;
  private final ClassLoader loader;
  private JarFile jar;

  /**
   * Names the bundle; nothing is opened before something is asked for.
   *
   * @param path the jar
   * @param headers what the framework is to know of its manifest
   * @param loader where its classes are
   */
  ClassPathBundle(Path path, Map<String, String> headers, ClassLoader loader) {
    this.path = path;
    this.headers = headers;
    this.loader = loader;
  }

  @Override
  public ConnectContent getContent() {
    return this;
  }

  @Override
  public Optional<Map<String, String>> getHeaders() {
    return Optional.of(headers);
  }

  @Override
  public Optional<ClassLoader> getClassLoader() {
    return Optional.of(loader);
  }

  @Override
  public Iterable<String> getEntries() {
    return jar().stream().map(ZipEntry::getName).toList();
  }

  @Override
  public Optional<ConnectEntry> getEntry(String name) {
    return Optional.ofNullable(jar().getEntry(name)).map(Entry::new);
  }

  @Override
  public void open() {}

  /** Nothing to do: the process ends with the framework. */
  @Override
  public void close() {}

  private synchronized JarFile jar() {
    if (jar == null) {
      try {
        jar = new JarFile(path.toFile(), false);
      } catch (IOException e) {
        throw new UncheckedIOException(path + ": " + e.getMessage(), e);
      }
    }
    return jar;
  }

  private final class Entry implements ConnectEntry {
    private final ZipEntry entry;

    Entry(ZipEntry entry) {
      this.entry = entry;
    }

    @Override
    public String getName() {
      return entry.getName();
    }

    @Override
    public long getContentLength() {
      return entry.getSize();
    }

    @Override
    public long getLastModified() {
      return entry.getTime();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return jar().getInputStream(entry);
    }
  }
}
