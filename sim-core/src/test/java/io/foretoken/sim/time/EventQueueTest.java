package io.foretoken.sim.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventQueueTest {
  private final EventQueue queue = new EventQueue();

  private record Event(long time, EventKind kind, int origin, int subject) {}

  // the order table, row by row
  @Test
  void kindsOfOneInstantComeInTheOrderOfTheTable() {
    assertThat(EventKind.values())
        .containsExactly(
            EventKind.STEP_END,
            EventKind.CLIENT_FINISH,
            EventKind.CLIENT_TIMEOUT,
            EventKind.ARRIVAL,
            EventKind.API_SERVER,
            EventKind.ABORT,
            EventKind.ENQUEUE,
            EventKind.SCHEDULE);

    queue.add(50, EventKind.SCHEDULE, 3);
    queue.add(50, EventKind.ENQUEUE, 5);
    queue.add(50, EventKind.STEP_END, 7);
    queue.add(50, EventKind.CLIENT_FINISH, 6);
    queue.add(40, EventKind.SCHEDULE, 1);

    assertThat(drain())
        .containsExactly(
            new Event(40, EventKind.SCHEDULE, 0, 1),
            new Event(50, EventKind.STEP_END, 0, 7),
            new Event(50, EventKind.CLIENT_FINISH, 0, 6),
            new Event(50, EventKind.ENQUEUE, 0, 5),
            new Event(50, EventKind.SCHEDULE, 0, 3));
  }

  @Test
  void eventsOfOneInstantKindAndOriginKeepTheOrderOfInsertion() {
    for (int subject = 0; subject < 1000; subject++) {
      queue.add(7, EventKind.ENQUEUE, subject);
    }

    assertThat(drain()).extracting(Event::subject).isSorted().hasSize(1000);
  }

  @Test
  void eventsOfOneInstantAndKindComeByOriginWhicheverWasAddedFirst() {
    queue.add(7, EventKind.STEP_END, 20, 2);
    queue.add(7, EventKind.STEP_END, 10, 1);
    queue.add(7, EventKind.STEP_END, 21, 2);
    queue.add(7, EventKind.STEP_END, 99, EventQueue.MAX_ORIGIN);

    assertThat(drain()).extracting(Event::subject).containsExactly(10, 20, 21, 99);
  }

  // Events whose (time, kind, origin) differ come out the same whatever the order of insertion;
  // those that agree keep it. So a permuted insertion gives the stable sort of the permutation.
  @ParameterizedTest
  @MethodSource("io.foretoken.sim.testkit.Seeds#hundred")
  void everyPermutationOfInsertionsGivesItsStableSort(int seed) {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    for (int event = 0; event < 300; event++) {
      EventKind kind = EventKind.of(random.nextInt(EventKind.values().length));
      events.add(new Event(random.nextInt(20), kind, random.nextInt(3), event));
    }
    Collections.shuffle(events, random);
    for (Event event : events) {
      queue.add(event.time, event.kind, event.subject, event.origin);
    }
    List<Event> sorted = new ArrayList<>(events);
    sorted.sort(
        Comparator.comparingLong(Event::time)
            .thenComparing(Event::kind)
            .thenComparingInt(Event::origin));

    assertThat(drain()).extracting(Event::subject).isEqualTo(subjects(sorted));
  }

  // What is added between two polls may precede everything that waits.
  @ParameterizedTest
  @MethodSource("io.foretoken.sim.testkit.Seeds#hundred")
  void pollIsTheLeastOfWhatIsPendingAtAnyMoment(int seed) {
    Random random = new Random(seed);
    List<Long> pending = new ArrayList<>();
    for (int move = 0; move < 2000; move++) {
      if (pending.isEmpty() || random.nextInt(100) < 55) {
        long time = random.nextInt(1_000_000);
        queue.add(time, EventKind.STEP_END, 0);
        pending.add(time);
      } else {
        long least = Collections.min(pending);
        assertThat(queue.peekTime()).isEqualTo(least);
        queue.poll();
        assertThat(queue.time()).isEqualTo(least);
        pending.remove(least);
      }
      assertThat(queue.size()).isEqualTo(pending.size());
    }
  }

  @Test
  void growsFarBeyondItsFirstSize() {
    int count = 100_000;
    for (int event = 0; event < count; event++) {
      queue.add((event * 7919L) % count, EventKind.SCHEDULE, event);
    }

    assertThat(queue.size()).isEqualTo(count);
    for (int time = 0; time < count; time++) {
      queue.poll();
      assertThat(queue.time()).isEqualTo(time);
    }
    assertThat(queue.isEmpty()).isTrue();
  }

  // An arrival at 50 stands after step ends and answers of 50, before enqueuing and scheduling.
  @Test
  void headPrecedesAnArrivalOfTheSameInstantByItsKind() {
    assertThat(queue.headPrecedes(50, EventKind.ARRIVAL)).isFalse();
    queue.add(50, EventKind.SCHEDULE, 0);
    assertThat(queue.headPrecedes(50, EventKind.ARRIVAL)).isFalse();
    queue.add(50, EventKind.ENQUEUE, 0);
    assertThat(queue.headPrecedes(50, EventKind.ARRIVAL)).isFalse();
    queue.add(50, EventKind.CLIENT_FINISH, 0);
    assertThat(queue.headPrecedes(50, EventKind.ARRIVAL)).isTrue();
    assertThat(queue.headPrecedes(49, EventKind.SCHEDULE)).isFalse();
    assertThat(queue.headPrecedes(51, EventKind.STEP_END)).isTrue();
  }

  @Test
  void emptyQueueHasNoTimeAndNothingToPoll() {
    assertThat(queue.peekTime()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(queue::poll).isInstanceOf(IllegalStateException.class);
    queue.add(1, EventKind.STEP_END, 1);
    queue.clear();
    assertThat(queue.isEmpty()).isTrue();
  }

  private List<Event> drain() {
    List<Event> events = new ArrayList<>();
    while (!queue.isEmpty()) {
      queue.poll();
      events.add(new Event(queue.time(), queue.kind(), 0, queue.subject()));
    }
    return events;
  }

  private static List<Integer> subjects(List<Event> events) {
    return events.stream().map(Event::subject).toList();
  }
}
