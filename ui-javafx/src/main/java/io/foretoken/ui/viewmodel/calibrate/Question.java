package io.foretoken.ui.viewmodel.calibrate;

/** What has to be known of a deployment besides its benchmark files. */
public enum Question {
  /** Name of the model. */
  MODEL("Model"),
  /** Name of the GPU. */
  GPU("GPU"),
  /** Name of the engine. */
  ENGINE("Engine"),
  /** Its version. */
  VERSION("Engine version"),
  /** Tensor parallelism. */
  TENSOR("Tensor parallel"),
  /** Rate or concurrency of the runs; asked only of files that do not say it. */
  LOAD("Rate or requests in flight");

  private final String label;

  Question(String label) {
    this.label = label;
  }

  /** What stands above the field. */
  public String label() {
    return label;
  }
}
