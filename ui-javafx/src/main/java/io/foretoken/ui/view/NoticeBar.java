package io.foretoken.ui.view;

import io.foretoken.ui.viewmodel.Notices;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/** What the window says about itself, above everything, never in the way. */
final class NoticeBar {
  private final HBox bar = new HBox();
  private final PauseTransition vanishing = new PauseTransition(Duration.seconds(5));
  private final Label words = Parts.shrinking("", "notice-words");
  private final Label advice = Parts.shrinking("", "notice-advice");

  NoticeBar(Notices notices) {
    bar.getStyleClass().add("notice");
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    bar.setId("notice");
    words.setWrapText(true);
    words.setMaxWidth(640);
    bar.getChildren().addAll(words, advice, Parts.link("Close", notices::clear));
    StackPane.setAlignment(bar, Pos.BOTTOM_CENTER);
    vanishing.setOnFinished(event -> notices.clear());
    Live.draw(notices.newest(), this::draw);
  }

  private void draw(Optional<Notices.Notice> notice) {
    Parts.show(bar, notice.isPresent());
    vanishing.stop();
    if (notice.isPresent() && !notice.get().isProblem()) {
      vanishing.playFromStart();
    }
    notice.ifPresent(
        said -> {
          words.setText(said.words());
          advice.setText(said.advice().orElse(""));
          Parts.show(advice, said.advice().isPresent());
          bar.getStyleClass().remove("notice-problem");
          if (said.isProblem()) {
            bar.getStyleClass().add("notice-problem");
          }
        });
  }

  HBox node() {
    return bar;
  }
}
