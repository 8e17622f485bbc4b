package io.foretoken.ui;

import io.foretoken.scenario.chart.Theme;
import io.foretoken.ui.view.Dialogs;
import io.foretoken.ui.view.Screen;
import io.foretoken.ui.view.Shell;
import io.foretoken.ui.view.Window;
import io.foretoken.ui.viewmodel.Workspace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.testfx.api.FxRobot;

/**
 * A test with a window, drawn in software without a display. Where JavaFX cannot start (it needs
 * Pango) such tests are skipped and say why; the check of the project asserts that they ran.
 */
public abstract class WindowTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Path PICTURES = Path.of("target", "screenshots");

  /** Moves the mouse and presses keys. */
  protected final FxRobot robot = new FxRobot();

  /** What the window is about. */
  protected Workspace workspace;

  /** The window's scene. */
  protected Scene scene;

  /** What file dialogs answer. */
  protected Path answer;

  /** The benchmark files that a dialog answers with. */
  protected List<Path> benchmarks = List.of();

  private Stage stage;
  private Window window;

  @BeforeEach
  final void open() {
    String whyNot = Toolkit.whyNot();
    if (!whyNot.isEmpty()) {
      System.out.println("SKIPPED " + getClass().getSimpleName() + ": " + whyNot);
    }
    Assumptions.assumeTrue(whyNot.isEmpty(), whyNot);
    workspace = new Workspace(Optional.empty(), "test");
    onWindow(
        () -> {
          stage = new Stage();
          window = new Window(stage, workspace, new FixedDialogs());
          window.show();
          scene = stage.getScene();
          return null;
        });
  }

  @AfterEach
  final void close() {
    if (stage != null) {
      onWindow(
          () -> {
            stage.close();
            return null;
          });
      workspace.close();
    }
  }

  /** The window's screens. */
  protected List<Screen> screens() {
    return window.shell().screens();
  }

  /** The screen that is shown. */
  protected Screen currentScreen() {
    return window.shell().current();
  }

  /** Answers with {@link #answer}. */
  private final class FixedDialogs implements Dialogs {
    @Override
    public Optional<Path> open() {
      return Optional.ofNullable(answer);
    }

    @Override
    public List<Path> benchmarkFiles() {
      return benchmarks;
    }

    @Override
    public Optional<Path> save(String fileName) {
      return Optional.ofNullable(answer).map(folder -> folder.resolve(fileName));
    }
  }

  /** What is in the window. */
  protected Shell shell() {
    return window.shell();
  }

  /** Does something on the window's thread and waits for it. */
  protected static <T> T onWindow(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    if (Platform.isFxApplicationThread()) {
      future.run();
    } else {
      Platform.runLater(future);
    }
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("on the window's thread: " + e, e);
    }
  }

  /** Waits until something holds, looked at on the window's thread. */
  protected void await(String what, Callable<Boolean> holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!onWindow(holds)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
  }

  /** The node of an id, which must be there. */
  protected <T extends Node> T node(Class<T> type, String id) {
    return type.cast(
        onWindow(
            () -> {
              Node found = scene.lookup("#" + id);
              if (found == null) {
                throw new AssertionError("there is no #" + id);
              }
              return found;
            }));
  }

  /** Presses a button. */
  protected void press(String id) {
    Button button = node(Button.class, id);
    onWindow(
        () -> {
          button.fire();
          return null;
        });
  }

  /** Whether some text that is shown fulfils a condition. */
  protected boolean shows(Predicate<String> words) {
    return shows(scene.getRoot(), words);
  }

  private static boolean shows(Node node, Predicate<String> words) {
    if (!node.isVisible()) {
      return false;
    }
    if (node instanceof Labeled labeled
        && labeled.getText() != null
        && words.test(labeled.getText())) {
      return true;
    }
    return node instanceof Parent parent
        && parent.getChildrenUnmodifiable().stream().anyMatch(child -> shows(child, words));
  }

  /** Keeps a picture of the window in both themes in {@code target/screenshots}. */
  protected void keepPictures(String name) {
    for (Theme theme : Theme.values()) {
      onWindow(
          () -> {
            if (workspace.settings().get().theme() != theme) {
              workspace.toggleTheme();
            }
            return null;
          });
      settle();
      onWindow(
          () -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            write(scene.snapshot(null), name + (theme == Theme.DARK ? "-dark" : "-light"));
            return null;
          });
    }
  }

  /** Lets what is due on the window's thread happen, and two frames be drawn. */
  protected static void settle() {
    for (int round = 0; round < 4; round++) {
      CountDownLatch frame = new CountDownLatch(2);
      Platform.runLater(
          () ->
              new javafx.animation.AnimationTimer() {
                @Override
                public void handle(long now) {
                  frame.countDown();
                  if (frame.getCount() == 0) {
                    stop();
                  }
                }
              }.start());
      try {
        if (!frame.await(5, TimeUnit.SECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void write(WritableImage image, String name) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
      }
    }
    Files.createDirectories(PICTURES);
    ImageIO.write(copy, "png", PICTURES.resolve(name + ".png").toFile());
  }
}
