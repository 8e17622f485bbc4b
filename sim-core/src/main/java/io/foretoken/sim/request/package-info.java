/** Requests: where they come from, what the client sees of them, what an engine runs for them. */
package io.foretoken.sim.request;
