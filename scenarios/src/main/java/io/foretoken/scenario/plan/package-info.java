/**
 * The cheapest fleet for a forecast: reads what is asked, screens and searches candidates, solves
 * the program, and verifies the fleet by simulation. Depends on its parts below.
 */
package io.foretoken.scenario.plan;
