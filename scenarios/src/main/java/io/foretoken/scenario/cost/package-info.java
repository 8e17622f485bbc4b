/** Money: what tokens and requests cost. Depends on the figures. */
package io.foretoken.scenario.cost;
