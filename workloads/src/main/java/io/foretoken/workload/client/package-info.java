/**
 * Request sources and what stands around them: open and closed loops, a cap on requests in flight,
 * stop rules, several classes side by side. May depend on {@code arrival}, {@code content}, {@code
 * random} and the core's request contract.
 */
package io.foretoken.workload.client;
