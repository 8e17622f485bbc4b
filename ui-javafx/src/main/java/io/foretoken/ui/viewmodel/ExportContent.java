package io.foretoken.ui.viewmodel;

import java.io.IOException;
import java.io.OutputStream;

/** What an export writes; called in the background. */
@FunctionalInterface
public interface ExportContent {
  /** Writes it. */
  void write(OutputStream out) throws IOException;
}
