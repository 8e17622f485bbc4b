/**
 * The catalogues of GPUs, models and prices: shipped ones as resources, users' own from files of
 * the same schema, found by id or alias, read only when asked for.
 *
 * <p>Depends on the {@code input} module, on {@code hardware.model} for shapes and on {@code
 * hardware.price} for prices.
 */
package io.foretoken.hardware.catalog;
