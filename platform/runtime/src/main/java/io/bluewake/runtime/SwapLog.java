package io.bluewake.runtime;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happened to plug-ins and configurations, for the log and for the last entries in status. */
final class SwapLog {
  private static final int KEPT = 50;
  private static final Logger LOG = LoggerFactory.getLogger("io.bluewake.swap");

  private final Deque<SwapNotice> last = new ArrayDeque<>();

  /** Something was accepted. */
  void note(String text) {
    keep(new SwapNotice(Instant.now(), false, text));
    LOG.info(text);
  }

  /** Something was not accepted. */
  void refuse(String text) {
    keep(new SwapNotice(Instant.now(), true, text));
    LOG.warn(text);
  }

  private synchronized void keep(SwapNotice notice) {
    if (last.size() == KEPT) {
      last.removeFirst();
    }
    last.addLast(notice);
  }

  /** The last entries, oldest first. */
  synchronized List<SwapNotice> last() {
    return List.copyOf(last);
  }
}
