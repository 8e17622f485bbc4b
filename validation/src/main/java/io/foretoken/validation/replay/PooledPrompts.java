package io.foretoken.validation.replay;

import io.foretoken.sim.random.Purpose;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.validation.measured.StagedLoad;
import io.foretoken.validation.measured.StagedLoad.PromptKind;
import io.foretoken.workload.content.RequestContent;
import io.foretoken.workload.random.StreamRandom;
import java.util.List;

/**
 * Requests of which only the distribution of their lengths is known. A prompt that comes again in
 * its cycle has its length and its tokens again; the prompts of a group begin alike.
 *
 * <p>Lengths follow the triangular distribution of the given bounds and mean, its mode cut to the
 * bounds where the mean is too far from the middle for one.
 */
final class PooledPrompts implements RequestContent {
  private static final int GROUP_CONTENT = 4;
  private static final int OWN_CONTENT = 5;
  private static final int KIND = 0;
  private static final int LENGTH = 1;
  private static final double NANOS_PER_SECOND = 1e9;

  private final StagedLoad load;

  PooledPrompts(StagedLoad load) {
    this.load = load;
  }

  @Override
  public void fill(long index, StreamRandom random, RequestDraft out) {
    int pool = load.distinctPrompts();
    long prompt = pool > 0 ? index % pool : index;
    out.inputTokens = length(prompt, random);
    out.outputTokens = load.outputTokens();
    out.maxTokens = load.outputTokens();
    out.timeoutNanos = Math.round(load.timeoutSeconds() * NANOS_PER_SECOND);
    if (pool > 0) {
      int shared = load.groups() > 0 ? Math.min(load.groupTokens(), out.inputTokens - 1) : 0;
      if (shared > 0) {
        long group = prompt * load.groups() / pool;
        out.addSegment(random.bits(Purpose.PREFIX_CONTENT, group, GROUP_CONTENT), shared);
      }
      out.addSegment(
          random.bits(Purpose.PREFIX_CONTENT, prompt, OWN_CONTENT), out.inputTokens - shared);
    }
  }

  private int length(long prompt, StreamRandom random) {
    PromptKind kind = kind(random.unit(Purpose.INPUT_TOKENS, prompt, KIND));
    return (int) Math.round(triangular(kind, random.unit(Purpose.INPUT_TOKENS, prompt, LENGTH)));
  }

  private PromptKind kind(double unit) {
    List<PromptKind> kinds = load.prompts();
    double cumulative = 0;
    for (PromptKind kind : kinds) {
      cumulative += kind.share();
      if (unit < cumulative) {
        return kind;
      }
    }
    return kinds.get(kinds.size() - 1);
  }

  /** Inverse of the distribution function. */
  static double triangular(PromptKind kind, double unit) {
    double width = kind.max() - kind.min();
    if (width <= 0) {
      return kind.min();
    }
    double mode =
        Math.min(kind.max(), Math.max(kind.min(), 3 * kind.mean() - kind.min() - kind.max()));
    double below = (mode - kind.min()) / width;
    return unit < below
        ? kind.min() + Math.sqrt(unit * width * (mode - kind.min()))
        : kind.max() - Math.sqrt((1 - unit) * width * (kind.max() - mode));
  }
}
