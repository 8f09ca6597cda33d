package io.bluewake.engine;

import io.bluewake.spi.ProvenanceSegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects which service computed which events. Batches arrive in order. */
final class Provenance {
  private final Map<String, List<Segment>> bySlot = new LinkedHashMap<>();

  /** A range of events that one service computed. */
  private static final class Segment {
    final ServiceIdentity identity;
    final long first;
    long last;

    Segment(ServiceIdentity identity, long first, long last) {
      this.identity = identity;
      this.first = first;
      this.last = last;
    }
  }

  /** Slots come out in the order of the plan. */
  Provenance(PipelinePlan plan) {
    for (StageGroup group : plan.groups()) {
      declare(group.gain());
      declare(group.calibrate());
      declare(group.extract());
      group.invalidPixels().ifPresent(this::declare);
      declare(group.clean());
      group.parameters().forEach(this::declare);
      group.muons().forEach(this::declare);
    }
    plan.reconstructors().forEach(stage -> declare(stage.slot()));
  }

  private void declare(Slot<?> slot) {
    bySlot.put(slot.name(), new ArrayList<>());
  }

  /** Books a batch of events that begin at a row of the product. */
  void add(Map<String, ServiceIdentity> identities, long firstEvent, int events) {
    if (events == 0) {
      return;
    }
    long last = firstEvent + events - 1;
    for (Map.Entry<String, List<Segment>> slot : bySlot.entrySet()) {
      ServiceIdentity identity = identities.get(slot.getKey());
      if (identity == null) {
        continue;
      }
      List<Segment> segments = slot.getValue();
      Segment open = segments.isEmpty() ? null : segments.get(segments.size() - 1);
      if (open != null && open.identity.equals(identity)) {
        open.last = last;
      } else {
        segments.add(new Segment(identity, firstEvent, last));
      }
    }
  }

  List<ProvenanceSegment> segments() {
    List<ProvenanceSegment> all = new ArrayList<>();
    bySlot.forEach(
        (slot, segments) -> {
          for (Segment s : segments) {
            ServiceIdentity i = s.identity;
            all.add(
                new ProvenanceSegment(
                    slot,
                    i.plugin(),
                    i.bundle(),
                    i.version(),
                    i.hash(),
                    i.configuration(),
                    s.first,
                    s.last));
          }
        });
    return all;
  }
}
