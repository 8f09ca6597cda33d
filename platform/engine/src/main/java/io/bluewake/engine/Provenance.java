package io.bluewake.engine;

import io.bluewake.spi.ProvenanceSegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects which service computed which events. Batches arrive in order. */
final class Provenance {
  private static final String SOURCE = "source";
  private static final String WRITER = "write";

  private final Map<String, List<Segment>> bySlot = new LinkedHashMap<>();
  private final List<Product> products;
  private long events;

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

  /** Slots come out in the order of the plan, the source first, writers last. */
  Provenance(PipelinePlan plan, List<Product> products) {
    this.products = products;
    bySlot.put(SOURCE, new ArrayList<>());
    for (StageGroup group : plan.groups()) {
      declare(group.gain());
      declare(group.calibrate());
      group.modify().forEach(this::declare);
      declare(group.extract());
      group.invalidPixels().ifPresent(this::declare);
      declare(group.clean());
      group.parameters().forEach(this::declare);
      group.muons().forEach(this::declare);
    }
    plan.pointing().ifPresent(this::declare);
    plan.reconstructors().forEach(stage -> declare(stage.slot()));
  }

  private void declare(Slot<?> slot) {
    bySlot.put(slot.name(), new ArrayList<>());
  }

  /**
   * Books a batch of events that begin at a row of the product.
   *
   * @param identities what filled the slots
   * @param readBy what read the batch, if the source says so
   */
  void add(
      Map<String, ServiceIdentity> identities,
      Optional<ServiceIdentity> readBy,
      long firstEvent,
      int count) {
    if (count == 0) {
      return;
    }
    events = firstEvent + count;
    readBy.ifPresent(identity -> book(bySlot.get(SOURCE), identity, firstEvent));
    for (Map.Entry<String, List<Segment>> slot : bySlot.entrySet()) {
      ServiceIdentity identity = identities.get(slot.getKey());
      if (identity != null) {
        book(slot.getValue(), identity, firstEvent);
      }
    }
  }

  private void book(List<Segment> segments, ServiceIdentity identity, long firstEvent) {
    Segment open = segments.isEmpty() ? null : segments.get(segments.size() - 1);
    if (open != null && open.identity.equals(identity)) {
      open.last = events - 1;
    } else {
      segments.add(new Segment(identity, firstEvent, events - 1));
    }
  }

  List<ProvenanceSegment> segments() {
    List<ProvenanceSegment> all = new ArrayList<>();
    bySlot.forEach((slot, segments) -> segments.forEach(s -> all.add(describe(slot, s))));
    for (Product product : products) {
      if (events > 0 && product.writtenBy().isPresent()) {
        all.add(describe(WRITER, new Segment(product.writtenBy().get(), 0, events - 1)));
      }
    }
    return all;
  }

  private static ProvenanceSegment describe(String slot, Segment s) {
    ServiceIdentity i = s.identity;
    return new ProvenanceSegment(
        slot, i.plugin(), i.bundle(), i.version(), i.hash(), i.configuration(), s.first, s.last);
  }
}
