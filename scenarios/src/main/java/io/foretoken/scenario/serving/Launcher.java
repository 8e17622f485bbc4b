package io.foretoken.scenario.serving;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Where a serving command begins among the words before it (environment, docker) and behind it.
 *
 * @param engine name of the engine's profile
 * @param begin index of its first word
 * @param arguments index of its first argument
 * @param modelFirst whether the model is given without a flag
 */
record Launcher(String engine, int begin, int arguments, boolean modelFirst) {
  private static final String HINT =
      "write vllm serve MODEL ..., python -m sglang.launch_server --model-path MODEL ... or"
          + " trtllm-serve MODEL ...";

  /**
   * Finds it.
   *
   * @throws BadInputException if there is none
   */
  static Launcher find(List<CommandWord> words) {
    for (int i = 0; i < words.size(); i++) {
      Optional<Launcher> found = at(words, i);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new BadInputException(
        Problem.of(
            words.isEmpty() ? Origin.argument(CommandWord.SOURCE) : words.get(0).origin(),
            words.isEmpty()
                ? "the command is empty"
                : "this is no serving command of an engine that is known",
            HINT));
  }

  private static Optional<Launcher> at(List<CommandWord> words, int i) {
    String word = words.get(i).baseName();
    String next = i + 1 < words.size() ? words.get(i + 1).text() : "";
    if (word.equals("vllm") && next.equals("serve")) {
      return Optional.of(new Launcher("vllm", i, i + 2, true));
    }
    if (word.equals("-m") && next.matches("vllm\\.entrypoints\\.(openai\\.)?api_server")) {
      return Optional.of(new Launcher("vllm", i, i + 2, false));
    }
    if (words.get(i).text().matches("(.*/)?vllm/vllm-openai(:.*)?")) {
      return Optional.of(new Launcher("vllm", i, i + 1, false));
    }
    if (word.equals("-m") && next.equals("sglang.launch_server")) {
      return Optional.of(new Launcher("sglang", i, i + 2, false));
    }
    if (word.equals("sglang") && next.equals("serve")) {
      return Optional.of(new Launcher("sglang", i, i + 2, false));
    }
    if (word.equals("trtllm-serve")) {
      int arguments = next.equals("serve") ? i + 2 : i + 1;
      return Optional.of(new Launcher("tensorrt-llm", i, arguments, true));
    }
    return Optional.empty();
  }
}
