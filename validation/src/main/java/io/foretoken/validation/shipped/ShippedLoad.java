package io.foretoken.validation.shipped;

import io.foretoken.input.bind.Named;
import io.foretoken.input.bind.Variants;
import io.foretoken.validation.measured.BatchLoad;
import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Load;
import io.foretoken.validation.measured.StagedLoad;
import java.util.List;

/** A load as the shipped suite writes it. */
@Variants(discriminator = "kind")
sealed interface ShippedLoad {
  /** The load. */
  Load load();

  /** Every request. */
  @Named("exact")
  record Exact(
      int maxInFlight,
      List<Double> arrivalS,
      List<Integer> inputTokens,
      List<Integer> outputTokens,
      List<Integer> sharedTokens)
      implements ShippedLoad {
    private static final double NANOS = 1e9;

    @Override
    public Load load() {
      return new ExactLoad(
          maxInFlight,
          arrivalS.stream().mapToLong(seconds -> Math.round(seconds * NANOS)).toArray(),
          ints(inputTokens),
          ints(outputTokens),
          ints(sharedTokens));
    }

    private static int[] ints(List<Integer> values) {
      return values.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /** Arrivals by their parameters. */
  @Named("staged")
  record Staged(
      int maxInFlight,
      double timeoutSeconds,
      List<StagedLoad.Stage> stages,
      List<StagedLoad.PromptKind> prompts,
      int outputTokens,
      int distinctPrompts,
      int groups,
      int groupTokens)
      implements ShippedLoad {
    @Override
    public Load load() {
      return new StagedLoad(
          maxInFlight,
          timeoutSeconds,
          stages,
          prompts,
          outputTokens,
          distinctPrompts,
          groups,
          groupTokens);
    }
  }

  /** A closed loop. */
  @Named("closed")
  record Closed(int concurrency, long requests, int inputTokens, int outputTokens, boolean drawn)
      implements ShippedLoad {
    @Override
    public Load load() {
      return new ClosedLoad(concurrency, requests, inputTokens, outputTokens, drawn);
    }
  }

  /** Everything at once. */
  @Named("batch")
  record Batch(long requests, int inputTokens, int outputTokens) implements ShippedLoad {
    @Override
    public Load load() {
      return new BatchLoad(requests, inputTokens, outputTokens);
    }
  }
}
