/**
 * What decides a model's memory and operations: its shape, its weights counted by component, its
 * cached elements per token, and a reader of Hugging Face {@code config.json}.
 *
 * <p>Depends on the JDK and on the {@code input} module.
 */
package io.foretoken.hardware.model;
