/**
 * Trees of located nodes: YAML and JSON read into one immutable shape in which every map, list,
 * scalar and key knows where it was written. Anchors, aliases and merge keys are resolved here,
 * under limits; scalars stay text, so that no reader guesses their type (no octal, no {@code yes},
 * no {@code 0.10} read as 0.1).
 *
 * <p>Depends on {@code problem}, SnakeYAML's event parser and Jackson's streaming parser.
 */
package io.foretoken.input.yaml;
