package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.ui.viewmodel.ScenarioState;
import io.foretoken.ui.viewmodel.ShellCommand;
import java.util.ArrayList;
import java.util.List;
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
    List<String> arguments = new ArrayList<>();
    for (WhatIf.Assignment each : WhatIf.assignments(valid.tree(), valid.run(), asked.whatIf())) {
      arguments.addAll(List.of("--set", each.path() + "=" + each.value()));
    }
    arguments.addAll(List.of("--param", asked.knob().path() + "=" + asked.range()));
    arguments.addAll(List.of("--load", asked.load().word()));
    return ShellCommand.on("sweep", scenario, Optional.empty(), arguments);
  }
}
