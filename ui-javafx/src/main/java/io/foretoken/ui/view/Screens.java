package io.foretoken.ui.view;

import io.foretoken.ui.view.plan.PlanScreen;
import io.foretoken.ui.view.sweep.SweepScreen;
import io.foretoken.ui.viewmodel.Workspace;
import java.util.List;

/** The registry of screens, in the order of the rail: what has no line here is not shown. */
public final class Screens {
  private Screens() {}

  /** All of them. */
  public static List<Screen> builtIn(Workspace workspace, Dialogs dialogs) {
    return List.of(
        new ScenarioScreen(),
        new SweepScreen(workspace, dialogs),
        new RunScreen(workspace, dialogs),
        new CostScreen(workspace, dialogs),
        new PlanScreen(workspace, dialogs),
        new CalibrateScreen(workspace, dialogs),
        new CatalogueScreen(workspace),
        new SettingsScreen(workspace));
  }
}
