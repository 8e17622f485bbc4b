package io.foretoken.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.hardware.memory.KvGroupPlan;
import io.foretoken.hardware.memory.MemoryPlan;
import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.memory.MemoryAnswer;
import io.foretoken.scenario.memory.MemoryQuestion;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code foretoken memory}: what fits on a GPU, in the engine's own words. */
@picocli.CommandLine.Command(
    name = "memory",
    description =
        "Weights, activations, KV cache and concurrent sequences of a model on a GPU. Exits with 1"
            + " if the model does not fit.")
final class MemoryCommand implements Command {
  private static final double GIB = 1L << 30;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME",
      description = "Model, or the path of a Hugging Face config.json.")
  private String model;

  @Option(names = "--gpu", required = true, paramLabel = "NAME", description = "GPU.")
  private String gpu;

  @Option(names = "--tp", paramLabel = "N", description = "Tensor parallelism. Default: 1.")
  private String tensor = "1";

  @Option(names = "--engine", paramLabel = "NAME", description = "Engine. Default: vllm.")
  private String engine = "vllm";

  @Option(names = "--weights", paramLabel = "FORMAT", description = "Format of the weights.")
  private String weights;

  @Option(
      names = "--kv-cache-dtype",
      paramLabel = "FORMAT",
      description = "Format of the KV cache.")
  private String kvCache = "auto";

  @Option(
      names = "--memory-fraction",
      paramLabel = "SHARE",
      description =
          "The engine's share of the memory: gpu_memory_utilization (vLLM), mem_fraction_static"
              + " (SGLang), free_gpu_memory_fraction (TensorRT-LLM).")
  private String fraction;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "Length of the sequences to count, prompt and output. Default: 2048.")
  private int tokens = 2048;

  @Mixin private CatalogOption own;

  @Mixin private TableOrJsonOption format;

  @Override
  public ExitCode run(Console console) throws IOException {
    MemoryAnswer answer =
        new MemoryQuestion(
                model,
                gpu,
                tensor,
                engine,
                Optional.ofNullable(weights),
                kvCache,
                Optional.ofNullable(fraction))
            .answer(own.catalog(), Origin.argument("memory"));
    if (format.isJson()) {
      console
          .out()
          .println(
              new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json(answer)));
    } else {
      console.out().print(table(answer));
    }
    return answer.plan().fits() ? ExitCode.OK : ExitCode.ANSWER_IS_NO;
  }

  private String table(MemoryAnswer answer) {
    MemoryPlan plan = answer.plan();
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%s (%s) on %s x %s, %s%n",
            answer.model(),
            answer.weights(),
            tensor,
            answer.gpu(),
            answer.engine()));
    plan.lines().forEach(line -> out.append(line).append('\n'));
    if (plan.fits()) {
      out.append("GPU KV cache size: ")
          .append(ReadableNumbers.count(plan.kvTokens()))
          .append(" tokens\n");
      out.append(
          String.format(
              Locale.ROOT,
              "Maximum concurrency for %,d tokens per request: %.2fx%n",
              tokens,
              plan.concurrencyFor(tokens)));
    } else {
      out.append(
          String.format(Locale.ROOT, "does not fit: short by %.2f GiB%n", plan.shortBytes() / GIB));
    }
    out.append(
        answer.smallestTensor().isPresent()
            ? "smallest tensor parallelism that fits: " + answer.smallestTensor().getAsInt() + "\n"
            : "no tensor parallelism up to " + answer.largestTried() + " fits\n");
    return out.toString();
  }

  private ObjectNode json(MemoryAnswer answer) {
    MemoryPlan plan = answer.plan();
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("model", answer.model());
    node.put("weights", answer.weights());
    node.put("gpu", answer.gpu());
    node.put("engine", answer.engine());
    node.put("tensor", Integer.parseInt(tensor));
    node.put("fits", plan.fits());
    node.put("total_bytes", plan.totalBytes());
    node.put("usable_bytes", plan.usableBytes());
    node.put("weight_bytes", plan.weightBytes());
    node.put("activation_bytes", plan.activationBytes());
    node.put("runtime_bytes", plan.runtimeBytes());
    node.put("kv_bytes", plan.kvBytes());
    node.put("kv_tokens", plan.kvTokens());
    node.put("block_size", plan.blockSize());
    node.put("short_bytes", plan.shortBytes());
    if (plan.fits()) {
      node.put("sequence_tokens", tokens);
      node.put(
          "sequences",
          new BigDecimal(plan.concurrencyFor(tokens)).setScale(2, RoundingMode.HALF_EVEN));
    }
    answer.smallestTensor().ifPresent(least -> node.put("smallest_tensor", least));
    ArrayNode groups = node.putArray("kv_groups");
    for (KvGroupPlan group : plan.groups()) {
      ObjectNode item = groups.addObject();
      item.put("name", group.name());
      item.put("layers", group.layers());
      item.put("window_tokens", group.windowTokens());
      item.put("bytes_per_token", group.bytesPerToken());
      item.put("blocks", group.blocks());
    }
    return node;
  }
}
