package io.foretoken.ui.view;

import io.foretoken.ui.viewmodel.ExportContent;

/**
 * A file that a screen can write.
 *
 * @param label what it is, such as "Trade-off chart, PNG"
 * @param fileName suggested name, with its ending
 * @param content writes it, in the background, from what was shown when it was asked for
 */
public record Export(String label, String fileName, ExportContent content) {}
