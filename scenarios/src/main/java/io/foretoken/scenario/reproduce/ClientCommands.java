package io.foretoken.scenario.reproduce;

import io.foretoken.scenario.reproduce.ClientLoad.Lengths;
import io.foretoken.scenario.reproduce.ClientLoad.Pattern;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A load as the commands of the usual benchmark clients. */
final class ClientCommands {
  /** So large a shape of the gamma distribution makes gaps that hardly vary: by 1 in 100. */
  private static final String EVEN = "10000";

  private final String model;
  private final String url;
  private final ClientLoad load;
  private final long seed;
  private final boolean isVllm;

  ClientCommands(String engine, String model, String url, ClientLoad load, long seed) {
    this.isVllm = engine.equals("vllm");
    this.model = model;
    this.url = url;
    this.load = load;
    this.seed = seed;
  }

  /** All of them. */
  List<ClientCommand> all() {
    return List.of(vllm(), sglang(), aiperf(), guidellm());
  }

  private ClientCommand vllm() {
    List<String> unsaid = new ArrayList<>(load.unsaid());
    List<String> words = new ArrayList<>(List.of("vllm", "bench", "serve"));
    words.addAll(
        List.of("--backend", isVllm ? "vllm" : "openai", "--base-url", url, "--model", model));
    if (load.groups() > 0) {
      add(words, "--dataset-name", "prefix_repetition");
      add(words, "--prefix-repetition-prefix-len", load.groupTokens());
      add(words, "--prefix-repetition-suffix-len", suffix());
      add(words, "--prefix-repetition-num-prefixes", load.groups());
      add(words, "--prefix-repetition-output-len", load.output().mean());
      meansOnly(unsaid);
    } else {
      add(words, "--dataset-name", "random");
      add(words, "--random-input-len", load.input().mean());
      add(words, "--random-output-len", load.output().mean());
      add(words, "--random-range-ratio", vllmRatio(unsaid));
    }
    add(words, "--num-prompts", load.requests());
    words.add("--ignore-eos");
    switch (load.pattern()) {
      case POISSON -> add(words, "--request-rate", decimal(load.perSecond()));
      case GAMMA -> {
        add(words, "--request-rate", decimal(load.perSecond()));
        add(words, "--burstiness", decimal(load.shape()));
      }
      case CONSTANT -> {
        add(words, "--request-rate", decimal(load.perSecond()));
        add(words, "--burstiness", EVEN);
      }
      case CONCURRENT -> {
        add(words, "--request-rate", "inf");
        add(words, "--max-concurrency", load.concurrency());
      }
      case ALL_AT_ONCE -> add(words, "--request-rate", "inf");
    }
    if (load.maxInFlight() > 0 && load.pattern() != Pattern.CONCURRENT) {
      add(words, "--max-concurrency", load.maxInFlight());
    }
    add(words, "--seed", seed);
    words.addAll(List.of("--save-result", "--save-detailed", "--result-filename", "vllm.json"));
    return new ClientCommand("vllm bench serve", words, "vllm.json", unsaid);
  }

  /** vLLM draws from (1 - ratio) to (1 + ratio) of a length, with one ratio for both lengths. */
  private String vllmRatio(List<String> unsaid) {
    boolean evenly = load.input().uniform() || load.input().fixed();
    boolean both =
        evenly
            && (load.output().uniform() || load.output().fixed())
            && halfWidth(load.input()).equals(halfWidth(load.output()));
    if (both) {
      return halfWidth(load.input());
    }
    lengths(unsaid, "it draws both lengths evenly, within one ratio: the means are sent");
    return "0";
  }

  private static String halfWidth(Lengths lengths) {
    return decimal((lengths.max() - lengths.min()) / (double) (lengths.max() + lengths.min()));
  }

  private ClientCommand sglang() {
    List<String> unsaid = new ArrayList<>(load.unsaid());
    List<String> words = new ArrayList<>(List.of("python", "-m", "sglang.bench_serving"));
    words.addAll(List.of("--backend", "sglang-oai", "--base-url", url, "--model", model));
    if (load.groups() > 0) {
      long perGroup = Math.max(1, load.requests() / load.groups());
      add(words, "--dataset-name", "generated-shared-prefix");
      add(words, "--gsp-num-groups", load.groups());
      add(words, "--gsp-prompts-per-group", perGroup);
      add(words, "--gsp-system-prompt-len", load.groupTokens());
      add(words, "--gsp-question-len", suffix());
      add(words, "--gsp-output-len", load.output().mean());
      meansOnly(unsaid);
    } else {
      add(words, "--dataset-name", "random-ids");
      boolean same =
          load.input().uniform()
              && load.output().uniform()
              && least(load.input()).equals(least(load.output()));
      add(words, "--random-input-len", same ? load.input().max() : load.input().mean());
      add(words, "--random-output-len", same ? load.output().max() : load.output().mean());
      add(words, "--random-range-ratio", same ? least(load.input()) : "1");
      if (!same && !(load.input().fixed() && load.output().fixed())) {
        lengths(unsaid, "it draws both lengths from one share of them to all: the means are sent");
      }
    }
    add(words, "--num-prompts", load.requests());
    switch (load.pattern()) {
      case CONCURRENT -> {
        add(words, "--request-rate", "inf");
        add(words, "--max-concurrency", load.concurrency());
      }
      case ALL_AT_ONCE -> add(words, "--request-rate", "inf");
      default -> add(words, "--request-rate", decimal(load.perSecond()));
    }
    if (load.pattern() == Pattern.GAMMA || load.pattern() == Pattern.CONSTANT) {
      unsaid.add("arrivals: it knows Poisson arrivals only");
    }
    if (load.maxInFlight() > 0 && load.pattern() != Pattern.CONCURRENT) {
      add(words, "--max-concurrency", load.maxInFlight());
    }
    add(words, "--seed", seed);
    words.addAll(List.of("--output-file", "sglang.jsonl", "--output-details"));
    unsaid.add(
        "its file does not say when requests were sent, so they are drawn at the rate again");
    return new ClientCommand("sglang.bench_serving", words, "sglang.jsonl", unsaid);
  }

