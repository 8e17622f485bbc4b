package io.foretoken.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.scenario.chart.Axis;
import io.foretoken.scenario.chart.Chart;
import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Picture;
import io.foretoken.scenario.chart.Readout;
import io.foretoken.scenario.chart.Scale;
import io.foretoken.scenario.chart.Series;
import io.foretoken.scenario.chart.Series.Point;
import io.foretoken.scenario.chart.Theme;
import io.foretoken.ui.WindowTest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

class ChartKeysTest extends WindowTest {
  private static void press(Node view, KeyCode code) {
    view.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
  }

  @Test
  void escapeLetsAPinnedPointGo() {
    AtomicReference<OptionalDouble> pointed = new AtomicReference<>(OptionalDouble.empty());
    onWindow(
        () -> {
          ChartView view = new ChartView();
          view.onPointed(pointed::set);
          view.resize(600, 400);
          view.layout();
          view.show(chart(), Theme.LIGHT);
          press(view, KeyCode.RIGHT);
          assertThat(pointed.get()).hasValue(1);
          press(view, KeyCode.SPACE);
          press(view, KeyCode.ESCAPE);
          assertThat(pointed.get()).isEmpty();
          return null;
        });
  }

  /** Keys and the card go by the picture that is drawn: where there is no room, there is none. */
  @Test
  void aPictureWithoutRoomIsGoneAndComesBack() {
    onWindow(
        () -> {
          PictureView view = new PictureView();
          view.show(
              (width, height) ->
                  Optional.of(
                      new Picture(
                          "one",
                          width,
                          height,
                          List.of(),
                          List.of(new Readout(1, 10, List.of("one"), List.of())),
                          0,
                          height)));
          size(view, 300);
          assertThat(view.picture().orElseThrow().height()).isEqualTo(300);
          press(view, KeyCode.HOME);
          press(view, KeyCode.SPACE);
          size(view, 39);
          assertThat(view.picture()).isEmpty();
          press(view, KeyCode.RIGHT);
          size(view, 200);
          assertThat(view.picture().orElseThrow().height()).isEqualTo(200);
          return null;
        });
  }

  private static Chart chart() {
    return Chart.of(
        "two points",
        Axis.of("x", new Scale.Linear(0, 3, 1), Double::toString),
        Axis.of("y", new Scale.Linear(0, 3, 1), Double::toString),
        List.of(Series.line("y", Ink.ORANGE, List.of(Point.of(1, 1), Point.of(2, 2)))));
  }

  private static void size(PictureView view, double height) {
    view.resize(400, height);
    view.layout();
  }
}
