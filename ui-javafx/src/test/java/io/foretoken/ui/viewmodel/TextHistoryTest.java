package io.foretoken.ui.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextHistoryTest {
  @Test
  void lettersTypedInARowAreUndoneTogether() {
    TextHistory history = new TextHistory("seed: ");
    for (String text : new String[] {"seed: 1", "seed: 12", "seed: 123"}) {
      history.change(text);
    }
    history.change("seed: 7");

    history.undo();
    assertThat(history.current()).isEqualTo("seed: 123");
    history.undo();
    assertThat(history.current()).isEqualTo("seed: ");
    assertThat(history.canUndo()).isFalse();

    history.redo();
    history.redo();
    assertThat(history.current()).isEqualTo("seed: 7");
    assertThat(history.canRedo()).isFalse();
  }

  @Test
  void aChangeAfterAnUndoForgetsWhatWasUndone() {
    TextHistory history = new TextHistory("a");
    history.change("b\n");
    history.undo();
    history.change("c\n");

    assertThat(history.canRedo()).isFalse();
    assertThat(history.current()).isEqualTo("c\n");
  }
}
