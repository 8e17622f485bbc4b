package io.foretoken.hardware.step;

import java.util.List;
import java.util.stream.Collectors;

/** A model cannot be served as asked; carries all the reasons. */
public final class NotServableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Refusal> refusals;

  public NotServableException(List<Refusal> refusals) {
    super(refusals.stream().map(Refusal::toString).collect(Collectors.joining("\n")));
    this.refusals = List.copyOf(refusals);
  }

  /** Every reason, at least one. */
  public List<Refusal> refusals() {
    return refusals;
  }
}
