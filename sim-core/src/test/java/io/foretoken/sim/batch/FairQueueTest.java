package io.foretoken.sim.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FairQueueTest {
  private final List<Integer> tenants = new ArrayList<>();
  private final FairQueue queue = new FairQueue(new Sequences(tenants));

  /** Sequences of which only the tenant matters. */
  private record Sequences(List<Integer> tenants) implements QueuedSequences {
    @Override
    public int priority(int sequence) {
      throw new AssertionError("not asked for");
    }

    @Override
    public int tenant(int sequence) {
      return tenants.get(sequence);
    }

    @Override
    public int promptTokens(int sequence) {
      throw new AssertionError("not asked for");
    }

    @Override
    public long deadlineNanos(int sequence) {
      throw new AssertionError("not asked for");
    }

    @Override
    public int cachedTokens(int sequence) {
      throw new AssertionError("not asked for");
    }
  }

  private int offer(int tenant) {
    tenants.add(tenant);
    queue.offer(tenants.size() - 1);
    return tenants.size() - 1;
  }

  // A and B wait with 500 and 480; B's prompt of 100 makes it 580, so A is next.
  @Test
  void leastServedTenantIsNext() {
    int a = offer(0);
    int b = offer(1);
    queue.onServed(0, 500, 0);
    queue.onServed(1, 0, 240);
    assertThat(queue.peek()).isEqualTo(b);

    queue.onServed(1, 100, 0);
    assertThat(queue.peek()).isEqualTo(a);
  }

  // Tenant 1 was away while 0 was served 900: it comes in at 900, not at 0.
  @Test
  void tenantThatComesBackIsLiftedToTheLeastOfThoseThatWait() {
    offer(0);
    queue.onServed(0, 900, 0);
    offer(1);

    assertThat(queue.counter(1)).isEqualTo(900);
  }

  // Nobody waits: tenant 1 is lifted to what tenant 0, which left last, has been served.
  @Test
  void tenantThatFindsAnEmptyQueueIsLiftedToWhoLeftLast() {
    queue.remove(offer(0));
    queue.onServed(0, 700, 50);
    offer(1);

    assertThat(queue.counter(1)).isEqualTo(800);
  }

  @Test
  void preemptedSequenceIsTheFirstOfItsTenant() {
    offer(0);
    int preempted = offer(0);
    queue.remove(preempted);
    queue.pushFront(preempted);

    assertThat(queue.poll()).isEqualTo(preempted);
  }

  /**
   * A server of {@code slots} that gives each running request a token per step. Let g be admitted
   * last at t0: its counter was the least of those that wait then. Since then it has grown by one
   * prompt at most, and by twice the tokens of its running requests, of which there are at most
   * {@code slots} with at most {@code longestOutput} to come. The counter of f, which waits all the
   * time, has not shrunk. So no two tenants that wait all the time are ever further apart than
   * longest prompt + 2 x slots x longest output, and nobody starves.
   */
  @ParameterizedTest
  @MethodSource("io.foretoken.sim.testkit.Seeds#hundred")
  void tenantsThatWaitAllTheTimeAreServedAlike(int seed) {
    Random random = new Random(seed);
    int slots = 1 + random.nextInt(8);
    int longestInput = 1 + random.nextInt(300);
    int longestOutput = 1 + random.nextInt(60);
    int count = 2 + random.nextInt(4);
    long bound = longestInput + 2L * slots * longestOutput;
    long[] served = new long[count];
    List<int[]> running = new ArrayList<>();
    for (int tenant = 0; tenant < count; tenant++) {
      offer(tenant);
    }
    for (int step = 0; step < 3000; step++) {
      while (running.size() < slots) {
        int sequence = queue.poll();
        int tenant = tenants.get(sequence);
        int input = tenant == 0 ? longestInput : 1 + random.nextInt(longestInput);
        queue.onServed(tenant, input, 0);
        served[tenant] += input;
        running.add(new int[] {tenant, 1 + random.nextInt(longestOutput)});
        offer(tenant); // never without a waiting request
      }
      for (int[] request : running) {
        queue.onServed(request[0], 0, 1);
        served[request[0]] += 2;
        request[1]--;
      }
      running.removeIf(request -> request[1] == 0);
      long most = Long.MIN_VALUE;
      long least = Long.MAX_VALUE;
      for (int tenant = 0; tenant < count; tenant++) {
        most = Math.max(most, queue.counter(tenant));
        least = Math.min(least, queue.counter(tenant));
      }
      assertThat(most - least).as("step %d", step).isLessThanOrEqualTo(bound);
    }
    for (long each : served) {
      assertThat(each).isPositive();
    }
  }
}
