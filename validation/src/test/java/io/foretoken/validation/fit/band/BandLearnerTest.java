package io.foretoken.validation.fit.band;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.scenario.expected.ErrorCell;
import io.foretoken.scenario.expected.LoadSigns;
import io.foretoken.scenario.expected.Widening;
import io.foretoken.scenario.figure.Basis;
import io.foretoken.validation.measured.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BandLearnerTest {
  private static final LoadSigns LOADED = new LoadSigns(false, true, 0, 0.1, 0.2, 30);

  private static BandRun run(String engine, int number, double error, boolean seen) {
    return new BandRun(
        "suite",
        engine + number,
        engine + " workload " + number % 6,
        true,
        seen,
        new Basis("h100-sxm-80gb", true, engine, "1", "dense", "llama"),
        LOADED,
        Map.of(Metric.TPOT_MEAN, error));
  }

  private static List<BandRun> runs(String engine, int count, double spread) {
    List<BandRun> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      runs.add(run(engine, i, spread * (i - (count - 1) / 2.0) / count, false));
    }
    return runs;
  }

  private static Optional<ErrorCell> cell(List<ErrorCell> cells, String engine) {
    return cells.stream()
        .filter(cell -> cell.settings().isPresent() && cell.gpu().isPresent())
        .filter(cell -> cell.engine().orElse("").equals(engine))
        .findFirst();
  }

  /** 20 and 19 runs: the first engine has a cell of its own, both are in their parent's. */
  @Test
  void fewRunsArePooledWithTheirParents() {
    List<BandRun> runs = new ArrayList<>(runs("vllm", 20, 0.1));
    runs.addAll(runs("sglang", 19, 0.4));
    List<ErrorCell> cells = BandLearner.cells(runs);

    assertThat(cell(cells, "vllm").orElseThrow().runs()).isEqualTo(20);
    assertThat(cell(cells, "vllm").orElseThrow().workloads()).isEqualTo(6);
    assertThat(cell(cells, "sglang")).isEmpty();
    assertThat(cell(cells, "").orElseThrow().runs()).isEqualTo(39);
  }

  /** 20 errors from -0.0475 to 0.0475: the ends of the band are the outermost, rounded. */
  @Test
  void theBandIsOfMeasuredOverPredicted() {
    ErrorCell cell = cell(BandLearner.cells(runs("vllm", 20, 0.1)), "vllm").orElseThrow();

    assertThat(cell.low()).isEqualTo(0.9536); // exp(-0.0475)
    assertThat(cell.high()).isEqualTo(1.049); // exp(0.0475)
    // the 20 absolute errors are pairs of 0.0025, 0.0075, ... 0.0475; about 2.5 % in the middle
    assertThat(cell.medianPercent()).isBetween(2.4, 2.6);
  }

  @Test
  void runsThatConstantsWereFittedToDoNotCount() {
    List<BandRun> runs = new ArrayList<>(runs("vllm", 20, 0.1));
    for (int i = 0; i < 30; i++) {
      runs.add(run("vllm", 100 + i, 5, true));
    }

    assertThat(BandLearner.cells(runs)).isEqualTo(BandLearner.cells(runs("vllm", 20, 0.1)));
  }

  /** One engine is off by a factor, bands of the other cannot hold it: new engines need more. */
  @Test
  void wideningIsWhatRunsOfAnotherKindNeed() {
    List<BandRun> runs = new ArrayList<>(runs("vllm", 40, 0.1));
    runs.addAll(runs("sglang", 40, 0.4));
    Widening widening = BandLearner.widening(runs);

    // errors of +-0.19 against bands of +-0.04: about four times
    assertThat(widening.engine()).isBetween(3.5, 5.0);
    assertThat(widening.family()).isEqualTo(1);
  }

  /** 600 runs of 60 workloads, errors normal: bands hold for workloads left out. */
  @Test
  void crossValidationFindsTheCoverageOfWellBehavedErrors() {
    Random random = new Random(11);
    List<BandRun> runs = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      BandRun of = run("vllm", i, random.nextGaussian() * 0.05, false);
      runs.add(
          new BandRun(
              of.suite(), of.id(), "w" + i % 60, true, false, of.basis(), LOADED, of.errors()));
    }
    CrossValidation.Row row =
        CrossValidation.by(CrossValidation.judge(runs, Widening.NONE), each -> "all").get("all");

    assertThat(row.runs()).isEqualTo(600);
    assertThat(row.workloads()).isEqualTo(60);
    assertThat(row.covered()).isBetween(0.87, 0.93);
    // half of a 90 % band of a normal error is 1.645 deviations, its median 0.674: 2.44 times
    assertThat(row.halfWidthPercent() / row.errorPercent()).isBetween(2.1, 2.8);
  }

  @Test
  void runsSurviveAsText() {
    List<BandRun> runs = runs("vllm", 20, 0.1);

    assertThat(BandRuns.parse(BandRuns.lines(runs))).isEqualTo(runs);
  }
}
