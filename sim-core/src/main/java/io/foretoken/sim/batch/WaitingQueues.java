package io.foretoken.sim.batch;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The orders of the waiting queue by name. */
public final class WaitingQueues {
  private static final Map<String, Function<QueuedSequences, WaitingQueue>> BY_NAME =
      Map.of(
          FcfsQueue.NAME, sequences -> new FcfsQueue(),
          PriorityFirstQueue.NAME, PriorityFirstQueue::new,
          ShortestPromptQueue.NAME, ShortestPromptQueue::new,
          EarliestDeadlineQueue.NAME, EarliestDeadlineQueue::new,
          LongestPrefixQueue.NAME, LongestPrefixQueue::new,
          FairQueue.NAME, FairQueue::new);

  private WaitingQueues() {}

  /** The names, sorted. */
  public static List<String> names() {
    return BY_NAME.keySet().stream().sorted().toList();
  }

  /**
   * A new, empty queue.
   *
   * @param sequences what it may know of those that wait in it
   * @throws IllegalArgumentException for an unknown name; the message lists the known ones
   */
  public static WaitingQueue create(String name, QueuedSequences sequences) {
    Function<QueuedSequences, WaitingQueue> factory = BY_NAME.get(name);
    if (factory == null) {
      throw new IllegalArgumentException(
          "unknown waiting queue '" + name + "'; known: " + String.join(", ", names()));
    }
    return factory.apply(sequences);
  }
}
