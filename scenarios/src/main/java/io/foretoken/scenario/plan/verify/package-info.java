/** The chosen fleet in simulation. Depends on forecast and candidates. */
package io.foretoken.scenario.plan.verify;
