package io.foretoken.workload.content;

import io.foretoken.sim.random.Purpose;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.workload.random.StreamRandom;

/**
 * What prompts have in common. Every prompt belongs to one of {@code groups} groups, drawn evenly,
 * and begins with the group's {@code sharedTokens} tokens (all of it where the prompt is shorter);
 * the rest is its own. With {@code distinctPrompts} there are only so many prompts, which come in a
 * cycle: request i has prompt i mod distinctPrompts, with the same length and tokens each time.
 *
 * <p>Shared tokens are part of the prompt's length, not added to it. A segment's key stands for an
 * endless sequence of tokens of which the segment is the beginning, so a shorter segment of the
 * same key is a prefix of a longer one.
 *
 * @param groups number of groups, at least 1; 0 for none
 * @param sharedTokens tokens that the prompts of a group begin with
 * @param distinctPrompts number of different prompts, at least 1; 0 for no limit
 */
public record PromptSharing(int groups, int sharedTokens, int distinctPrompts) {
  /** No two prompts have anything in common. */
  public static final PromptSharing NONE = new PromptSharing(0, 0, 0);

  private static final int SHARED = 0;
  private static final int OWN = 1;

  /** Refuses negative numbers. */
  public PromptSharing {
    if (groups < 0 || sharedTokens < 0 || distinctPrompts < 0) {
      throw new IllegalArgumentException(
          groups + " groups, " + sharedTokens + " tokens, " + distinctPrompts + " prompts");
    }
  }

  /** Number of the prompt that request {@code index} has. */
  public long prompt(long index) {
    return distinctPrompts > 0 ? index % distinctPrompts : index;
  }

  /** Whether any two prompts can have tokens in common. */
  public boolean sharesAnything() {
    return distinctPrompts > 0 || (groups > 0 && sharedTokens > 0);
  }

  /** Appends the segments of a prompt of {@code out.inputTokens} tokens; none where all are own. */
  public void addSegments(long prompt, StreamRandom random, RequestDraft out) {
    if (!sharesAnything()) {
      return;
    }
    int shared = groups > 0 ? Math.min(sharedTokens, out.inputTokens) : 0;
    if (shared > 0) {
      int group = random.below(groups, Purpose.PREFIX_GROUP, prompt, 0);
      out.addSegment(random.bits(Purpose.PREFIX_CONTENT, group, SHARED), shared);
    }
    if (out.inputTokens > shared) {
      out.addSegment(ownKey(prompt, random), out.inputTokens - shared);
    }
  }

  /** Key of the tokens that only this prompt has. */
  public static long ownKey(long prompt, StreamRandom random) {
    return random.bits(Purpose.PREFIX_CONTENT, prompt, OWN);
  }
}
