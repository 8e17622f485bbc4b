/**
 * Measured runs as simulations: the deployment as a scenario, the requests exactly as they were
 * sent where that is known. Depends on {@code measured} and on {@code scenarios}.
 */
package io.foretoken.validation.replay;
