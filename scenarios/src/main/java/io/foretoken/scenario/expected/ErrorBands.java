package io.foretoken.scenario.expected;

import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.scenario.figure.Basis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The bands learnt from measured runs. A prediction takes the cell that has most in common with it;
 * cells of too few runs do not exist, their parents stand for them.
 */
public final class ErrorBands {
  /** Where the shipped bands lie. */
  public static final String RESOURCE = "/io/foretoken/scenario/expected/expected-error.yaml";

  private final Function<String, ErrorCell> cells;
  private final MeasuredGround ground;
  private final Widening widening;

  /** What a file of bands holds. */
  record File(
      int schemaVersion, MeasuredGround measured, Widening widening, List<ErrorCell> cells) {}

  /** Of cells. */
  public ErrorBands(List<ErrorCell> cells, MeasuredGround ground, Widening widening) {
    this(byKey(cells)::get, ground, widening);
  }

  /**
   * Of cells that are found by their key.
   *
   * @param cells gives null for the key of none
   */
  ErrorBands(Function<String, ErrorCell> cells, MeasuredGround ground, Widening widening) {
    this.cells = cells;
    this.ground = ground;
    this.widening = widening;
  }

  private static Map<String, ErrorCell> byKey(List<ErrorCell> cells) {
    Map<String, ErrorCell> byKey = new TreeMap<>();
    cells.forEach(cell -> byKey.put(cell.key(), cell));
    return byKey;
  }

  /** The bands that ship. */
  public static ErrorBands shipped() {
    return ShippedBands.BANDS;
  }

  /** Bands as a file has them. */
  public static ErrorBands parse(String text, String name) {
    File file = bind(text, name, File.class);
    return new ErrorBands(file.cells(), file.measured(), file.widening());
  }

  /** Binds a text of YAML. */
  static <R> R bind(String text, String name, Class<R> type) {
    Problems problems = new Problems();
    R bound = RecordBinder.bind(LocatedYaml.parseMap(text, name), type, problems);
    problems.throwIfAny();
    return bound;
  }

  /**
   * The keys of the cells that a prediction may take, the one with most in common with it first.
   * What they have in common is given up in this order: version, engine, kind of GPU, kind of
   * model, load region; then the same with runs whose settings had to be assumed.
   *
   * @param areStated whether the engine's settings are known rather than assumed
   */
  public static List<String> chain(
      ErrorQuantity quantity, Basis basis, LoadRegion region, boolean areStated) {
    List<String> keys = new ArrayList<>();
    if (areStated) {
      keys.addAll(chain(quantity.key(), Optional.of("stated"), basis, region));
    }
    keys.addAll(chain(quantity.key(), Optional.empty(), basis, region));
    return List.copyOf(keys);
  }

  private static List<String> chain(
      String key, Optional<String> settings, Basis basis, LoadRegion region) {
    Optional<String> load = Optional.of(region.key());
    Optional<String> gpu = Optional.of(basis.gpuMeasured() ? "measured" : "estimated");
    Optional<String> model = Optional.of(basis.model());
    Optional<String> engine = Optional.of(basis.engine());
    Optional<String> version = Optional.of(basis.engine() + " " + basis.version());
    Optional<String> any = Optional.empty();
    return List.of(
        ErrorCell.key(key, settings, load, gpu, model, version),
        ErrorCell.key(key, settings, load, gpu, model, engine),
        ErrorCell.key(key, settings, load, gpu, model, any),
        ErrorCell.key(key, settings, load, any, model, any),
        ErrorCell.key(key, settings, load, any, any, any),
        ErrorCell.key(key, settings, any, any, any, any));
  }

  /** The cell of a key, null if there is none. */
  ErrorCell cell(String key) {
    return cells.apply(key);
  }

  /** The cell that stands for a prediction, if any figure of its kind was measured. */
  public Optional<ErrorCell> cell(
      ErrorQuantity quantity, Basis basis, LoadRegion region, boolean areStated) {
    return chain(quantity, basis, region, areStated).stream()
        .map(cells)
        .filter(cell -> cell != null)
        .findFirst();
  }

  /** The band of a prediction, widened where it extrapolates. */
  public Optional<ErrorBand> band(
      ErrorQuantity quantity, Basis basis, LoadRegion region, boolean areStated) {
    return cell(quantity, basis, region, areStated)
        .map(cell -> cell.band().widened(factor(basis, cell)));
  }

  private double factor(Basis basis, ErrorCell cell) {
    double factor = 1;
    if (!basis.gpuMeasured() && cell.gpu().isEmpty()) {
      factor *= widening.gpu();
    }
    if (!ground.knowsEngine(basis)) {
      factor *= widening.engine();
    } else if (!ground.knowsVersion(basis)) {
      factor *= widening.version();
    }
    return ground.knowsFamily(basis) ? factor : factor * widening.family();
  }

  /** In what a prediction reaches beyond the measured runs; empty where it does not. */
  public List<String> extrapolations(Basis basis) {
    List<String> beyond = new ArrayList<>();
    if (!basis.gpuMeasured()) {
      beyond.add("operators of " + basis.gpu() + " were not measured");
    }
    if (!ground.knowsEngine(basis)) {
      beyond.add("no run of " + basis.engine() + " was measured");
    } else if (!ground.knowsVersion(basis)) {
      beyond.add("no run of " + basis.engine() + " " + basis.version() + " was measured");
    }
    if (!ground.knowsFamily(basis)) {
      beyond.add("no run of a " + basis.family() + " model was measured");
    }
    return List.copyOf(beyond);
  }
}
