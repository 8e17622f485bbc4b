/** Routing: which replica a request goes to. */
package io.foretoken.sim.route;
