package io.bluewake.commands;

import io.bluewake.engine.ServiceIdentity;
import io.bluewake.spi.ProvenanceSegment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The provenance record of one command: what it was asked, what it used, how it ended. */
final class RunRecord {
  private final Map<String, Object> facts = new LinkedHashMap<>();

  RunRecord(String version, List<String> arguments) {
    facts.put("software", "bluewake");
    facts.put("version", version);
    facts.put("command", arguments.get(0));
    facts.put("arguments", arguments.subList(1, arguments.size()));
    facts.put("started", Instant.now().toString());
    Map<String, Object> system = new LinkedHashMap<>();
    for (String key : List.of("java.version", "java.vendor", "os.name", "os.version", "os.arch")) {
      system.put(key, System.getProperty(key));
    }
    system.put("processors", Runtime.getRuntime().availableProcessors());
    facts.put("system", system);
  }

  /** Adds a fact. */
  void put(String name, Object value) {
    facts.put(name, value);
  }

  /** A fact, if there is one of this name. */
  Optional<Object> get(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  /** Adds files with their sizes and times. */
  void files(String name, List<Path> files) throws IOException {
    List<Object> list = new ArrayList<>();
    for (Path file : files) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("path", file.toAbsolutePath().normalize().toString());
      if (Files.isRegularFile(file)) {
        entry.put("bytes", Files.size(file));
        entry.put("modified", Files.getLastModifiedTime(file).toString());
      }
      list.add(entry);
    }
    facts.put(name, list);
  }

  /** Adds which software computed which events. */
  void segments(List<ProvenanceSegment> segments) {
    List<Object> list = new ArrayList<>();
    for (ProvenanceSegment s : segments) {
      Map<String, Object> entry =
          software(
              s.slot(),
              new ServiceIdentity(
                  s.plugin(), s.bundle(), s.version(), s.hash(), s.configuration()));
      entry.put("firstEvent", s.firstEvent());
      entry.put("lastEvent", s.lastEvent());
      list.add(entry);
    }
    facts.put("segments", list);
  }

  /** A plug-in as an entry. */
  static Map<String, Object> software(String slot, ServiceIdentity identity) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("slot", slot);
    entry.put("plugin", identity.plugin());
    entry.put("bundle", identity.bundle());
    entry.put("version", identity.version());
    entry.put("sha256", identity.hash());
    entry.put("configuration", identity.configuration());
    return entry;
  }

  /** Says how it ended. */
  void ended(int code, String message) {
    facts.put("ended", Instant.now().toString());
    facts.put(
        "status",
        switch (code) {
          case CommandRunner.DONE -> "completed";
          case CommandRunner.INTERRUPTED -> "interrupted";
          default -> "failed";
        });
    facts.put("exitCode", code);
    if (!message.isEmpty()) {
      facts.put("message", message);
    }
  }

  /** Writes the record, whole or not at all. */
  void write(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, Json.text(facts).getBytes(StandardCharsets.UTF_8));
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
