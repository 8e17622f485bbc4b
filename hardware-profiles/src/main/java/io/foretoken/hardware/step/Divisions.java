package io.foretoken.hardware.step;

import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.model.ModelShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which divisions of a model over GPUs are possible; the others are refused by name. */
public final class Divisions {
  private static final int MOST_TENSOR = 128;
  private static final int PCIE_BOARDS_PER_HOST = 8;

  private Divisions() {}

  /** Tensor-parallel degrees that divide the model without a remainder, ascending. */
  public static List<Integer> allowedTensor(ModelShape model) {
    return IntStream.rangeClosed(1, Math.min(MOST_TENSOR, model.attention().heads()))
        .filter(tensor -> dividesAttention(model, tensor) && dividesMlp(model, tensor))
        .boxed()
        .toList();
  }

  /** Everything that stands against dividing {@code model} as {@code asked}; empty if nothing. */
  public static List<Refusal> refusals(ModelShape model, Parallelism asked, GpuSpec gpu) {
    List<Refusal> found = new ArrayList<>();
    if (asked.tensor() < 1 || asked.pipeline() < 1 || asked.data() < 1 || asked.expert() < 1) {
      found.add(new Refusal("parallelism", "a degree is below 1", "write 1 for none"));
      return found;
    }
    if (asked.pipeline() > 1) {
      found.add(
          new Refusal(
              "parallelism.pipeline", "pipeline parallelism is not modelled yet", "write 1"));
    }
    checkTensor(model, asked, found);
    checkExperts(model, asked, found);
    checkLinks(model, asked, gpu, found);
    return found;
  }

  private static void checkTensor(ModelShape model, Parallelism asked, List<Refusal> found) {
    int tensor = asked.tensor();
    List<String> reasons = new ArrayList<>();
    if (!dividesAttention(model, tensor)) {
      reasons.add(
          model.attention().heads()
              + " query heads and "
              + model.attention().kvHeads()
              + " KV heads");
    }
    if (!dividesMlp(model, tensor)) {
      reasons.add("an MLP width of " + widths(model));
    }
    if (!reasons.isEmpty()) {
      found.add(
          new Refusal(
              "parallelism.tensor",
              model.id()
                  + " has "
                  + String.join(" and ", reasons)
                  + ", which "
                  + tensor
                  + " does not divide",
              "it can be "
                  + allowedTensor(model).stream()
                      .map(String::valueOf)
                      .collect(Collectors.joining(", "))));
    }
  }

  private static void checkExperts(ModelShape model, Parallelism asked, List<Refusal> found) {
    int ranks = asked.tensor() * asked.data();
    if (model.moe().isEmpty()) {
      if (asked.expert() > 1) {
        found.add(new Refusal("parallelism.expert", model.id() + " has no experts", "write 1"));
      }
      return;
    }
    ModelShape.Moe moe = model.moe().get();
    if (ranks % asked.expert() != 0) {
      found.add(
          new Refusal(
              "parallelism.expert",
              asked.expert() + " does not divide tensor x data = " + ranks,
              "it is usually 1 or " + ranks));
    } else if (moe.experts() % asked.expert() != 0) {
      found.add(
          new Refusal(
              "parallelism.expert",
              asked.expert()
                  + " does not divide the "
                  + moe.experts()
                  + " experts of "
                  + model.id(),
              "it must divide them"));
    } else if (moe.intermediate() % asked.expertTensor() != 0) {
      found.add(
          new Refusal(
              "parallelism.expert",
              "tensor x data / expert = "
                  + asked.expertTensor()
                  + " does not divide the experts' width of "
                  + moe.intermediate(),
              "raise expert"));
    }
  }

  private static void checkLinks(
      ModelShape model, Parallelism asked, GpuSpec gpu, List<Refusal> found) {
    int group = model.moe().isPresent() ? asked.tensor() * asked.data() : asked.tensor();
    if (group == 1) {
      return;
    }
    String subject = asked.tensor() > 1 ? "parallelism.tensor" : "parallelism.data";
    if (!(gpu.scaleUpGbPerSecondPerDirection() > 0)) {
      found.add(
          new Refusal(
              subject, "the rate of the links of " + gpu.id() + " is unknown", "use 1 GPU"));
      return;
    }
    int most = gpu.scaleUpIsPcie() ? PCIE_BOARDS_PER_HOST : gpu.scaleUpDomain();
    if (group > most) {
      found.add(
          new Refusal(
              subject,
              group
                  + " GPUs that exchange activations in every layer; a box of "
                  + gpu.id()
                  + " joins "
                  + most
                  + ", and networks between boxes are not modelled yet",
              "use at most " + most));
    }
  }

  private static boolean dividesAttention(ModelShape model, int tensor) {
    ModelShape.Attention attention = model.attention();
    if (attention.heads() % tensor != 0) {
      return false;
    }
    int kvHeads = attention.kvHeads();
    return attention.mla().isPresent() || kvHeads % tensor == 0 || tensor % kvHeads == 0;
  }

  private static boolean dividesMlp(ModelShape model, int tensor) {
    boolean dense = model.dense().layers() == 0 || model.dense().intermediate() % tensor == 0;
    boolean shared = model.moe().map(moe -> moe.sharedIntermediate() % tensor == 0).orElse(true);
    return dense && shared;
  }

  private static String widths(ModelShape model) {
    List<String> widths = new ArrayList<>();
    if (model.dense().layers() > 0) {
      widths.add(String.valueOf(model.dense().intermediate()));
    }
    model
        .moe()
        .filter(moe -> moe.sharedIntermediate() > 0)
        .ifPresent(moe -> widths.add(moe.sharedIntermediate() + " (shared experts)"));
    return String.join(" and ", widths);
  }
}
