/** Engine instances: their configuration, their ranks and the API servers in front of them. */
package io.foretoken.sim.replica;
