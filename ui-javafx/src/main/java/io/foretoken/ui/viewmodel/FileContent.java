package io.foretoken.ui.viewmodel;

/**
 * A file that can be written.
 *
 * @param label what it is, such as "Requests, CSV"
 * @param fileName suggested name
 * @param content writes it
 */
public record FileContent(String label, String fileName, ExportContent content) {}
