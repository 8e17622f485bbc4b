/**
 * Reports: one HTML file each that needs nothing else, not even a network. The parts of a page
 * (head, tiles, cards, tables, charts in three sizes) and the reports made of them. Whatever comes
 * from a user is escaped. Depends on charts, figures, cost and runs.
 */
package io.foretoken.scenario.report;
