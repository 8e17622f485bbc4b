package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.batch.EarliestDeadlineQueue;
import io.foretoken.sim.batch.FairQueue;
import io.foretoken.sim.batch.FcfsQueue;
import io.foretoken.sim.batch.LongestPrefixQueue;
import io.foretoken.sim.batch.PriorityFirstQueue;
import io.foretoken.sim.batch.QueueOptions;
import io.foretoken.sim.batch.ShortestPromptQueue;
import io.foretoken.sim.testkit.Answer;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.Call;
import io.foretoken.sim.testkit.CallSource;
import io.foretoken.sim.testkit.Ran;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is next, in cases small enough to follow by hand. Steps take 1000 ns + 1 ns per token. */
public interface QueueCases extends EngineUnderTest {
  private Bench oneSlot(String order, List<Call> calls) {
    return bench().maxNumSeqs(1).queue(QueueOptions.of(order)).source(new CallSource(calls));
  }

  private static List<Long> order(Ran ran) {
    return ran.answers().stream().map(Answer::index).toList();
  }

  // 0 runs until 1010; 1, 2, 3 wait by then
  private List<Call> three(Call one, Call two, Call three) {
    return List.of(Call.of(0, 10, 1), one, two, three);
  }

  @Test
  default void firstComeFirstServedWhateverTheyAre() {
    List<Call> calls =
        three(
            Call.of(1, 300, 1).priority(1).due(9000),
            Call.of(2, 100, 1).priority(2),
            Call.of(3, 200, 1).due(10));

    assertThat(order(oneSlot(FcfsQueue.NAME, calls).run())).containsExactly(0L, 1L, 2L, 3L);
  }

  // 2 (100 tokens) in [1010, 2110), 3 (200) until 3310, 1 (300) until 4610
  @Test
  default void shortestPromptFirst() {
    List<Call> calls = three(Call.of(1, 300, 1), Call.of(2, 100, 1), Call.of(3, 200, 1));
    Ran ran = oneSlot(ShortestPromptQueue.NAME, calls).run();

    assertThat(order(ran)).containsExactly(0L, 2L, 3L, 1L);
    assertThat(ran.answer(2).finished()).isEqualTo(2110);
    assertThat(ran.answer(3).finished()).isEqualTo(3310);
    assertThat(ran.answer(1).finished()).isEqualTo(4610);
  }

  // 3 and 2 have priority 0: 2 came first. 1 has priority 5.
  @Test
  default void smallestPriorityFirstAndAmongEqualsByArrival() {
    List<Call> calls =
        three(Call.of(1, 300, 1).priority(5), Call.of(2, 100, 1), Call.of(3, 200, 1));

    assertThat(order(oneSlot(PriorityFirstQueue.NAME, calls).run()))
        .containsExactly(0L, 2L, 3L, 1L);
  }

  // due: 1 never, 2 at 9002, 3 at 5003, which passes while it waits and still counts
  @Test
  default void earliestDeadlineFirstAndThoseWithoutLast() {
    List<Call> calls =
        three(Call.of(1, 300, 1), Call.of(2, 100, 1).due(9000), Call.of(3, 200, 1).due(500));

    assertThat(order(oneSlot(EarliestDeadlineQueue.NAME, calls).run()))
        .containsExactly(0L, 3L, 2L, 1L);
  }

  // 0 (64 tokens of content 7) leaves 4 blocks in the cache at 1064. 2 begins with them: 48 of its
  // 64 tokens are there (the last is always computed), so it goes before 1, in [1064, 2080); then 1
  // (32 tokens) until 3112.
  @Test
  default void longestPrefixMatchFirst() {
    List<Call> calls =
        List.of(Call.of(0, 64, 1).prefix(7), Call.of(1, 32, 1), Call.of(2, 64, 1).prefix(7));
    Ran ran = oneSlot(LongestPrefixQueue.NAME, calls).prefixCaching(true).run();

    assertThat(order(ran)).containsExactly(0L, 2L, 1L);
    assertThat(ran.answer(2).cachedTokens()).isEqualTo(48);
    assertThat(ran.answer(2).finished()).isEqualTo(2080);
    assertThat(ran.answer(1).finished()).isEqualTo(3112);
  }

  // The same with 129 that wait: nobody's prefix is looked up, so the last comes last.
  @Test
  default void longestPrefixMatchGoesByArrivalWhileMoreThan128Wait() {
    List<Call> calls = new ArrayList<>(List.of(Call.of(0, 64, 1).prefix(7)));
    for (int other = 0; other < 128; other++) {
      calls.add(Call.of(1, 32, 1));
    }
    calls.add(Call.of(2, 64, 1).prefix(7));
    Ran ran = oneSlot(LongestPrefixQueue.NAME, calls).prefixCaching(true).run();

    assertThat(order(ran).subList(0, 2)).containsExactly(0L, 1L); // 129 wait
    assertThat(order(ran).get(2)).isEqualTo(129L); // 128 do
  }

