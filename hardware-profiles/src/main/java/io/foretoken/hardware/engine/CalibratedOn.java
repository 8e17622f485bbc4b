package io.foretoken.hardware.engine;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Range;
import java.util.List;

/**
 * What a profile was calibrated on, and how far it holds.
 *
 * @param model catalogue id of the model
 * @param gpu catalogue id of the GPU
 * @param tensor tensor parallelism
 * @param data data-parallel ranks
 * @param pipeline pipeline stages
 * @param expert expert parallelism
 * @param weights weight format that was served, such as {@code fp8}; empty where not stated
 * @param settings settings that step times depend on in steps, as all runs were served
 * @param requests how many requests were measured
 * @param runs names of the runs
 * @param heldBack what was kept from the fit to score it
 * @param misfit how many times as far off the runs are as noise and the simulator's usual error
 *     explain
 * @param range loads and lengths covered
 * @param bands expected errors within the range
 * @param constants what became of each constant
 * @param errors errors before and after
 */
public record CalibratedOn(
    String model,
    String gpu,
    @Range(min = 1) @Default("1") int tensor,
    @Range(min = 1) @Default("1") int data,
    @Range(min = 1) @Default("1") int pipeline,
    @Range(min = 1) @Default("1") int expert,
    @Default("\"\"") String weights,
    @Default("[]") List<CalibratedSetting> settings,
    @Range(min = 0) @Default("0") long requests,
    @Default("[]") List<String> runs,
    @Default("\"\"") String heldBack,
    @Range(min = 0) @Default("1") double misfit,
    CalibratedRange range,
    @Default("[]") List<CalibratedBand> bands,
    @Default("[]") List<FittedConstant> constants,
    @Default("[]") List<FittedError> errors) {
  /** Keeps copies. */
  public CalibratedOn {
    settings = List.copyOf(settings);
    runs = List.copyOf(runs);
    bands = List.copyOf(bands);
    constants = List.copyOf(constants);
    errors = List.copyOf(errors);
  }
}
