package io.foretoken.validation.measured;

import java.util.List;

/**
 * Random arrivals of which only the parameters are known: in every stage a Poisson process
 * conditioned on its number of requests.
 *
 * @param maxInFlight most requests that the client keeps in flight, 0 for no limit
 * @param timeoutSeconds when the client gives up, 0 for never
 * @param stages one after the other
 * @param prompts the kinds of prompts
 * @param outputTokens output length of every request
 * @param distinctPrompts prompts that come in a cycle, 0 when all are different
 * @param groups groups of prompts with a common beginning, 0 for none
 * @param groupTokens length of that beginning
 */
public record StagedLoad(
    int maxInFlight,
    double timeoutSeconds,
    List<Stage> stages,
    List<PromptKind> prompts,
    int outputTokens,
    int distinctPrompts,
    int groups,
    int groupTokens)
    implements Load {

  /**
   * A stretch of load.
   *
   * @param requests how many arrive in it
   * @param seconds how long it lasts
   */
  public record Stage(int requests, double seconds) {
    /** Arrivals a second. */
    public double rate() {
      return requests / seconds;
    }
  }

  /**
   * Prompts of one kind: lengths between two bounds, most of them near the mean.
   *
   * @param share of all prompts
   * @param min shortest, tokens
   * @param mean mean length, tokens
   * @param max longest, tokens
   */
  public record PromptKind(double share, int min, double mean, int max) {}

  /** Keeps copies. */
  public StagedLoad {
    stages = List.copyOf(stages);
    prompts = List.copyOf(prompts);
  }

  @Override
  public long requests() {
    return stages.stream().mapToLong(Stage::requests).sum();
  }

  @Override
  public int typicalInput() {
    double mean = prompts.stream().mapToDouble(kind -> kind.share() * kind.mean()).sum();
    return Math.max(1, (int) Math.round(mean));
  }

  @Override
  public int typicalOutput() {
    return outputTokens;
  }

  @Override
  public String label() {
    double peak = stages.stream().mapToDouble(Stage::rate).max().orElse(0);
    return Math.round(peak) + "/s";
  }
}
