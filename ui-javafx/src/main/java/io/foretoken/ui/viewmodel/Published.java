package io.foretoken.ui.viewmodel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The newest of a series of immutable snapshots. Listeners are called on the thread that publishes,
 * and are told that there is something newer, not how many came before: whoever draws takes {@link
 * #get} when it is ready to.
 */
public final class Published<T> {
  private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();
  private volatile T value;

  /** Begins with a snapshot. */
  public Published(T first) {
    value = first;
  }

  /** The newest snapshot. */
  public T get() {
    return value;
  }

  /** Publishes a snapshot. */
  public void set(T newer) {
    synchronized (this) {
      value = newer;
    }
    listeners.forEach(listener -> listener.accept(newer));
  }

  /** Publishes what becomes of the newest snapshot; nobody publishes in between. */
  public T update(UnaryOperator<T> change) {
    T newer;
    synchronized (this) {
      newer = change.apply(value);
      value = newer;
    }
    listeners.forEach(listener -> listener.accept(newer));
    return newer;
  }

  /**
   * Calls back after every publication.
   *
   * @return ends that
   */
  public Runnable listen(Consumer<T> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
