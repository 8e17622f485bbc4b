/** Random numbers per stream of requests. Depends on the core's keyed random numbers only. */
package io.foretoken.workload.random;
