package io.foretoken.validation.replay;

import io.foretoken.sim.random.Purpose;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.workload.content.RequestContent;
import io.foretoken.workload.random.StreamRandom;
import java.util.Arrays;

/**
 * Requests of known lengths, in their order.
 *
 * <p>Where it is known how much of a prompt equals the beginning of an earlier one, but not of
 * which, the latest earlier request is taken that has that many tokens: it is the most likely one
 * to be still cached, and with a cache that never evicts all choices hit alike.
 */
final class ListedRequests implements RequestContent {
  private static final int LISTED_CONTENT = 3;

  private final int[] input;
  private final int[] output;

  /** For each request the owners of its prompt's segments, earliest first; null without sharing. */
  private final int[][] owners;

  private final int[][] lengths;

  /**
   * Lengths by request.
   *
   * @param shared tokens shared with the beginning of an earlier prompt; empty for none
   */
  ListedRequests(int[] input, int[] output, int[] shared) {
    this.input = input;
    this.output = output;
    boolean shares = Arrays.stream(shared).anyMatch(tokens -> tokens > 0);
    owners = shares ? new int[input.length][] : null;
    lengths = shares ? new int[input.length][] : null;
    if (shares) {
      for (int request = 0; request < input.length; request++) {
        describe(request, Math.min(shared[request], input[request] - 1));
      }
    }
  }

  /** The prompt: the beginning of its parent's, then tokens of its own. */
  private void describe(int request, int shared) {
    int parent = request - 1;
    while (parent >= 0 && input[parent] < shared) {
      parent--;
    }
    if (shared <= 0 || parent < 0) {
      owners[request] = new int[] {request};
      lengths[request] = new int[] {input[request]};
      return;
    }
    int segments = 0;
    int left = shared;
    while (left > lengths[parent][segments]) {
      left -= lengths[parent][segments++];
    }
    owners[request] = Arrays.copyOf(owners[parent], segments + 2);
    lengths[request] = Arrays.copyOf(lengths[parent], segments + 2);
    lengths[request][segments] = left;
    owners[request][segments + 1] = request;
    lengths[request][segments + 1] = input[request] - shared;
  }

  @Override
  public void fill(long index, StreamRandom random, RequestDraft out) {
    int request = (int) index;
    out.inputTokens = input[request];
    out.outputTokens = output[request];
    out.maxTokens = output[request];
    if (owners != null) {
      for (int i = 0; i < owners[request].length; i++) {
        long key = random.bits(Purpose.PREFIX_CONTENT, owners[request][i], LISTED_CONTENT);
        out.addSegment(key, lengths[request][i]);
      }
    }
  }
}
