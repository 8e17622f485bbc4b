package io.foretoken.sim.replica;

import io.foretoken.sim.request.RequestTable;
import java.util.ArrayList;
import java.util.List;

/** Which token stands at each place of a sequence, one by one. */
final class TokenIdentity {
  private TokenIdentity() {}

  /** Identities of the prompt's tokens and of the generated ones. */
  static List<Long> of(RequestTable requests, int request, int generated) {
    List<Long> tokens = new ArrayList<>();
    for (int segment = 0; segment < requests.contents().segmentCount(request); segment++) {
      add(
          tokens,
          requests.contents().segmentKey(request, segment),
          requests.contents().segmentTokens(request, segment));
    }
    add(tokens, requests.contents().outputKey(request), generated);
    return tokens;
  }

  private static void add(List<Long> tokens, long key, int count) {
    for (int offset = 0; offset < count; offset++) {
      tokens.add(mix(key, offset));
    }
  }

  static long mix(long a, long b) {
    long z = a * 0x9E3779B97F4A7C15L + b + 0x632BE59BD9B4E019L;
    z = (z ^ (z >>> 32)) * 0xD6E8FEB86659FD93L;
    return z ^ (z >>> 32);
  }
}
