package io.foretoken.validation.measured;

/**
 * Where a measured run was published.
 *
 * @param repository who published it
 * @param commit at which state
 * @param licence of the files there, or "none"
 */
public record Source(String repository, String commit, String licence) {}
