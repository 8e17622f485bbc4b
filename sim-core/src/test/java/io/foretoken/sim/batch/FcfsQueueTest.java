package io.foretoken.sim.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FcfsQueueTest {
  private final FcfsQueue queue = new FcfsQueue();

  @Test
  void firstComeFirstServedAndPreemptedBeforeAll() {
    queue.offer(3);
    queue.offer(1);
    queue.pushFront(7);
    queue.offer(2);

    assertThat(queue.peek()).isEqualTo(7);
    assertThat(drain()).containsExactly(7, 3, 1, 2);
  }

  // two preempted in one step: the tail of the running list first, so that the order of admission
  // is kept: running (4, 5), 5 preempted, then 4 -> 4, 5
  @Test
  void sequencesPreemptedFromTheTailComeBackInTheirOldOrder() {
    queue.offer(9);
    queue.pushFront(5);
    queue.pushFront(4);

    assertThat(drain()).containsExactly(4, 5, 9);
  }

  @Test
  void removesFromHeadMiddleAndTail() {
    for (int sequence = 0; sequence < 5; sequence++) {
      queue.offer(sequence);
    }
    queue.remove(0);
    queue.remove(2);
    queue.remove(4);

    assertThat(queue.size()).isEqualTo(2);
    queue.offer(4);
    assertThat(drain()).containsExactly(1, 3, 4);
  }

  @Test
  void emptyQueueSaysSo() {
    assertThat(queue.peek()).isEqualTo(WaitingQueue.EMPTY);
    assertThat(queue.poll()).isEqualTo(WaitingQueue.EMPTY);
    assertThat(queue.size()).isZero();
  }

  // sequence numbers beyond the first 64 slots, against a deque
  @ParameterizedTest
  @MethodSource("io.foretoken.sim.testkit.Seeds#hundred")
  void behavesAsADeque(int seed) {
    Random random = new Random(seed);
    Deque<Integer> expected = new ArrayDeque<>();
    for (int move = 0; move < 1000; move++) {
      int sequence = random.nextInt(500);
      boolean waits = expected.contains(sequence);
      switch (random.nextInt(4)) {
        case 0 -> {
          if (!waits) {
            expected.addLast(sequence);
            queue.offer(sequence);
          }
        }
        case 1 -> {
          if (!waits) {
            expected.addFirst(sequence);
            queue.pushFront(sequence);
          }
        }
        case 2 -> {
          if (waits) {
            expected.remove(sequence);
            queue.remove(sequence);
          }
        }
        default -> {
          Integer first = expected.pollFirst();
          assertThat(queue.poll()).isEqualTo(first == null ? WaitingQueue.EMPTY : first);
        }
      }
      assertThat(queue.size()).isEqualTo(expected.size());
    }
    assertThat(drain()).isEqualTo(new ArrayList<>(expected));
  }

  private List<Integer> drain() {
    List<Integer> order = new ArrayList<>();
    while (queue.size() > 0) {
      order.add(queue.poll());
    }
    return order;
  }
}
