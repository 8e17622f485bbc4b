package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.ui.viewmodel.ScenarioState;
import java.nio.file.Path;
import java.util.Optional;

/** The command that sweeps what the window sweeps. */
final class SweepCommandLine {
  private SweepCommandLine() {}

  /** The command; empty without a scenario that could run. */
  static Optional<String> of(ScenarioState scenario, SweepSettings asked) {
    if (scenario.valid().isEmpty()) {
      return Optional.empty();
    }
    ScenarioState.Valid valid = scenario.valid().get();
    StringBuilder command =
        new StringBuilder("./foretoken sweep ")
            .append(shell(scenario.file().map(Path::toString).orElse(scenario.fileName())));
    for (WhatIf.Assignment each : WhatIf.assignments(valid.tree(), valid.run(), asked.whatIf())) {
      command.append(" --set ").append(shell(each.path() + "=" + each.value()));
    }
    return Optional.of(
        command
            .append(" --param ")
            .append(shell(asked.knob().path() + "=" + asked.range()))
            .append(" --load ")
            .append(asked.load().word())
            .toString());
  }

  private static String shell(String word) {
    return word.matches("[A-Za-z0-9_./:=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
