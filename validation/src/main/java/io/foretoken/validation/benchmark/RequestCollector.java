package io.foretoken.validation.benchmark;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Collects the requests of a run. Those that failed or brought no token are counted and left out;
 * so are those whose times contradict each other, as long as they are few: more than one in a
 * hundred, and the file is refused with the first of them.
 */
final class RequestCollector {
  /** The most requests of one run. */
  static final int MAX_REQUESTS = 2_000_000;

  /** The most gaps between chunks that are kept; percentiles need no more. */
  static final int MAX_GAPS = 20_000_000;

  /** The most tokens of a prompt or an output. */
  static final int MAX_TOKENS = 10_000_000;

  private static final int SHOWN = 5;
  private static final double TOLERATED = 0.01;
  private static final double LONGEST_SECONDS = 1e7;

  private final String sourceName;
  private final int maxRequests;
  private final int maxGaps;
  private double[] sent = new double[64];
  private double[] due = new double[64];
  private int[] input = new int[64];
  private int[] output = new int[64];
  private double[] ttft = new double[64];
  private double[] e2e = new double[64];
  private long[] turn = new long[64];
  private int[] cached = new int[64];
  private float[] gaps = new float[64];
  private int size;
  private int gapCount;
  private boolean gapsCut;
  private long nextTurn = -1;
  private double nextCached = Double.NaN;
  private boolean knowsCached;
  private long failed;
  private long empty;
  private final List<Problem> inconsistent = new ArrayList<>();
  private long inconsistentCount;

  RequestCollector(String sourceName) {
    this(sourceName, MAX_REQUESTS, MAX_GAPS);
  }

  /** With limits of one's own. */
  RequestCollector(String sourceName, int maxRequests, int maxGaps) {
    this.sourceName = sourceName;
    this.maxRequests = maxRequests;
    this.maxGaps = maxGaps;
  }

  /** A request that failed. */
  void fail() {
    failed++;
  }

  /**
   * Of requests sent at the same time those with a smaller number come first; without one, those
   * that stand first in the file.
   *
   * @param number of the next request
   */
  void turn(long number) {
    nextTurn = number;
  }

  /**
   * Prompt tokens that the server says it found in its prefix cache.
   *
   * @param tokens of the next request; NaN where nothing is said
   */
  void cached(double tokens) {
    nextCached = tokens;
  }

  /** How many requests were handed over so far. */
  long seen() {
    return size + failed + empty + inconsistentCount;
  }

  /**
   * A request that was answered. Times are in seconds, NaN where not known.
   *
   * @param place where it stands in the file
   * @param path its name there, such as {@code ttfts[3]}
   * @param sentAt on any clock
   * @param dueAt when it was meant to be sent, on the same clock
   * @param chunkGaps between chunks
   * @throws BadInputException if there are too many, or its lengths are out of range
   */
  void add(
      Origin place,
      String path,
      double sentAt,
      double dueAt,
      long inputTokens,
      long outputTokens,
      double firstToken,
      double lastToken,
      float[] chunkGaps) {
    double found = nextCached;
    nextCached = Double.NaN;
    if (outputTokens == 0) {
      empty++;
      return;
    }
    checkSize(place, path, inputTokens, outputTokens);
    String contradiction = contradiction(sentAt, firstToken, lastToken, chunkGaps);
    if (!contradiction.isEmpty()) {
      inconsistentCount++;
      if (inconsistent.size() < SHOWN) {
        inconsistent.add(
            new Problem(
                place,
                path,
                contradiction,
                "was the clock set during the run, or the file changed?"));
      }
      return;
    }
    grow();
    sent[size] = sentAt;
    due[size] = dueAt;
    input[size] = (int) inputTokens;
    output[size] = (int) outputTokens;
    ttft[size] = firstToken;
    e2e[size] = lastToken;
    turn[size] = nextTurn < 0 ? size : nextTurn;
    knowsCached |= found >= 0;
    cached[size] = found > 0 ? (int) Math.min((double) inputTokens, found) : 0;
    size++;
    keep(chunkGaps);
  }

  private void checkSize(Origin place, String path, long inputTokens, long outputTokens) {
    if (size == maxRequests) {
      throw new BadInputException(
          Problem.of(
              place,
              "the run has more than " + maxRequests + " requests",
              "split the file, or take a part of it"));
    }
    boolean outside =
        inputTokens < 1
            || inputTokens > MAX_TOKENS
            || outputTokens < 0
            || outputTokens > MAX_TOKENS;
    if (outside) {
      throw new BadInputException(
          new Problem(
              place,
              path,
              "found " + inputTokens + " prompt and " + outputTokens + " output tokens",
              "both must be from 1 to " + MAX_TOKENS));
    }
  }

