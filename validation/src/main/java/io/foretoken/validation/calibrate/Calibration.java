package io.foretoken.validation.calibrate;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.calibrate.CalibrationProgress.Stage;
import io.foretoken.validation.fit.PriorFit;
import io.foretoken.validation.fit.engine.ProfileParameter;
import io.foretoken.validation.measured.Setup;
import io.foretoken.validation.replay.Replay;
import io.foretoken.validation.table.UnusableRunException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * Fits an engine's constants to a user's own runs, with the simulator in the loop. Every constant
 * is held where it was by a prior as wide as it is known beforehand, so that data moves what it
 * says something about and nothing else.
 *
 * <pre>{@code
 * CalibrationResult result =
 *     new Calibration(Catalog.shipped())
 *         .run(runs, CalibrationOptions.DEFAULT, CalibrationProgress.SILENT, CancelToken.NEVER);
 * }</pre>
 */
public final class Calibration {
  private static final int COARSE_RUNS = 3;
  private static final int COARSE_ROUNDS = 2;
  private static final double FAR_OFF = 3;

  /** Runs of few requests are served more often, up to as many requests as this. */
  private static final long SMOOTH_REQUESTS = 8000;

  private static final int MOST_TIMES = 4;

  /** Where one search starts: a host so many spreads slower, which may show behind the GPU. */
  private static final double SLOW_HOST = 2;

  private final Catalog catalog;

