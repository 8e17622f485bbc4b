package io.foretoken.workload.content;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.workload.random.StreamRandom;

/**
 * Requests with drawn lengths.
 *
 * @param lengths where lengths come from
 * @param maxTokens declared limit on generated tokens, to which a longer output is cut; 0 when each
 *     request declares its true output length
 * @param sharing what prompts have in common
 * @param labels class, tenant and priority
 */
public record DrawnContent(
    LengthSource lengths, int maxTokens, PromptSharing sharing, RequestLabels labels)
    implements RequestContent {
  /** Refuses a negative limit. */
  public DrawnContent {
    if (maxTokens < 0) {
      throw new IllegalArgumentException("max_tokens must not be negative, was " + maxTokens);
    }
  }

  @Override
  public void fill(long index, StreamRandom random, RequestDraft out) {
    long prompt = sharing.prompt(index);
    out.inputTokens = lengths.inputTokens(prompt, random);
    DeclaredLimit.declare(out, lengths.outputTokens(prompt, index, random), maxTokens);
    out.classIndex = labels.classIndex();
    out.tenant = labels.tenant();
    out.priority = labels.priority();
    out.dueNanos = labels.dueNanos();
    sharing.addSegments(prompt, random, out);
  }
}
