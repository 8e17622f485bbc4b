package io.foretoken.validation.fit;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.operator.CorrectionAxis;
import io.foretoken.hardware.operator.CorrectionGrid;
import io.foretoken.hardware.operator.CorrectionTable;
import io.foretoken.hardware.operator.MoeCoefficients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.FastMath;

/** Fits the expert layers of one GPU and number format. */
final class MoeFit {
  private static final int ROWS = 2500;
  private static final int STARTS = 3;
  private static final int FOLDS = 5;
  private static final int FEW_MODELS = 3;
  private static final double OUTLIER = 0.12;

  private static final CorrectionAxis TOKENS =
      CorrectionAxis.of("tokens", 1, 4, 16, 64, 128, 256, 512, 1024, 4096, 16_384);
  private static final List<CorrectionAxis> AXES =
      List.of(
          CorrectionAxis.of("local_experts", 1, 8, 32, 128, 512),
          new CorrectionAxis("expert_elements", List.of(0.25e6, 1e6, 4e6, 16e6, 64e6)),
          TOKENS);

  private static final List<CorrectionAxis> MODEL_AXES =
      List.of(
          CorrectionAxis.of("expert_parallel", 1, 4, 16),
          CorrectionAxis.of("expert_tensor", 1, 2, 4, 8),
          TOKENS);

  /** Models of the catalogue whose tokens reach all experts equally, by {@link MoePoint#model}. */
  private static final Set<String> EVEN_MODELS =
      Catalog.shipped().models().stream()
          .map(ModelEntry::shape)
          .filter(shape -> shape.moe().filter(ModelShape.Moe::evenRouting).isPresent())
          .map(shape -> MoePoint.model(shape.hidden(), shape.moe().orElseThrow()))
          .collect(Collectors.toUnmodifiableSet());

  private final MoeForm form;
  private final List<MoePoint> points;
  private final List<String> models;

  MoeFit(MoeForm form, List<MoePoint> points) {
    this.form = form;
    this.points = points;
    models = List.copyOf(new TreeSet<>(points.stream().map(MoePoint::model).toList()));
  }

  private RobustFit.Result search(List<MoePoint> from, int start) {
    double share = (double) ROWS / from.size();
    List<MoePoint> some =
        from.stream()
            .filter(
                p ->
                    Draw.uniform(
                            7,
                            p.hidden(),
                            p.inter(),
                            p.experts(),
                            p.tensor(),
                            p.expert(),
                            p.tokens(),
                            p.routing().length(),
                            p.routing().endsWith("2") ? 1 : 0)
                        < share)
            .toList();
    double[] weight = new double[some.size()];
    Arrays.fill(weight, 1);
    return RobustFit.fit(
        form.parameters(start),
        (c, out) -> {
          for (int i = 0; i < out.length; i++) {
            out[i] = form.micros(c, some.get(i));
          }
        },
        some.stream().mapToDouble(MoePoint::micros).toArray(),
        weight,
        OUTLIER);
  }

  private int fold(MoePoint point) {
    return models.indexOf(point.model()) % FOLDS;
  }

  private CorrectionTable correction(double[] c, List<MoePoint> from) {
    GridAverage average = new GridAverage(AXES, new boolean[AXES.size()]);
    for (MoePoint p : from) {
      average.add(FastMath.log(p.micros() / form.micros(c, p)), at(p));
    }
    return CorrectionTable.of(AXES, average.logs());
  }

  private static double[] at(MoePoint p) {
    return new double[] {p.localExperts(), p.hidden() * p.width(), p.tokens()};
  }

  /**
   * What the form leaves over of one model. Of all routings, each against the form at that routing:
   * served tokens choose less evenly than a deal in turn and less unevenly than a power law. Of a
   * model whose experts are known to be equally popular, of the deal in turn alone.
   */
  private CorrectionTable ofModel(double[] c, String model) {
    GridAverage average = new GridAverage(MODEL_AXES, new boolean[MODEL_AXES.size()]);
    boolean even = EVEN_MODELS.contains(model);
    for (MoePoint p : points) {
      if (p.model().equals(model) && (p.isBalanced() || !even)) {
        double log = FastMath.log(p.micros() / form.micros(c, p));
        average.add(log, p.expert(), p.tensor(), p.tokens());
      }
    }
    return CorrectionTable.of(MODEL_AXES, average.logs());
  }

