package io.bluewake.source.zfits;

import io.bluewake.codec.zfits.ZfitsTable;
import io.bluewake.model.DataLevel;
import java.util.Optional;

/** The kinds of event tables and how their columns are called. */
enum EventLayout {
  /** Telescope events of DL0. */
  DL0(DataLevel.DL0, "event_id", "event_type", "event_time_s", "event_time_qns"),
  /** Telescope events of R1. */
  R1(DataLevel.R1, "event_id", "event_type", "event_time_s", "event_time_qns"),
  /** Telescope events of the commissioning of LST-1: raw counts. */
  LST(DataLevel.R0, "event_id", "trigger_type", "trigger_time_s", "trigger_time_qns");

  private final DataLevel level;
  private final String id;
  private final String type;
  private final String seconds;
  private final String quarterNs;

  EventLayout(DataLevel level, String id, String type, String seconds, String quarterNs) {
    this.level = level;
    this.id = id;
    this.type = type;
    this.seconds = seconds;
    this.quarterNs = quarterNs;
  }

  /** The layout of a table of telescope events; empty if it is no such table. */
  static Optional<EventLayout> of(ZfitsTable table) {
    return switch (table.messageClass()) {
      case "DL0v1.Telescope.Event" -> Optional.of(DL0);
      case "R1v1.Event" -> Optional.of(R1);
      case "R1.CameraEvent", "ProtoR1.CameraEvent" ->
          table.column("lstcam_module_status").isPresent() ? Optional.of(LST) : Optional.empty();
      default -> Optional.empty();
    };
  }

  DataLevel level() {
    return level;
  }

  String id() {
    return id;
  }

  String type() {
    return type;
  }

  String seconds() {
    return seconds;
  }

  String quarterNs() {
    return quarterNs;
  }
}
