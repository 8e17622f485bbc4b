package io.foretoken.sim.replica;

import io.foretoken.sim.kv.OffloadOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The memory behind a rank's KV cache as a specification: a map from content to copy. */
final class NaiveOffloadTier {
  private static final class Copy {
    long readyAt = Long.MAX_VALUE;
    long busyUntil;
  }

  private final OffloadOptions options;

  /** The copy used last stands last. */
  private final Map<Long, Copy> copies = new LinkedHashMap<>();

  private final List<List<Copy>> transfers = new ArrayList<>();
  private long storesEnd;
  private long loadsEnd;

  NaiveOffloadTier(OffloadOptions options) {
    this.options = options;
  }

  private void use(List<Long> contents) {
    for (int block = contents.size() - 1; block >= 0; block--) {
      Copy copy = copies.remove(contents.get(block));
      if (copy != null) {
        copies.put(contents.get(block), copy);
      }
    }
  }

  /** Copies that can be used, from a block of the sequence on. */
  int lookUp(List<Long> contents, int from, long now) {
    use(contents);
    int found = 0;
    while (from + found < contents.size()
        && copies.containsKey(contents.get(from + found))
        && copies.get(contents.get(from + found)).readyAt <= now) {
      found++;
    }
    return found;
  }

  /** When the latest of these copies will have been loaded for somebody. */
  long loadingUntil(List<Long> contents) {
    return contents.stream().mapToLong(content -> copies.get(content).busyUntil).max().orElse(0);
  }

  long load(List<Long> contents, long now) {
    loadsEnd =
        Math.max(loadsEnd, now)
            + options.latencyNanos()
            + options.nanosPerBlock() * contents.size();
    contents.forEach(content -> copies.get(content).busyUntil = loadsEnd);
    return loadsEnd;
  }

  /** Makes room for the blocks that have no copy; says whether there was enough. */
  boolean reserve(List<Long> contents, int from, long now) {
    List<Long> missing =
        contents.subList(from, contents.size()).stream()
            .filter(content -> !copies.containsKey(content))
            .toList();
    List<Long> idle =
        copies.keySet().stream()
            .filter(content -> copies.get(content).readyAt <= now)
            .filter(content -> copies.get(content).busyUntil <= now)
            .toList();
    int tooMany = copies.size() + missing.size() - options.blocks();
    if (tooMany > idle.size() && !missing.isEmpty()) {
      return false;
    }
    if (missing.isEmpty()) {
      return true;
    }
    idle.stream().limit(Math.max(0, tooMany)).forEach(copies::remove);
    List<Copy> transfer = new ArrayList<>();
    for (Long content : missing) {
      Copy copy = new Copy();
      copies.put(content, copy);
      transfer.add(copy);
    }
    transfers.add(transfer);
    use(contents);
    return true;
  }

  void launched(long nanos) {
    for (List<Copy> transfer : transfers) {
      storesEnd =
          Math.max(storesEnd, nanos)
              + options.latencyNanos()
              + options.nanosPerBlock() * transfer.size();
      transfer.forEach(copy -> copy.readyAt = storesEnd);
    }
    transfers.clear();
  }
}
