package io.foretoken.validation.fit.engine;

import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.validation.measured.MeasuredRun;
import java.util.function.UnaryOperator;

/**
 * The model with one of its mechanisms changed.
 *
 * @param name what is changed
 * @param engines what becomes of engine profiles
 * @param runs what becomes of the runs to simulate
 */
record Variant(String name, UnaryOperator<EngineProfile> engines, UnaryOperator<MeasuredRun> runs) {

  /** A change of engine profiles. */
  static Variant ofEngines(String name, UnaryOperator<EngineProfile> engines) {
    return new Variant(name, engines, run -> run);
  }

  /** Numbers of engine profiles, by their paths in the files, set to other values. */
  static Variant ofNumbers(String name, double value, String... paths) {
    return ofEngines(
        name,
        engine -> {
          EngineProfile changed = engine;
          for (String path : paths) {
            changed = RecordEdit.with(changed, path, value);
          }
          return changed;
        });
  }

  /** A change of runs. */
  static Variant ofRuns(String name, UnaryOperator<MeasuredRun> runs) {
    return new Variant(name, engine -> engine, runs);
  }
}
