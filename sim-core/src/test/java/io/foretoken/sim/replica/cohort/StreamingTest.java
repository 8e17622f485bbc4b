package io.foretoken.sim.replica.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.CancelToken;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.RunSettings;
import io.foretoken.sim.Simulation;
import io.foretoken.sim.batch.VllmV1Policy;
import io.foretoken.sim.metrics.GapHistogram;
import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.replica.ApiConfig;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.replica.EngineConfig;
import io.foretoken.sim.replica.Engines;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.sim.route.RoundRobin;
import io.foretoken.sim.testkit.FixedStepTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Chunks on their way to clients, and clients that give up. A step takes 1000 ns + 1 ns per token,
 * one after the other.
 */
class StreamingTest {
  private record Seen(
      long index, Outcome outcome, int tokens, long first, long finished, long ingest) {}

  private record Asked(long at, int input, int output) {}

  private final List<Seen> seen = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();
  private int blocks = 1000;
  private long timeout;

  private RunResult run(ApiConfig api) {
    EngineConfig engine =
        new EngineConfig(
            VllmV1Policy.NAME,
            16,
            1000,
            true,
            0,
            false,
            false,
            false,
            10_000,
            16,
            new int[] {blocks});
    Deployment deployment =
        new Deployment(1, 1, false, RoundRobin.NAME, 1, engine, api, FixedStepTime.of(1000, 1));
    return new Simulation(
            deployment,
            new Sender(),
            RunSettings.of(MeasureWindow.WHOLE).withChecks(),
            Engines.shipped())
        .run(
            row ->
                seen.add(
                    new Seen(
                        row.index,
                        row.outcome,
                        row.outputTokens,
                        row.firstTokenNanos,
                        row.finishedNanos,
                        row.ingestNanos)),
            ProgressListener.SILENT,
            CancelToken.NEVER);
  }

  private final class Sender implements RequestSource {
    private int next;

    @Override
    public long peekTime() {
      return next < asked.size() ? asked.get(next).at() : NEVER;
    }

    @Override
    public void next(RequestDraft out) {
      Asked ask = asked.get(next);
      out.index = next++;
      out.sentNanos = ask.at();
      out.intendedNanos = ask.at();
      out.inputTokens = ask.input();
      out.outputTokens = ask.output();
      out.maxTokens = ask.output();
      out.timeoutNanos = timeout;
    }

    @Override
    public void onFinished(long index, long nowNanos) {}

    @Override
    public void onRefused(long index, long nowNanos) {}

    @Override
    public void onTimeout(long index, long nowNanos) {}
  }

  private static List<Long> gaps(RunResult result) {
    List<Long> gaps = new ArrayList<>();
    GapHistogram.of(result.gaps())
        .recordedValues()
        .forEach(
            value -> {
              for (long count = 0; count < value.getCountAtValueIteratedTo(); count++) {
                gaps.add(value.getValueIteratedTo());
              }
            });
    return gaps;
  }

  // steps end at 1100, 2101, 3102; each chunk is 300 on its way through the server
  @Test
  void chunkPassesItsServer() {
    asked.add(new Asked(0, 100, 3));

    RunResult result = run(new ApiConfig(0, 0, 0, 300, 1, 1));

    assertThat(seen).containsExactly(new Seen(0, Outcome.FINISHED, 3, 1400, 3402, 0));
    assertThat(gaps(result)).containsExactly(1001L, 1001L);
  }

  // two requests in each step: both chunks are out after 2 x 300
  @Test
  void chunksOfOneStepGoOutTogether() {
    asked.add(new Asked(0, 100, 2));
    asked.add(new Asked(0, 100, 2));

    run(new ApiConfig(0, 0, 0, 300, 1, 1));

    assertThat(seen).extracting(Seen::first).containsExactly(1800L, 1800L);
    assertThat(seen).extracting(Seen::finished).containsExactly(2202L + 600, 2202L + 600);
  }

  // A chunk takes 1500, a step 1001. Tokens at 1100, 2101, 3102, 4103, 5104. The server sends the
  // first until 2600, the second until 4100, the third until 5600, then finds two: until 7100.
  @Test
  void chunksThatBecomeDueWhileTheServerIsBusyMerge() {
    asked.add(new Asked(0, 100, 5));

    RunResult result = run(new ApiConfig(0, 0, 0, 1500, 1, 1));

    assertThat(seen).containsExactly(new Seen(0, Outcome.FINISHED, 5, 2600, 7100, 0));
    assertThat(gaps(result)).containsExactly(1500L, 1500L, 1500L);
  }

  // interval 2: tokens 1, 3, 5 and the last one, the 6th, at 1100, 3102, 5104, 6105
  @Test
  void intervalSendsTheFirstTokenAtOnceAndThenEverySoMany() {
    asked.add(new Asked(0, 100, 6));

    RunResult result = run(new ApiConfig(0, 0, 0, 0, 1, 2));

    assertThat(seen).containsExactly(new Seen(0, Outcome.FINISHED, 6, 1100, 6105, 0));
    assertThat(gaps(result)).containsExactly(1001L, 2002L, 2002L);
  }

  // The first request is taken in from 0 to 400 and runs [400, 1500); its chunk keeps the server
  // until 2000. The second comes at 1600 and is taken in after it, until 2400.
  @Test
  void requestsAndChunksPassOneStation() {
    asked.add(new Asked(0, 100, 1));
    asked.add(new Asked(1600, 100, 1));

    run(new ApiConfig(0, 0, 400, 500, 1, 1));

    assertThat(seen).extracting(Seen::first).containsExactly(2000L, 2400L + 1100 + 500);
    assertThat(seen).extracting(Seen::ingest).containsExactly(400L, 800L);
  }

  // Round trip 200: at the server at 100, steps end at 1200, 2201, 3202. The client gives up at
  // 2500 with two tokens made, the first of which it has since 1300. The server learns it at 2600,
  // and the request that waits for its 7 blocks is admitted at the next decision, at 3202.
  @Test
  void clientThatGivesUpFreesItsBlocksHalfATripLater() {
    blocks = 9;
    timeout = 2500;
    asked.add(new Asked(0, 100, 10));
    asked.add(new Asked(1500, 100, 1));

    run(new ApiConfig(200, 0, 0, 0, 1, 1));

    assertThat(seen)
        .containsExactly(
            new Seen(0, Outcome.TIMED_OUT, 2, 1300, -1, 100),
            new Seen(1, Outcome.TIMED_OUT, 0, -1, -1, 100));
  }

  @Test
  void clientThatGivesUpLeavesRoomForTheNext() {
    blocks = 9;
    timeout = 2500;
    asked.add(new Asked(0, 100, 10));
    asked.add(new Asked(2000, 100, 1));

    RunResult result = run(new ApiConfig(200, 0, 0, 0, 1, 1));

    // admitted at 3202, done at 4302, at the client at 4402: within 2500 of 2000
    assertThat(seen.get(1)).isEqualTo(new Seen(1, Outcome.FINISHED, 1, 4402, 4402, 100));
    assertThat(result.counts().timedOut()).isEqualTo(1);
  }
}