  private static String contradiction(
      double sentAt, double firstToken, double lastToken, float[] chunkGaps) {
    if (firstToken < 0 || lastToken < 0) {
      return "the clock goes backwards: a token comes before its request was sent";
    }
    if (firstToken == 0 || lastToken == 0) {
      return "a token comes in no time at all";
    }
    if (lastToken < firstToken - 1e-9) {
      return "the clock goes backwards: the last token comes before the first";
    }
    for (float gap : chunkGaps) {
      if (gap < 0) {
        return "the clock goes backwards: a gap between tokens is negative";
      }
    }
    boolean finite =
        !Double.isInfinite(sentAt)
            && !(firstToken > LONGEST_SECONDS)
            && !(lastToken > LONGEST_SECONDS);
    return finite
        ? ""
        : "a time is beyond any benchmark: " + Math.max(firstToken, lastToken) + " s";
  }

  private void grow() {
    if (size == input.length) {
      int room = 2 * size;
      sent = Arrays.copyOf(sent, room);
      due = Arrays.copyOf(due, room);
      input = Arrays.copyOf(input, room);
      output = Arrays.copyOf(output, room);
      ttft = Arrays.copyOf(ttft, room);
      e2e = Arrays.copyOf(e2e, room);
      turn = Arrays.copyOf(turn, room);
      cached = Arrays.copyOf(cached, room);
    }
  }

  private void keep(float[] chunkGaps) {
    for (float gap : chunkGaps) {
      if (gapCount == maxGaps) {
        gapsCut = true;
        return;
      }
      if (gapCount == gaps.length) {
        gaps = Arrays.copyOf(gaps, Math.min(maxGaps, 2 * gapCount));
      }
      gaps[gapCount++] = gap;
    }
  }

  /** How many ended how. */
  BenchmarkCounts counts() {
    return new BenchmarkCounts(size, failed, empty, inconsistentCount);
  }

  /** What a reader of the figures should know. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (failed > 0) {
      notes.add(failed + " failed requests are left out");
    }
    if (empty > 0) {
      notes.add(empty + " requests that brought no token are left out");
    }
    if (inconsistentCount > 0) {
      notes.add(
          inconsistentCount
              + " requests are left out because their times contradict each other; the first: "
              + inconsistent.get(0).toString().replaceAll("\\s*\n\\s*", "; "));
    }
    if (gapsCut) {
      notes.add("gaps between chunks are those of the first " + maxGaps);
    }
    return notes;
  }

  /**
   * The requests; empty where none was answered.
   *
   * @throws BadInputException if the times of too many contradict each other
   */
  Optional<BenchmarkRequests> build() {
    if (inconsistentCount > TOLERATED * (size + inconsistentCount)) {
      Problems problems = new Problems();
      inconsistent.forEach(problems::add);
      if (inconsistentCount > inconsistent.size()) {
        problems.add(
            Problem.of(
                Origin.file(sourceName),
                inconsistentCount
                    + " of "
                    + (size + inconsistentCount)
                    + " answered requests have times that contradict each other",
                "one in a hundred is left out and counted; more make the file useless"));
      }
      problems.throwIfAny();
    }
    if (size == 0) {
      return Optional.empty();
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(request -> sent[request])
                    .thenComparingLong(request -> turn[request]))
            .mapToInt(Integer::intValue)
            .toArray();
    double first = sent[order[0]];
    return Optional.of(
        new BenchmarkRequests(
            Arrays.stream(order).mapToDouble(i -> sent[i] - first).toArray(),
            Arrays.stream(order).mapToDouble(i -> due[i] - first).toArray(),
            Arrays.stream(order).map(i -> input[i]).toArray(),
            Arrays.stream(order).map(i -> output[i]).toArray(),
            Arrays.stream(order).mapToDouble(i -> ttft[i]).toArray(),
            Arrays.stream(order).mapToDouble(i -> e2e[i]).toArray(),
            Arrays.copyOf(gaps, gapCount),
            knowsCached ? Arrays.stream(order).map(i -> cached[i]).toArray() : new int[0]));
  }
}
