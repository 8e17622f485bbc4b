package io.foretoken.sim.kv;

import java.util.List;

/**
 * How the KV groups of a rank share memory, and where copies of their blocks go.
 *
 * <p>Example: 8 layers with full attention and 40 with a window. An engine that cuts its memory
 * into pages of 8 layers gives a block of the full group one page and a block of the window group
 * five, all out of one pool: {@code pages} is [1, 5].
 *
 * @param pages for each KV group, pages of the common pool that one of its blocks takes; the first
 *     group has full attention and 1; empty where each group has a pool of its own
 * @param offload memory behind the GPU's
 */
public record KvOptions(List<Integer> pages, OffloadOptions offload) {
  /** A pool for each group. */
  public static final KvOptions APART = new KvOptions(List.of(), OffloadOptions.NONE);

  /** Refuses a first group that does not take a page. */
  public KvOptions {
    pages = List.copyOf(pages);
    if (!pages.isEmpty() && (pages.get(0) != 1 || pages.stream().anyMatch(page -> page < 1))) {
      throw new IllegalArgumentException("pages per block must be 1, then at least 1: " + pages);
    }
  }

  /** Groups that share a pool, or do not, and nothing behind it. */
  public KvOptions(List<Integer> pages) {
    this(pages, OffloadOptions.NONE);
  }

  /** The same with other memory behind the GPU's. */
  public KvOptions withOffload(OffloadOptions other) {
    return new KvOptions(pages, other);
  }

  /** Whether all groups take from the first one's pool. */
  public boolean isShared() {
    return !pages.isEmpty();
  }
}
