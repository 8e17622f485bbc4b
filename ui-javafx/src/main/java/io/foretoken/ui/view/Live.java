package io.foretoken.ui.view;

import io.foretoken.ui.viewmodel.Published;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;

/** From what view models publish to what is on the screen. */
public final class Live {
  private Live() {}

  /**
   * Draws now and after every publication, on the window's thread. What is published faster than it
   * can be drawn is drawn once, as it is then.
   */
  public static <T> void draw(Published<T> published, Consumer<T> draw) {
    AtomicBoolean isDue = new AtomicBoolean();
    published.listen(
        value -> {
          if (isDue.compareAndSet(false, true)) {
            Platform.runLater(
                () -> {
                  isDue.set(false);
                  draw.accept(published.get());
                });
          }
        });
    draw.accept(published.get());
  }
}
