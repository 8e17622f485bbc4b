package io.foretoken.sim.replica;

import io.foretoken.sim.batch.EarliestDeadlineQueue;
import io.foretoken.sim.batch.FairQueue;
import io.foretoken.sim.batch.FcfsQueue;
import io.foretoken.sim.batch.LongestPrefixQueue;
import io.foretoken.sim.batch.PriorityFirstQueue;
import io.foretoken.sim.batch.QueuedSequences;
import io.foretoken.sim.batch.RankView;
import io.foretoken.sim.batch.ShortestPromptQueue;
import io.foretoken.sim.batch.WaitingQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every order of the waiting queue as a specification: a list that is searched from end to end
 * whenever somebody asks who is next.
 */
final class NaiveQueue implements WaitingQueue {
  private final String order;
  private final QueuedSequences sequences;
  private final List<Integer> waiting = new ArrayList<>();
  private final Map<Integer, Integer> arrival = new HashMap<>();
  private final Map<Integer, Integer> place = new HashMap<>();
  private final Map<Integer, Integer> tenantOf = new HashMap<>();
  private final Map<Integer, Integer> matches = new HashMap<>();
  private final Map<Integer, Long> counters = new HashMap<>();
  private int arrivals;
  private int returns;
  private Integer lastLeft;

  NaiveQueue(String order, QueuedSequences sequences) {
    this.order = order;
    this.sequences = sequences;
  }

  @Override
  public void decide() {
    matches.clear();
  }

  @Override
  public void offer(int sequence) {
    int tenant = sequences.tenant(sequence);
    Set<Integer> tenants = new TreeSet<>(waiting.stream().map(tenantOf::get).toList());
    if (!tenants.contains(tenant)) {
      long lift =
          tenants.isEmpty()
              ? lastLeft == null ? 0 : counter(lastLeft)
              : tenants.stream().mapToLong(this::counter).min().getAsLong();
      counters.put(tenant, Math.max(counter(tenant), lift));
    }
    tenantOf.put(sequence, tenant);
    arrival.put(sequence, arrivals);
    place.put(sequence, arrivals++);
    waiting.add(sequence);
    matches.clear();
  }

  @Override
  public void pushFront(int sequence) {
    boolean keepsPlace = order.equals(PriorityFirstQueue.NAME);
    place.put(sequence, keepsPlace ? arrival.get(sequence) : --returns);
    waiting.add(sequence);
    matches.clear();
  }

  @Override
  public void putBack(int sequence) {
    waiting.add(sequence); // its place is what it was
  }

  private long counter(int tenant) {
    return counters.getOrDefault(tenant, 0L);
  }

  private long key(int sequence) {
    return switch (order) {
      case FcfsQueue.NAME -> 0;
      case PriorityFirstQueue.NAME -> sequences.priority(sequence);
      case ShortestPromptQueue.NAME -> sequences.promptTokens(sequence);
      case EarliestDeadlineQueue.NAME -> sequences.deadlineNanos(sequence);
      case LongestPrefixQueue.NAME -> -matches.getOrDefault(sequence, 0);
      case FairQueue.NAME -> counter(tenantOf.get(sequence));
      default -> throw new IllegalArgumentException(order);
    };
  }

  @Override
  public int peek() {
    if (order.equals(LongestPrefixQueue.NAME) && matches.isEmpty() && waiting.size() <= 128) {
      waiting.forEach(sequence -> matches.put(sequence, sequences.cachedTokens(sequence)));
    }
    return waiting.stream()
        .min(Comparator.<Integer>comparingLong(this::key).thenComparing(place::get))
        .orElse(EMPTY);
  }

  @Override
  public int poll() {
    int first = peek();
    if (first != EMPTY) {
      remove(first);
    }
    return first;
  }

  @Override
  public void remove(int sequence) {
    waiting.remove((Integer) sequence);
    int tenant = tenantOf.get(sequence);
    if (waiting.stream().noneMatch(other -> tenantOf.get(other) == tenant)) {
      lastLeft = tenant;
    }
  }

  @Override
  public void onServed(int tenant, long inputTokens, long outputTokens) {
    counters.merge(tenant, inputTokens + 2 * outputTokens, Long::sum);
  }

  @Override
  public int victim(RankView rank) {
    List<Integer> places = new ArrayList<>();
    for (int at = 0; at < rank.runningCount(); at++) {
      places.add(at);
    }
    if (!order.equals(PriorityFirstQueue.NAME)) {
      return places.get(places.size() - 1);
    }
    return places.stream()
        .max(
            Comparator.<Integer>comparingInt(at -> sequences.priority(rank.running(at)))
                .thenComparing(at -> arrival.get(rank.running(at))))
        .orElseThrow();
  }

  @Override
  public int size() {
    return waiting.size();
  }
}
