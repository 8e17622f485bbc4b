package io.foretoken.sim.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderedQueueTest {
  private final int[] keys = new int[500];
  private final long[] places = new long[500];

  private final OrderedQueue queue =
      new OrderedQueue() {
        @Override
        long key(int sequence) {
          return keys[sequence];
        }
      };

  // entering, coming back, leaving from anywhere, against a list that is sorted anew each time
  @ParameterizedTest
  @MethodSource("io.foretoken.sim.testkit.Seeds#hundred")
  void behavesAsASortedList(int seed) {
    Random random = new Random(seed);
    List<Integer> expected = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    long arrivals = 0;
    long returns = 0;
    for (int move = 0; move < 1000; move++) {
      int sequence = random.nextInt(500);
      boolean waits = expected.contains(sequence);
      int kind = random.nextInt(4);
      if (kind == 0 && !waits && !out.contains(sequence)) {
        keys[sequence] = random.nextInt(5);
        places[sequence] = arrivals++;
        expected.add(sequence);
        queue.offer(sequence);
      } else if (kind == 1 && !out.isEmpty()) {
        int back = out.remove(random.nextInt(out.size()));
        places[back] = --returns;
        expected.add(back);
        queue.pushFront(back);
      } else if (kind == 2 && waits) {
        expected.remove((Integer) sequence);
        queue.remove(sequence);
      } else if (kind == 3) {
        expected.sort(
            Comparator.<Integer>comparingInt(each -> keys[each])
                .thenComparingLong(each -> places[each]));
        int first = expected.isEmpty() ? WaitingQueue.EMPTY : expected.remove(0);
        assertThat(queue.poll()).isEqualTo(first);
        if (first != WaitingQueue.EMPTY) {
          out.add(first);
        }
      }
      assertThat(queue.size()).isEqualTo(expected.size());
    }
  }
}
