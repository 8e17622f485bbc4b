/** What fits in memory. Depends on {@code hardware-profiles}. */
package io.foretoken.scenario.memory;
