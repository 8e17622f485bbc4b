/** From scenarios as written to runs that can start: names, defaults, checks. */
package io.foretoken.scenario.resolve;
