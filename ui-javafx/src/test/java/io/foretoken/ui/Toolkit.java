package io.foretoken.ui;

import io.foretoken.ui.theme.Fonts;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.scene.text.Text;

/** JavaFX, started once for all tests of the process. */
final class Toolkit {
  private static final long PATIENCE_SECONDS = 30;
  private static final Logger JAVAFX = Logger.getLogger("javafx");
  private static final AtomicReference<Optional<String>> WHY_NOT =
      new AtomicReference<>(Optional.empty());

  private Toolkit() {}

  /** Why it cannot start here; empty where it runs. */
  static synchronized String whyNot() {
    if (WHY_NOT.get().isEmpty()) {
      WHY_NOT.set(Optional.of(start()));
    }
    return WHY_NOT.get().get();
  }

  private static String start() {
    JAVAFX.setLevel(Level.OFF);
    CountDownLatch isUp = new CountDownLatch(1);
    FutureTask<Double> text =
        new FutureTask<>(
            () -> {
              Fonts.load();
              return new Text("x").getLayoutBounds().getWidth();
            });
    try {
      Platform.setImplicitExit(false);
      Platform.startup(isUp::countDown);
      if (!isUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return "JavaFX does not start";
      }
      Platform.runLater(text);
      text.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return "";
    } catch (RuntimeException
        | LinkageError
        | ExecutionException
        | InterruptedException
        | TimeoutException e) {
      return "JavaFX does not start here (apt-get install libpango-1.0-0): " + e;
    }
  }
}