  /** A calibration with the names of a catalogue. */
  public Calibration(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Calibrates from the shipped profile.
   *
   * @throws io.foretoken.input.problem.BadInputException if the runs do not belong together, cannot
   *     be simulated or contradict the hardware, with all that is wrong
   * @throws java.util.concurrent.CancellationException when it was told to stop
   */
  public CalibrationResult run(
      List<CalibrationRun> runs,
      CalibrationOptions options,
      CalibrationProgress progress,
      CancelToken cancel)
      throws InterruptedException {
    RunChecks.throwIfAny(catalog, runs);
    return run(runs, Replay.profile(runs.get(0).run().setup()), options, progress, cancel);
  }

  /** The same from another profile, of the engine and version that the runs are of. */
  public CalibrationResult run(
      List<CalibrationRun> runs,
      EngineProfile from,
      CalibrationOptions options,
      CalibrationProgress progress,
      CancelToken cancel)
      throws InterruptedException {
    RunChecks.throwIfAny(catalog, runs);
    Setup setup = runs.get(0).run().setup();
    ModelShape model = catalog.findModel(setup.model()).orElseThrow().shape();
    List<ProfileParameter> parameters = parameters(from, model, setup);
    HeldBack data = HeldBack.of(runs, options.holdBack());
    try (RunSimulator simulator = new RunSimulator(catalog, options.workers(), cancel)) {
      Search search = new Search(simulator, data, from, parameters, options, progress);
      return search.run();
    } catch (UnusableRunException e) {
      throw new BadInputException(
          Problem.of(
              Origin.file(runs.get(0).run().id()),
              "cannot be simulated: " + e.getMessage(),
              "does what was said of the deployment fit the file?"));
    }
  }

  /**
   * Checks runs as {@link #run} does, without a fit.
   *
   * @throws io.foretoken.input.problem.BadInputException with all that is wrong
   */
  public void check(List<CalibrationRun> runs) {
    RunChecks.throwIfAny(catalog, runs);
  }

  /** The constants that a calibration may move, with their priors. */
  public static List<ProfileParameter> parameters(
      EngineProfile profile, ModelShape model, Setup setup) {
    return CalibrationParameters.of(profile, model, setup);
  }

  /** One calibration on its way. */
  private final class Search {
    private final RunSimulator simulator;
    private final HeldBack data;
    private final EngineProfile from;
    private final List<ProfileParameter> parameters;
    private final CalibrationOptions options;
    private final CalibrationProgress progress;
    private final int times;
    private final double work;
    private double done;
    private Stage stage = Stage.PRIOR;
    private int round;
    private double error = Double.NaN;

    Search(
        RunSimulator simulator,
        HeldBack data,
        EngineProfile from,
        List<ProfileParameter> parameters,
        CalibrationOptions options,
        CalibrationProgress progress) {
      this.simulator = simulator;
      this.data = data;
      this.from = from;
      this.parameters = parameters;
      this.options = options;
      this.progress = progress;
      long requests = data.fitted().stream().mapToLong(run -> run.run().load().requests()).sum();
      times = (int) Math.max(2, Math.min(MOST_TIMES, SMOOTH_REQUESTS / Math.max(1, requests)));
      double round = 1.5 + parameters.size();
      int coarse = Math.min(COARSE_RUNS, data.fitted().size());
      work =
          options.starts() * COARSE_ROUNDS * round * coarse
              + (options.rounds() * round + 3) * data.fitted().size()
              + 2 * data.kept().size();
    }

    CalibrationResult run() throws InterruptedException {
      RunFit fit = fit(data.fitted());
      double[] zero = new double[parameters.size()];
      fit.errors(zero);
      List<Simulated> before = fit.last();
      error = Scores.overall(data.fitted(), before);
      double[] start = start(before);
      stage = Stage.FIT;
      fit.errors(start);
      PriorFit.Given given = given(fit, fit.noise(fit.last()), 1);
      PriorFit.Found found =
          new PriorFit(fit, given).run(start, options.rounds(), (n, x, loss) -> step(n, fit));
      return settle(fit, given, found, before);
    }

    /** Weighs by how well the simulator describes the runs, moves once more and sums up. */
    private CalibrationResult settle(
        RunFit fit, PriorFit.Given given, PriorFit.Found found, List<Simulated> before)
        throws InterruptedException {
      double misfit = misfit(given, found);
      double wider = Math.max(1, misfit);
      List<Noise> noise = fit.noise(fit.last());
      PriorFit.Given weighed = given(fit, noise, wider);
      PriorFit last = new PriorFit(fit, weighed);
      double[] x = last.step(found.x(), found.errors(), found.slopes());
      double[] errors = fit.errors(x);
      if (last.loss(x, errors) > last.loss(found.x(), found.errors())) {
        x = found.x();
        errors = fit.errors(x);
      }
      double trusted = Trust.share(fit, fit.errors(before), fit.noise(before));
      if (trusted < 1) {
        x = Arrays.stream(x).map(value -> trusted * value).toArray();
        errors = fit.errors(x);
      }
      List<Simulated> after = fit.last();
      RealMatrix covariance = last.covariance(errors, found.slopes());
      PriorFit.Found end =
          new PriorFit.Found(x, errors, last.loss(x, errors), found.slopes(), covariance);
      Intervals intervals = Intervals.draw(fit, end, covariance, weighed, noise, wider, options);
      EngineProfile fitted = fit.at(x);
      List<ErrorLine> held = List.of();
      List<Ratio> ratios = new ArrayList<>(Scores.ratios(data.fitted(), before, after, false));
      List<LatencyCurve> curves = LatencyCurve.of(data.fitted(), before, after, false);
      if (!data.kept().isEmpty()) {
        stage = Stage.SCORE;
        List<Simulated> old = simulate(data.kept(), from);
        List<Simulated> now = simulate(data.kept(), fitted);
        held = Scores.of(data.kept(), old, now);
        ratios.addAll(Scores.ratios(data.kept(), old, now, true));
        curves = LatencyCurve.of(data.kept(), old, now, true);
      }
      progress.update(stage, round, 1, error);
      Setup setup = data.fitted().get(0).run().setup();
      List<CalibrationRun> all = new ArrayList<>(data.fitted());
      all.addAll(data.kept());
      return new CalibrationResult(
          from,
          fitted,
          catalog.findModel(setup.model()).orElseThrow().id(),
          catalog.findGpu(setup.gpu()).orElseThrow().id(),
          RunChecks.weights(catalog, setup).map(WeightFormat::id).orElse(""),
          RunChecks.settings(catalog, all),
          setup,
          all.stream().map(run -> run.run().id()).distinct().sorted().toList(),
          all.stream()
              .map(CalibrationRun::run)
              .distinct()
              .mapToLong(r -> r.load().requests())
              .sum(),
          constants(fit, x, covariance, intervals),
          Scores.of(data.fitted(), before, after),
          held,
          ratios,
          curves,
          data.words(),
          Covered.range(data.fitted(), after),
          misfit,
          Warnings.of(fit, after, errors, weighed, misfit, trusted));
    }

    private List<Simulated> simulate(List<CalibrationRun> runs, EngineProfile profile)
        throws InterruptedException {
      List<Simulated> simulated = simulator.simulate(runs, profile, times);
      evaluated(runs.size());
      return simulated;
    }

    private RunFit fit(List<CalibrationRun> runs) {
      return new RunFit(simulator, runs, from, parameters, times, () -> evaluated(runs.size()));
    }

    private void evaluated(int runs) {
      done += runs;
      progress.update(stage, round, Math.min(0.99, done / work), error);
    }

    private void step(int number, RunFit fit) {
      round = number;
      error = Scores.overall(data.fitted(), fit.last());
    }

    /** The best end of short searches from several points, on a few runs. */
    private double[] start(List<Simulated> before) throws InterruptedException {
      stage = Stage.STARTS;
      List<CalibrationRun> some = coarse();
      RunFit fit = fit(some);
      List<Simulated> there =
          some.stream().map(run -> before.get(data.fitted().indexOf(run))).toList();
      PriorFit search = new PriorFit(fit, given(fit, fit.noise(there), 1));
      RandomGenerator random = new Well19937c(options.seed());
      PriorFit.Found best = null;
      for (int start = 0; start < options.starts(); start++) {
        PriorFit.Found found =
            search.run(point(start, random), COARSE_ROUNDS, (n, x, loss) -> round = n);
        best = best == null || found.loss() < best.loss() ? found : best;
      }
      return best == null ? new double[parameters.size()] : best.x();
    }

    private double[] point(int start, RandomGenerator random) {
      double[] x = new double[parameters.size()];
      for (int p = 0; p < x.length && start > 0; p++) {
        ProfileParameter parameter = parameters.get(p);
        boolean host = parameter.path().equals("host.step_us");
        double to = start > 1 ? random.nextGaussian() : host ? SLOW_HOST : 0;
        x[p] = bounded(parameter, to * parameter.spread());
      }
      return x;
    }

    /** The lowest load, the highest and one between. */
    private List<CalibrationRun> coarse() {
      List<CalibrationRun> byLoad = new ArrayList<>(data.fitted());
      byLoad.sort(Comparator.comparingDouble(RequestsInFlight::of));
      int last = byLoad.size() - 1;
      return last < COARSE_RUNS
          ? data.fitted()
          : List.of(byLoad.get(0), byLoad.get(last / 2), byLoad.get(last));
    }

    private double bounded(ProfileParameter parameter, double x) {
      return Math.min(high(parameter), Math.max(low(parameter), x));
    }

    private double low(ProfileParameter p) {
      return StrictMath.log(
          Math.max(1e-9, p.least() + p.offset()) / (p.start(List.of(from)) + p.offset()));
    }

    private double high(ProfileParameter p) {
      return StrictMath.log((p.most() + p.offset()) / (p.start(List.of(from)) + p.offset()));
    }

    private PriorFit.Given given(RunFit fit, List<Noise> noise, double wider) {
      int[] siblings = fit.siblings();
      double[] weights = new double[noise.size()];
      double[] scales = new double[noise.size()];
      for (int i = 0; i < weights.length; i++) {
        double model = RunFit.modelError(fit.targets().get(i), options);
        double own = noise.get(i).sd();
        double sd = wider * Math.max(1e-4, Math.sqrt(own * own + model * model * siblings[i]));
        weights[i] = 1 / sd;
        scales[i] = FAR_OFF * sd;
      }
      return new PriorFit.Given(
          weights,
          scales,
          parameters.stream().mapToDouble(ProfileParameter::spread).toArray(),
          parameters.stream().mapToDouble(this::low).toArray(),
          parameters.stream().mapToDouble(this::high).toArray(),
          parameters.stream().mapToDouble(ProfileParameter::spread).toArray(),
          noise.stream().mapToDouble(Noise::chance).toArray(),
          fit.families());
    }

    /** Root of the mean square of errors in units of what was expected of them. */
    private double misfit(PriorFit.Given given, PriorFit.Found found) {
      double sum = 0;
      double count = 0;
      for (int i = 0; i < found.errors().length; i++) {
        double off = found.errors()[i] * given.weights()[i];
        if (!Double.isNaN(off)) {
          sum += Math.min(off * off, FAR_OFF * FAR_OFF * FAR_OFF * FAR_OFF);
          count++;
        }
      }
      double used = 0;
      for (int p = 0; p < found.x().length; p++) {
        double spread = given.spreads()[p];
        used += 1 - found.inverse().getEntry(p, p) / (spread * spread);
      }
      return Math.sqrt(sum / Math.max(1, Math.max(count / 4, count - used)));
    }

    private List<CalibratedConstant> constants(
        RunFit fit, double[] x, RealMatrix covariance, Intervals intervals) {
      List<CalibratedConstant> constants = new ArrayList<>();
      for (int p = 0; p < x.length; p++) {
        ProfileParameter parameter = parameters.get(p);
        double narrowed = Math.sqrt(covariance.getEntry(p, p)) / parameter.spread();
        int other = partner(p, covariance);
        CalibratedConstant.Standing standing = Standings.of(narrowed);
        boolean trades = standing == CalibratedConstant.Standing.WEAK && other >= 0;
        constants.add(
            new CalibratedConstant(
                parameter.path(),
                fit.start(p),
                parameter.value(fit.start(p), x[p]),
                parameter.value(fit.start(p), intervals.quantile(p, 0.05)),
                parameter.value(fit.start(p), intervals.quantile(p, 0.95)),
                narrowed,
                standing,
                trades ? parameters.get(other).path() : ""));
      }
      return constants;
    }

    /** The parameter that another is most entangled with, or -1. */
    private int partner(int p, RealMatrix covariance) {
      int best = -1;
      double strongest = Standings.ENTANGLED;
      for (int q = 0; q < parameters.size(); q++) {
        double correlation =
            Math.abs(covariance.getEntry(p, q))
                / Math.sqrt(covariance.getEntry(p, p) * covariance.getEntry(q, q));
        if (q != p && correlation > strongest) {
          strongest = correlation;
          best = q;
        }
      }
      return best;
    }
  }
}