  /** What a fit says that has not seen some models, corrected; us. */
  ToDoubleFunction<MoePoint> without(Predicate<MoePoint> unseen) {
    List<MoePoint> rest = points.stream().filter(unseen.negate()).toList();
    double[] c = search(rest, best(rest)).values();
    CorrectionGrid grid = correction(c, rest).grid();
    return p -> form.micros(c, p) * FastMath.exp(grid.logAt(at(p)));
  }

  /** What ships says of a measured model. */
  ToDoubleFunction<MoePoint> shipped(Predicate<MoePoint> of) {
    double[] c = search(points, best(points)).values();
    Map<String, CorrectionGrid> grids = new TreeMap<>();
    for (MoePoint p : points) {
      if (of.test(p)) {
        grids.computeIfAbsent(p.model(), model -> ofModel(c, model).grid());
      }
    }
    return p ->
        form.micros(c, p)
            * FastMath.exp(grids.get(p.model()).logAt(p.expert(), p.tensor(), p.tokens()));
  }

  private int best(List<MoePoint> from) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int start = 0; start < STARTS; start++) {
      double loss = search(from, start).loss();
      if (loss < least) {
        least = loss;
        best = start;
      }
    }
    return best;
  }

  /**
   * Fits; the error is of five fits, each without a fifth of the models, on those models. Of three
   * models or fewer it is that of the fit itself.
   */
  Result fit(String family) {
    int best = best(points);
    double[] shipped = search(points, best).values();
    double[] plain = new double[points.size()];
    double[] corrected = new double[points.size()];
    boolean several = models.size() > FEW_MODELS;
    for (int f = 0; f < (several ? FOLDS : 1); f++) {
      int fold = f;
      List<MoePoint> rest =
          several ? points.stream().filter(p -> fold(p) != fold).toList() : points;
      double[] c = several ? search(rest, best).values() : shipped;
      CorrectionGrid grid = correction(c, rest).grid();
      for (int i = 0; i < points.size(); i++) {
        MoePoint p = points.get(i);
        if (!several || fold(p) == fold) {
          plain[i] = form.micros(c, p);
          corrected[i] = plain[i] * FastMath.exp(grid.logAt(at(p)));
        }
      }
    }
    List<Region> regions = new ArrayList<>();
    regions.add(region("T 1-64", plain, corrected, p -> p.tokens() <= 64));
    regions.add(region("T 65-512", plain, corrected, p -> p.tokens() > 64 && p.tokens() <= 512));
    regions.add(region("T above 512", plain, corrected, p -> p.tokens() > 512));
    regions.add(region("balanced", plain, corrected, MoePoint::isBalanced));
    regions.add(region("power law", plain, corrected, p -> !p.isBalanced()));
    regions.add(region("EP 1", plain, corrected, p -> p.expert() == 1));
    regions.add(region("EP 1 skewed", plain, corrected, p -> p.expert() == 1 && !p.isBalanced()));
    Map<String, CorrectionTable> byModel = new TreeMap<>();
    for (String model : models) {
      byModel.put(model, ofModel(shipped, model));
    }
    return new Result(
        new Fitted<>(
            family,
            MoeForm.coefficients(shipped),
            Optional.of(correction(shipped, points)),
            region("all", plain, corrected, p -> true),
            regions),
        byModel);
  }

  private Region region(
      String name, double[] plain, double[] corrected, Predicate<MoePoint> which) {
    int[] part = IntStream.range(0, points.size()).filter(i -> which.test(points.get(i))).toArray();
    double[] measured = Arrays.stream(part).mapToDouble(i -> points.get(i).micros()).toArray();
    return new Region(
        name,
        Errors.of(Arrays.stream(part).mapToDouble(i -> plain[i]).toArray(), measured),
        Errors.of(Arrays.stream(part).mapToDouble(i -> corrected[i]).toArray(), measured));
  }

  /**
   * A fit of experts.
   *
   * @param all of all models
   * @param byModel corrections of single models
   */
  record Result(Fitted<MoeCoefficients> all, Map<String, CorrectionTable> byModel) {}
}
