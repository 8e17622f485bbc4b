package io.foretoken.scenario.facts;

/**
 * One thing known about something.
 *
 * @param key what it is, in snake_case with its unit; parts of a whole after a dot
 * @param value a String, a Boolean, a Number or a List of these
 */
public record Fact(String key, Object value) {}
