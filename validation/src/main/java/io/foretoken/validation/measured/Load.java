package io.foretoken.validation.measured;

/** What was sent to a measured deployment. */
public sealed interface Load permits ExactLoad, StagedLoad, ClosedLoad, BatchLoad {
  /** Number of requests. */
  long requests();

  /** A typical prompt and output length, for a scenario that needs some; tokens. */
  int typicalInput();

  /** A typical output length, tokens. */
  int typicalOutput();

  /** How the load is called in breakdowns of the error, such as {@code C=64}. */
  String label();
}
