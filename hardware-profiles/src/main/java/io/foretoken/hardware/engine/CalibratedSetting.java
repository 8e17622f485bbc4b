package io.foretoken.hardware.engine;

/**
 * A setting that all runs of a calibration were served with.
 *
 * @param key its path in a scenario, below {@code fleet.main} or at the top, such as {@code
 *     precision.kv_cache_dtype}
 * @param value what it was
 */
public record CalibratedSetting(String key, String value) {}
