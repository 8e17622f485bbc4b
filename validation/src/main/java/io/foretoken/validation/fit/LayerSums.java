package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.WeightFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Whole layers of known models, predicted by fits that saw none of their shapes, against the sum of
 * the tables' own times: products, attention, experts and two all-reduces in 16 bit. Decode at 1,
 * 16, 64 and 256 sequences of 1k and 4k tokens, prefill of one prompt of 512, 2k and 8k.
 *
 * <p>Products of decode size are taken from the tables at the median of five neighbouring m. Shapes
 * between those of a table are interpolated there in the logarithm.
 */
final class LayerSums {
  private static final int DIM = 128;
  private static final int[] BATCHES = {1, 16, 64, 256};
  private static final int[] LENGTHS = {1023, 4095};
  private static final int[] PROMPTS = {512, 2048, 8192};

  /**
   * A model on a number of GPUs.
   *
   * @param experts 0 for a dense one
   */
  private record Layer(
      String name, int hidden, int inter, int heads, int kvHeads, int experts, int topK, int gpus) {

    int groupHeads() {
      return heads / gpus;
    }

    int groupKvHeads() {
      return kvHeads / gpus;
    }

    /** n and k of its products. */
    List<int[]> products() {
      List<int[]> products = new ArrayList<>();
      products.add(new int[] {(groupHeads() + 2 * groupKvHeads()) * DIM, hidden});
      products.add(new int[] {hidden, groupHeads() * DIM});
      if (experts == 0) {
        products.add(new int[] {2 * inter / gpus, hidden});
        products.add(new int[] {hidden, inter / gpus});
      }
      return products;
    }

    boolean isExperts(MoePoint p) {
      return p.hidden() == hidden
          && p.inter() == inter
          && p.experts() == experts
          && p.tensor() == gpus
          && p.expert() == 1;
    }
  }

  private static final List<Layer> DENSE =
      List.of(
          new Layer("Llama-3.1-8B", 4096, 14_336, 32, 8, 0, 0, 1),
          new Layer("Llama-3.1-8B TP4", 4096, 14_336, 32, 8, 0, 0, 4),
          new Layer("Llama-3.1-70B TP4", 8192, 28_672, 64, 8, 0, 0, 4),
          new Layer("Qwen3-32B TP2", 5120, 25_600, 64, 8, 0, 0, 2));
  private static final List<Layer> EXPERTS =
      List.of(
          new Layer("Mixtral-8x7B TP2", 4096, 14_336, 32, 8, 8, 2, 2),
          new Layer("Qwen3-30B-A3B", 2048, 768, 32, 4, 128, 8, 1));

  private final List<MoePoint> moe;
  private final ToDoubleFunction<GemmPoint> products;
  private final ToDoubleFunction<GemmPoint> productTable;
  private final ToDoubleFunction<DecodePoint> decode;
  private final List<DecodePoint> decodeTable;
  private final ToDoubleFunction<PrefillPoint> prefill;
  private final List<PrefillPoint> prefillTable;
  private final ToDoubleFunction<MoePoint> unseen;
  private final ToDoubleFunction<MoePoint> shipped;
  private final List<ToDoubleFunction<CollectivePoint>> reduce;
  private final List<ToDoubleFunction<CollectivePoint>> reduceTable;

  private LayerSums(MeasuredGpu gpu, OperatorTables tables) {
    List<GemmPoint> gemm = tables.gemm("bfloat16");
    GemmFit gemmFit = new GemmFit(GpuFit.form(gpu, WeightFormat.BF16), gemm);
    products = gemmFit.without(around(gemm));
    productTable = gemmFit.table();
    decodeTable = tables.decode("bfloat16").stream().filter(p -> p.window() == 0).toList();
    decode =
        new DecodeFit(gpu.rates(), 2, decodeTable)
            .without(p -> isUsed(p.heads(), p.kvHeads(), p.dim()));
    prefillTable = tables.prefill("bfloat16").stream().filter(p -> p.window() == 0).toList();
    prefill =
        new PrefillFit(gpu.rates(), 2, prefillTable)
            .without(p -> isUsed(p.heads(), p.kvHeads(), p.dim()));
    moe = tables.moe(WeightFormat.BF16);
    MoeFit moeFit = new MoeFit(GpuFit.expertForm(gpu, WeightFormat.BF16), moe);
    Predicate<MoePoint> ofModels =
        p -> EXPERTS.stream().anyMatch(l -> l.hidden() == p.hidden() && l.inter() == p.inter());
    unseen = moeFit.without(ofModels);
    shipped = moeFit.shipped(ofModels);
    CollectiveFit engine = GpuFit.collectiveFit(gpu, tables, true, "all_reduce");
    CollectiveFit library = GpuFit.collectiveFit(gpu, tables, false, "all_reduce");
    reduce = List.of(engine.fromEverySecondSize(), library.fromEverySecondSize());
    reduceTable = List.of(engine.table(), library.table());
  }

