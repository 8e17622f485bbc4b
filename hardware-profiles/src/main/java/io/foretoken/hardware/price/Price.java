package io.foretoken.hardware.price;

import java.util.Optional;

/**
 * What one provider asks for one hour of one GPU. List prices, without reservations or egress.
 *
 * @param gpu the catalogue's id of the GPU
 * @param provider lower-case name
 * @param term such as "on-demand" or "spot"
 * @param perGpuHour in {@code currency}
 * @param currency ISO 4217 code
 * @param asOf YYYY-MM or YYYY-MM-DD, or "unknown"
 * @param isDefault whether this is the figure to use when none is asked for
 * @param instance the provider's name of the machine
 * @param gpusInInstance GPUs in that machine, 1 when not stated
 * @param region where it is offered
 * @param confidence "high", "medium" or "low"; low ones are never a default
 * @param source where the figure stands
 * @param notes what to know about it; may be empty
 */
public record Price(
    String gpu,
    String provider,
    String term,
    double perGpuHour,
    String currency,
    String asOf,
    boolean isDefault,
    Optional<String> instance,
    int gpusInInstance,
    Optional<String> region,
    String confidence,
    String source,
    String notes) {}
