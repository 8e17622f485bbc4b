package io.foretoken.workload.trace;

import io.foretoken.sim.request.RequestDraft;
import io.foretoken.workload.content.DeclaredLimit;
import io.foretoken.workload.content.PromptSharing;
import io.foretoken.workload.content.RequestContent;
import io.foretoken.workload.content.RequestLabels;
import io.foretoken.workload.random.StreamRandom;

/**
 * The requests of a trace in their order; after the last one the first comes again, which only
 * matters where something else than the trace says when to send.
 *
 * @param trace the recorded requests
 * @param maxTokens declared limit for requests that the trace gives none; 0 for the true output
 * @param sharing what prompts have in common where the trace does not say
 * @param labels what the trace's classes and tenants mean; a priority in the trace is added to that
 *     of the class
 */
public record TraceContent(
    RequestTrace trace, int maxTokens, PromptSharing sharing, TraceLabels labels)
    implements RequestContent {
  /** The same labels for all requests, whatever the trace says. */
  public TraceContent(
      RequestTrace trace, int maxTokens, PromptSharing sharing, RequestLabels labels) {
    this(trace, maxTokens, sharing, TraceLabels.all(labels));
  }

  /** Refuses a negative limit, and repeated prompts, which a trace's own lengths contradict. */
  public TraceContent {
    if (maxTokens < 0 || sharing.distinctPrompts() > 0) {
      throw new IllegalArgumentException("max_tokens " + maxTokens + ", " + sharing);
    }
  }

  @Override
  public void fill(long index, StreamRandom random, RequestDraft out) {
    int request = (int) (index % trace.size());
    out.inputTokens = trace.inputTokens(request);
    int declared = trace.maxTokens(request) > 0 ? trace.maxTokens(request) : maxTokens;
    DeclaredLimit.declare(out, trace.outputTokens(request), declared);
    RequestLabels own = labels.of(trace, request);
    out.classIndex = own.classIndex();
    out.tenant = labels.tenantOf(trace, request, own);
    out.priority = own.priority() + trace.priority(request);
    out.dueNanos = own.dueNanos();
    addSegments(index, request, random, out);
  }

  private void addSegments(long index, int request, StreamRandom random, RequestDraft out) {
    PrefixSegments segments = trace.segments();
    int last = trace.lastSegment(request);
    if (last < 0) {
      sharing.addSegments(index, random, out);
      return;
    }
    int depth = segments.depth(last);
    int left = out.inputTokens;
    for (int i = 0; i < depth; i++) {
      out.addSegment(0, 0);
    }
    for (int i = depth - 1; i >= 0; i--) {
      out.segmentKeys[i] = segments.key(last, random);
      out.segmentTokens[i] = segments.tokens(last);
      left -= segments.tokens(last);
      last = segments.parent(last);
    }
    if (left > 0) {
      out.addSegment(PromptSharing.ownKey(index, random), left);
    }
  }
}
