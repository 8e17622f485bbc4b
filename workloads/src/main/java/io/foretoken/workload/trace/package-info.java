/**
 * Recorded requests: readers of the formats that public traces come in, each in its own file under
 * the format's name; the trace in memory, shared by all runs that replay it; its description. May
 * depend on {@code input}, {@code content}, {@code arrival} and {@code random}.
 */
package io.foretoken.workload.trace;
