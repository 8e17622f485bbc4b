/** Where the time of an engine step goes. Depends on the runs and on {@code hardware-profiles}. */
package io.foretoken.scenario.explain;