  private static boolean isUsed(int heads, int kvHeads, int dim) {
    List<Layer> layers = new ArrayList<>(DENSE);
    layers.addAll(EXPERTS);
    return dim == DIM
        && layers.stream().anyMatch(l -> l.groupHeads() == heads && l.groupKvHeads() == kvHeads);
  }

  /** The pairs of n and k on either side of the models' products. */
  private static Predicate<GemmPoint> around(List<GemmPoint> points) {
    TreeSet<Integer> n = new TreeSet<>(points.stream().map(GemmPoint::n).toList());
    TreeSet<Integer> k = new TreeSet<>(points.stream().map(GemmPoint::k).toList());
    Set<Long> used = new TreeSet<>();
    List<Layer> layers = new ArrayList<>(DENSE);
    layers.addAll(EXPERTS);
    for (Layer layer : layers) {
      for (int[] product : layer.products()) {
        for (int wide : new int[] {n.floor(product[0]), n.ceiling(product[0])}) {
          for (int deep : new int[] {k.floor(product[1]), k.ceiling(product[1])}) {
            used.add(((long) wide << 32) | deep);
          }
        }
      }
    }
    return p -> used.contains(((long) p.n() << 32) | p.k());
  }

  /**
   * Errors of layers, by name.
   *
   * @param tables the GPU's
   */
  static List<Region> of(MeasuredGpu gpu, OperatorTables tables) {
    LayerSums sums = new LayerSums(gpu, tables);
    List<Region> regions = new ArrayList<>();
    for (boolean step : new boolean[] {true, false}) {
      String phase = step ? " decode" : " prefill";
      Errors dense = sums.errors(DENSE, step, false, "");
      regions.add(new Region("dense" + phase, dense, dense));
      for (String routing : new String[] {"power_law", "balanced"}) {
        if (sums.moe.stream().anyMatch(p -> p.routing().startsWith(routing))) {
          regions.add(
              new Region(
                  "experts" + phase + ", " + routing.replace('_', ' '),
                  sums.errors(EXPERTS, step, false, routing),
                  sums.errors(EXPERTS, step, true, routing)));
        }
      }
    }
    return regions;
  }

  private Errors errors(List<Layer> layers, boolean step, boolean seen, String routing) {
    List<Double> predicted = new ArrayList<>();
    List<Double> measured = new ArrayList<>();
    for (Layer layer : layers) {
      for (int size : step ? BATCHES : PROMPTS) {
        for (int length : step ? LENGTHS : new int[] {0}) {
          double table = sum(layer, size, length, true, seen, routing);
          if (table > 0) {
            measured.add(table);
            predicted.add(sum(layer, size, length, false, seen, routing));
          }
        }
      }
    }
    return Errors.of(
        predicted.stream().mapToDouble(Double::doubleValue).toArray(),
        measured.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Time of a layer, us; not a number where the table lacks a part. */
  private double sum(
      Layer layer, int size, int length, boolean table, boolean seen, String routing) {
    double micros = attention(layer, size, length, table);
    for (int[] product : layer.products()) {
      GemmPoint point = new GemmPoint(size, product[0], product[1], 0);
      micros += (table ? productTable : products).applyAsDouble(point);
    }
    if (layer.experts() > 0) {
      micros += experts(layer, size, table, seen, routing);
    }
    if (layer.gpus() > 1) {
      CollectivePoint point = new CollectivePoint(layer.gpus(), 2.0 * size * layer.hidden(), 0);
      micros +=
          2
              * (table ? reduceTable : reduce)
                  .stream().mapToDouble(of -> of.applyAsDouble(point)).min().orElseThrow();
    }
    return micros;
  }

  private double attention(Layer layer, int size, int length, boolean table) {
    int heads = layer.groupHeads();
    int kvHeads = layer.groupKvHeads();
    if (length > 0) {
      return table
          ? decodeTable.stream()
              .filter(p -> p.heads() == heads && p.kvHeads() == kvHeads && p.dim() == DIM)
              .filter(p -> p.batch() == size && p.length() == length)
              .mapToDouble(DecodePoint::micros)
              .findFirst()
              .orElse(Double.NaN)
          : decode.applyAsDouble(new DecodePoint(heads, kvHeads, DIM, 0, size, length, 0));
    }
    return table
        ? prefillTable.stream()
            .filter(p -> p.heads() == heads && p.kvHeads() == kvHeads && p.dim() == DIM)
            .filter(p -> p.batch() == 1 && p.tokens() == size)
            .mapToDouble(PrefillPoint::micros)
            .findFirst()
            .orElse(Double.NaN)
        : prefill.applyAsDouble(new PrefillPoint(heads, kvHeads, DIM, 0, 1, size, 0));
  }

  private double experts(Layer layer, int size, boolean table, boolean seen, String routing) {
    List<MoePoint> rows =
        moe.stream()
            .filter(layer::isExperts)
            .filter(p -> p.tokens() == size && p.routing().startsWith(routing))
            .toList();
    return rows.stream()
        .mapToDouble(p -> table ? p.micros() : (seen ? shipped : unseen).applyAsDouble(p))
        .average()
        .orElse(Double.NaN);
  }
}