  /** SGLang draws from ratio to all of a length. */
  private static String least(Lengths lengths) {
    return decimal(lengths.min() / (double) lengths.max());
  }

  private ClientCommand aiperf() {
    List<String> unsaid = new ArrayList<>(load.unsaid());
    List<String> words = new ArrayList<>(List.of("aiperf", "profile", "--model", model));
    words.addAll(List.of("--url", url, "--endpoint-type", "completions", "--streaming"));
    int own = load.groups() > 0 ? suffix() : load.input().mean();
    add(words, "--synthetic-input-tokens-mean", own);
    add(words, "--synthetic-input-tokens-stddev", load.input().deviation());
    add(words, "--output-tokens-mean", load.output().mean());
    add(words, "--output-tokens-stddev", load.output().deviation());
    if (load.groups() > 0) {
      add(words, "--num-prefix-prompts", load.groups());
      add(words, "--prefix-prompt-length", load.groupTokens());
    }
    add(words, "--extra-inputs", "ignore_eos:true");
    add(words, "--request-count", load.requests());
    switch (load.pattern()) {
      case CONCURRENT -> add(words, "--concurrency", load.concurrency());
      case ALL_AT_ONCE -> add(words, "--concurrency", load.requests());
      default -> {
        add(words, "--request-rate", decimal(load.perSecond()));
        add(words, "--arrival-pattern", load.pattern().name().toLowerCase(Locale.ROOT));
        if (load.pattern() == Pattern.GAMMA) {
          add(words, "--arrival-smoothness", decimal(load.shape()));
        }
        if (load.maxInFlight() > 0) {
          add(words, "--concurrency", load.maxInFlight());
        }
      }
    }
    add(words, "--random-seed", seed);
    add(words, "--output-artifact-dir", "aiperf");
    if (!load.input().fixed() || !load.output().fixed()) {
      lengths(unsaid, "it draws lengths from a normal distribution of the same mean and deviation");
    }
    return new ClientCommand("aiperf", words, "aiperf/profile_export.jsonl", unsaid);
  }

  private ClientCommand guidellm() {
    List<String> unsaid = new ArrayList<>(load.unsaid());
    List<String> words = new ArrayList<>(List.of("guidellm", "benchmark", "--target", url));
    words.addAll(List.of("--model", model, "--request-type", "completions"));
    switch (load.pattern()) {
      case CONCURRENT -> {
        add(words, "--profile", "concurrent");
        add(words, "--rate", load.concurrency());
      }
      case ALL_AT_ONCE -> add(words, "--profile", "throughput");
      case CONSTANT -> {
        add(words, "--profile", "constant");
        add(words, "--rate", decimal(load.perSecond()));
      }
      default -> {
        add(words, "--profile", "poisson");
        add(words, "--rate", decimal(load.perSecond()));
      }
    }
    if (load.pattern() == Pattern.GAMMA) {
      unsaid.add("arrivals: it knows constant and Poisson arrivals, no gamma-distributed gaps");
    }
    if (load.maxInFlight() > 0) {
      unsaid.add("client.max_in_flight: it has no limit beside a rate");
    }
    if (load.groups() > 0) {
      unsaid.add("shared_prefixes: its synthetic prompts are all different");
    }
    if (!load.input().fixed() || !load.output().fixed()) {
      lengths(unsaid, "it draws lengths from a normal distribution within the same bounds");
    }
    add(words, "--data", lengths("prompt", load.input()) + "," + lengths("output", load.output()));
    add(words, "--max-requests", load.requests());
    add(words, "--random-seed", seed);
    add(words, "--output-dir", "guidellm");
    add(words, "--outputs", "json");
    return new ClientCommand("guidellm", words, "guidellm/benchmarks.json", unsaid);
  }

  private static String lengths(String what, Lengths lengths) {
    String mean = what + "_tokens=" + lengths.mean();
    return lengths.fixed()
        ? mean
        : mean
            + ","
            + what
            + "_tokens_stdev="
            + lengths.deviation()
            + ","
            + what
            + "_tokens_min="
            + lengths.min()
            + ","
            + what
            + "_tokens_max="
            + lengths.max();
  }

  private int suffix() {
    return Math.max(1, load.input().mean() - load.groupTokens());
  }

  private void meansOnly(List<String> unsaid) {
    if (!load.input().fixed() || !load.output().fixed()) {
      lengths(unsaid, "with shared prefixes it sends one length: the means");
    }
  }

  private void lengths(List<String> unsaid, String what) {
    unsaid.add(
        "lengths (input "
            + load.input().words()
            + ", output "
            + load.output().words()
            + "): "
            + what
            + "; compare its file with the scenario, which replays the lengths that were sent");
  }

  private static void add(List<String> words, String flag, String value) {
    words.add(flag);
    words.add(value);
  }

  private static void add(List<String> words, String flag, long value) {
    add(words, flag, Long.toString(value));
  }

  private static String decimal(double value) {
    return new BigDecimal(value).round(new MathContext(9)).stripTrailingZeros().toPlainString();
  }
}
