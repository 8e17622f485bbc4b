/** What GPUs cost by term and period. Depends on {@code spec} and the catalogue. */
package io.foretoken.scenario.plan.price;
