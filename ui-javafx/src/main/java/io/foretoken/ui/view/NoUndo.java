package io.foretoken.ui.view;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.fxmisc.undo.UndoManager;
import org.reactfx.SuspendableNo;
import org.reactfx.value.Val;

/** The editor has no history of its own: the scenario has one, which the form shares. */
final class NoUndo implements UndoManager<Object> {
  private final BooleanProperty never = new SimpleBooleanProperty(false);
  private final SuspendableNo performing = new SuspendableNo();

  @Override
  public boolean undo() {
    return false;
  }

  @Override
  public boolean redo() {
    return false;
  }

  @Override
  public Val<Boolean> undoAvailableProperty() {
    return Val.constant(false);
  }

  @Override
  public boolean isUndoAvailable() {
    return false;
  }

  @Override
  public Val<Object> nextUndoProperty() {
    return Val.constant(null);
  }

  @Override
  public Val<Boolean> redoAvailableProperty() {
    return Val.constant(false);
  }

  @Override
  public boolean isRedoAvailable() {
    return false;
  }

  @Override
  public Val<Object> nextRedoProperty() {
    return Val.constant(null);
  }

  @Override
  public ObservableBooleanValue performingActionProperty() {
    return performing;
  }

  @Override
  public boolean isPerformingAction() {
    return false;
  }

  @Override
  public void preventMerge() {}

  @Override
  public void forgetHistory() {}

  @Override
  public UndoPosition getCurrentPosition() {
    return new UndoPosition() {
      @Override
      public void mark() {}

      @Override
      public boolean isValid() {
        return true;
      }
    };
  }

  @Override
  public void mark() {}

  @Override
  public ObservableBooleanValue atMarkedPositionProperty() {
    return never;
  }

  @Override
  public boolean isAtMarkedPosition() {
    return false;
  }

  @Override
  public void close() {}
}
