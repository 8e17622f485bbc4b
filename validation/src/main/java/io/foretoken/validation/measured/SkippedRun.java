package io.foretoken.validation.measured;

/**
 * A run that is not scored.
 *
 * @param suite the suite it belongs to
 * @param id its name, or the file or line that could not be read
 * @param kind the reason without particulars, for counting
 * @param reason why, for a person
 */
public record SkippedRun(String suite, String id, String kind, String reason) {}
