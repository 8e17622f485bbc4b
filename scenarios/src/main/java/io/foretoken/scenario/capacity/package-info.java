/** How much load a deployment holds under its objectives. Depends on sweeps and statistics. */
package io.foretoken.scenario.capacity;
