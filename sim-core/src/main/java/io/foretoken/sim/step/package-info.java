/**
 * The seam between the engine and the physics: what a step contains and what it costs. Depends on
 * nothing but the JDK.
 */
package io.foretoken.sim.step;
