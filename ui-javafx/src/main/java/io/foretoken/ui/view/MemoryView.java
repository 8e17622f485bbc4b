package io.foretoken.ui.view;

import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.ui.viewmodel.FormField;
import io.foretoken.ui.viewmodel.MemoryShares;
import io.foretoken.ui.viewmodel.Published;
import io.foretoken.ui.viewmodel.ScenarioState;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Whether the model fits, as a bar: weights, reserve, KV cache, free. */
final class MemoryView {
  private static final double GAP = 2;

  private final Label verdict = Parts.label("", "pill");
  private final Label total = Parts.label("", "small", "quiet");
  private final HBox bar = new HBox(GAP);
  private final Label weights = Parts.label("", "small", "quiet");
  private final Label reserve = Parts.label("", "small", "quiet");
  private final Label kv = Parts.label("", "small", "kv-words");
  private final Label free = Parts.label("", "small", "quiet");
  private final Label tokens = Parts.shrinking("", "small", "quiet");
  private final VBox node;

  MemoryView(Published<ScenarioState> state) {
    HBox title =
        new HBox(8, Parts.label("Fits in memory", "card-title"), verdict, Parts.spring(), total);
    title.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("memory-bar");
    HBox key = new HBox(weights, Parts.spring(), reserve, Parts.spring(), kv, Parts.spring(), free);
    node = new VBox(title, bar, key, tokens);
    node.getStyleClass().add("memory");
    node.setId("memory");
    Live.draw(state, this::draw);
  }

  VBox node() {
    return node;
  }

  private void draw(ScenarioState state) {
    Parts.show(node, state.memory().isPresent());
    state.memory().ifPresent(shares -> draw(shares, state));
  }

  private void draw(MemoryShares shares, ScenarioState state) {
    verdict.getStyleClass().removeAll("pill-ok", "pill-error");
    verdict.getStyleClass().add(shares.fits() ? "pill-ok" : "pill-error");
    verdict.setText(
        shares.fits()
            ? "✓ " + gib(shares.free()) + " GiB free"
            : "short by " + gib(shares.shortBy()) + " GiB");
    total.setText("GiB of " + gib(shares.total()));
    double whole = Math.max(shares.total(), shares.weights() + shares.reserve() + shares.kv());
    bar.getChildren()
        .setAll(
            part("memory-weights", shares.weights() / whole),
            part("memory-reserve", shares.reserve() / whole),
            part("memory-kv", shares.kv() / whole),
            part("memory-free", shares.free() / whole));
    bar.getStyleClass().remove("memory-over");
    if (!shares.fits()) {
      bar.getStyleClass().add("memory-over");
    }
    weights.setText("Weights " + gib(shares.weights()));
    reserve.setText("Reserve " + gib(shares.reserve()));
    kv.setText("KV cache " + gib(shares.kv()));
    free.setText("Free " + gib(shares.free()));
    tokens.setText(
        shares.fits()
            ? words(shares, meanLength(state))
            : "More tensor parallelism, smaller weights (fp8) or a larger GPU would do");
  }

  private static String words(MemoryShares shares, Optional<Integer> length) {
    String held = ReadableNumbers.number((double) shares.kvTokens()) + " KV tokens";
    return length
        .map(
            mean ->
                held
                    + ": "
                    + ReadableNumbers.count((long) shares.sequences().applyAsDouble(mean))
                    + " sequences at the mean length of "
                    + ReadableNumbers.count(mean))
        .orElse(held);
  }

  private static Optional<Integer> meanLength(ScenarioState state) {
    double sum = 0;
    int found = 0;
    for (FormField field : state.form()) {
      boolean isLength = field.key() == FormField.Key.INPUT || field.key() == FormField.Key.OUTPUT;
      if (isLength && field.value().matches("[0-9]+(\\.[0-9]+)?")) {
        sum += Double.parseDouble(field.value());
        found++;
      }
    }
    return found == 2 ? Optional.of((int) Math.round(sum)) : Optional.empty();
  }

  private Region part(String style, double share) {
    Region part = new Region();
    part.getStyleClass().add(style);
    part.prefWidthProperty().bind(bar.widthProperty().subtract(3 * GAP).multiply(share));
    part.setMinWidth(0);
    return part;
  }

  private static String gib(double gib) {
    return String.format(Locale.ROOT, "%.1f", gib);
  }
}