  // A sends 0-3 and B sends 4 and 5, each 100 tokens in, 1 out: 102 each. B comes when A has been
  // served 102 and is lifted to that, so it has saved up nothing: 1 (A, came first) -> A 204; 4 (B)
  // -> B 204; 2 -> 306; 5; 3.
  @Test
  default void fairQueueTakesTurnsAndLiftsWhoComesBack() {
    List<Call> calls =
        List.of(
            Call.of(0, 100, 1),
            Call.of(0, 100, 1),
            Call.of(0, 100, 1),
            Call.of(0, 100, 1),
            Call.of(5, 100, 1).tenant(1),
            Call.of(5, 100, 1).tenant(1));

    assertThat(order(oneSlot(FairQueue.NAME, calls).run())).containsExactly(0L, 1L, 4L, 2L, 5L, 3L);
  }

  // Output counts twice: A's first makes 60 tokens: 10 + 120 = 130. B is lifted to 12, what A had
  // been served when B came (its prompt and one token), and has 100 + 2 more after its first: 114 <
  // 130, so B's second goes before A's second.
  @Test
  default void fairQueueCountsGeneratedTokensTwice() {
    List<Call> calls =
        List.of(
            Call.of(0, 10, 60),
            Call.of(0, 100, 1),
            Call.of(5, 100, 1).tenant(1),
            Call.of(5, 100, 1).tenant(1));

    assertThat(order(oneSlot(FairQueue.NAME, calls).run())).containsExactly(0L, 2L, 3L, 1L);
  }

  // 50 of A before one of B: at most one of A's goes before it when the slot is free.
  @Test
  default void floodOfOneTenantDoesNotDelayAnother() {
    List<Call> calls = new ArrayList<>();
    for (int request = 0; request < 50; request++) {
      calls.add(Call.of(0, 10, 1));
    }
    calls.add(Call.of(5, 10, 1).tenant(1));

    assertThat(order(oneSlot(FairQueue.NAME, calls).run()).indexOf(50L)).isLessThanOrEqualTo(2);
    assertThat(order(oneSlot(FcfsQueue.NAME, calls).run()).indexOf(50L)).isEqualTo(50);
  }

  // Low (10 in, 5 out) has the only slot until 1010 + 4 x 1001 = 5014; high waits for it, whatever
  // its priority: only blocks are ever taken from those who run.
  @Test
  default void highPriorityWaitsForWhoRuns() {
    List<Call> calls = List.of(Call.of(0, 10, 5).priority(9), Call.of(10, 10, 1));
    Ran ran = oneSlot(PriorityFirstQueue.NAME, calls).run();

    assertThat(ran.answer(1).ttft()).isEqualTo(5014 + 1010 - 10);
    assertThat(ran.answer(0).preemptions()).isZero();
  }

  // 3 blocks of 4 tokens; A (4 in, 6 out, priority 1) and B (4 in, 6 out, priority 0).
  //   step 1  both prompts, a block each
  //   step 2  A takes the third block for its fifth token; B finds none. A is the worse of the two
  //           and gives up both blocks, and the token that the step had of it is taken back
  //   3-6     B alone; A's 5 tokens need 2 blocks, 1 is free
  //   7-11    A again: 5 tokens to compute, then 4 more
  @Test
  default void lowPriorityLosesItsBlocksAlthoughTheStepHasItAlready() {
    List<Call> calls = List.of(Call.of(0, 4, 6).priority(1), Call.of(0, 4, 6));
    Ran ran =
        bench()
            .usableBlocks(4, 3)
            .queue(QueueOptions.of(PriorityFirstQueue.NAME))
            .source(new CallSource(calls))
            .run();

    assertThat(ran.steps())
        .containsExactly(
            "4p@0 + 4p@0 -> 2",
            "1d/4 -> 1",
            "1d/5 -> 1",
            "1d/6 -> 1",
            "1d/7 -> 1",
            "1d/8 -> 1",
            "5p@0 -> 1",
            "1d/5 -> 1",
            "1d/6 -> 1",
            "1d/7 -> 1",
            "1d/8 -> 1");
    assertThat(ran.answer(0).preemptions()).isEqualTo(1);
    assertThat(ran.answer(1).preemptions()).isZero();
    assertThat(ran.answer(0).outputTokens()).isEqualTo(6);
  }

  // The same the other way round: A has priority 0 and was admitted first, B loses.
  @Test
  default void withTheBetterPriorityInFrontTheTailLoses() {
    List<Call> calls = List.of(Call.of(0, 4, 6), Call.of(0, 4, 6).priority(1));
    Ran ran =
        bench()
            .usableBlocks(4, 3)
            .queue(QueueOptions.of(PriorityFirstQueue.NAME))
            .source(new CallSource(calls))
            .run();

    assertThat(ran.answer(0).preemptions()).isZero();
    assertThat(ran.answer(1).preemptions()).isEqualTo(1);
  }
}
