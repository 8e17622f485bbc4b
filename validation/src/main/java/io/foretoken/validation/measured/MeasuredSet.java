package io.foretoken.validation.measured;

import java.nio.file.Path;

/** A reader of one measured set as it is published. */
public interface MeasuredSet {
  /** Name of the folder that the set lies in. */
  String folder();

  /** Adds every run of the folder, or the reason why it cannot be scored. */
  void read(Path folder, Collected out);
}
