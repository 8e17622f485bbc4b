/**
 * A discrete-event simulation of LLM inference engines: {@link io.foretoken.sim.Simulation} runs
 * requests from a source through a deployment. Does no input or output, and knows no file format,
 * no GPU name and no engine brand. Depends on the JDK only.
 */
package io.foretoken.sim;
