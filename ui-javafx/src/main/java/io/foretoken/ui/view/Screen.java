package io.foretoken.ui.view;

import java.util.List;
import java.util.Optional;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;

/** One of the views that the rail chooses between. Has a line in {@link Screens}. */
public interface Screen {
  /** Where the scenario pane stands. */
  enum ScenarioPlace {
    /** Left of the screen, unless folded away. */
    BESIDE,
    /** It is the screen. */
    ALONE,
    /** Not shown. */
    AWAY
  }

  /** Its name, as the rail and the keyboard help say it. */
  String name();

  /** Its sign in the rail. */
  Ikon icon();

  /** Whether it stands apart in the rail, below the others: something to look up. */
  default boolean isAside() {
    return false;
  }

  /** Whether the scenario pane is shown with it. */
  ScenarioPlace scenarioPlace();

  /** What it shows; the same every time. */
  Region content();

  /** What stands in the status bar while it is shown; listens by itself, see {@link Live}. */
  Optional<Region> status();

  /** What it can save: charts, tables, reports, as they are now. */
  List<Export> exports();

  /** The command that does what it shows, if there is a scenario in a file or text. */
  Optional<String> commandLine();

  /** What the keyboard and the command search can do while it is shown. */
  List<Action> actions();

  /** It comes to the front. */
  default void shown() {}

  /** Another screen takes its place. */
  default void hidden() {}
}
