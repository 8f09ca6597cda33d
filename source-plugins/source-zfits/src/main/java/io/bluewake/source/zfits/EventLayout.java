package io.bluewake.source.zfits;

import io.bluewake.codec.zfits.ZfitsTable;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventType;
import java.util.Optional;

/** The kinds of event tables and how their columns are called. */
enum EventLayout {
  /** Telescope events of DL0. */
  DL0("event_id", "event_type", "event_time_s", "event_time_qns"),
  /** Telescope events of R1. */
  R1("event_id", "event_type", "event_time_s", "event_time_qns"),
  /** Telescope events of the commissioning of LST-1: raw counts. */
  LST("event_id", "trigger_type", "trigger_time_s", "trigger_time_qns"),
  /** Raw counts of the DigiCam. */
  DIGICAM("eventNumber", "event_type", "local_time_sec", "local_time_nanosec"),
  /** Raw counts of the NectarCAM; there are no times. */
  NECTARCAM("eventNumber", "eventType", "", ""),
  /** Raw counts of FACT. */
  FACT("EventNum", "TriggerType", "UnixTimeUTC", "UnixTimeUTC");

  private final String id;
  private final String type;
  private final String seconds;
  private final String fraction;

  EventLayout(String id, String type, String seconds, String fraction) {
    this.id = id;
    this.type = type;
    this.seconds = seconds;
    this.fraction = fraction;
  }

  /** The layout of a table of telescope events; empty if it is no such table. */
  static Optional<EventLayout> of(ZfitsTable table) {
    return switch (table.messageClass()) {
      case "DL0v1.Telescope.Event" -> Optional.of(DL0);
      case "R1v1.Event" -> Optional.of(R1);
      case "R1.CameraEvent", "ProtoR1.CameraEvent" -> having(table, LST, "lstcam_module_status");
      case "DataModel.CameraEvent" ->
          having(table, NECTARCAM, RawLayout.NECTARCAM.low())
              .or(() -> having(table, DIGICAM, RawLayout.DIGICAM.pixels()));
      case "" -> having(table, FACT, "StartCellData");
      default -> Optional.empty();
    };
  }

  private static Optional<EventLayout> having(ZfitsTable table, EventLayout layout, String column) {
    return table.column(column).isPresent() && table.column(layout.waveform()).isPresent()
        ? Optional.of(layout)
        : Optional.empty();
  }

  DataLevel level() {
    return this == DL0 ? DataLevel.DL0 : this == R1 ? DataLevel.R1 : DataLevel.R0;
  }

  /** Whether the waveforms are raw counts: then {@link #raw} says more. */
  boolean isRaw() {
    return this != DL0 && this != R1;
  }

  /** How raw counts are written; null for waveforms that are none. */
  RawLayout raw() {
    return switch (this) {
      case DL0, R1 -> null;
      case LST -> RawLayout.LST;
      case DIGICAM -> RawLayout.DIGICAM;
      case NECTARCAM -> RawLayout.NECTARCAM;
      case FACT -> RawLayout.FACT;
    };
  }

  String waveform() {
    return isRaw() ? raw().high() : "waveform";
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

  /** Column of the fraction of the second, empty if there is none. */
  String fraction() {
    return fraction;
  }

  /** Whether events have times. */
  boolean hasTimes() {
    return !seconds.isEmpty();
  }

  /** Units of the fraction in a quarter of a nanosecond. */
  int quarterNs() {
    return switch (this) {
      case DIGICAM -> 4;
      case FACT -> 4000;
      default -> 1;
    };
  }

  /** Number of values of a column of the head of an event: FACT has times in two. */
  int width(String column) {
    return this == FACT && column.equals(seconds) ? 2 : 1;
  }

  /** Code of the kind of an event as the platform has it. */
  int eventType(int stored) {
    return switch (this) {
      case DL0, R1 -> stored >= 0 && stored <= 255 ? stored : EventType.UNKNOWN.code();
      case LST -> lstEventType(stored);
      default -> EventType.UNKNOWN.code();
    };
  }

  private static int lstEventType(int trigger) {
    if ((trigger & 0x20) != 0) {
      return EventType.SKY_PEDESTAL.code();
    }
    if ((trigger & 0x04) != 0) {
      return EventType.FLATFIELD.code();
    }
    if ((trigger & 0x08) != 0) {
      return EventType.SINGLE_PE.code();
    }
    return (trigger & 0x03) != 0 ? EventType.SUBARRAY.code() : EventType.UNKNOWN.code();
  }
}
