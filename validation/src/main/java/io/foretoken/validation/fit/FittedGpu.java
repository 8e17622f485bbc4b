package io.foretoken.validation.fit;

import io.foretoken.hardware.operator.CollectiveFamily;
import io.foretoken.hardware.operator.CorrectionTable;
import io.foretoken.hardware.operator.DecodeFamily;
import io.foretoken.hardware.operator.GemmFamily;
import io.foretoken.hardware.operator.MlaFamily;
import io.foretoken.hardware.operator.MoeFamily;
import io.foretoken.hardware.operator.PrefillFamily;
import java.util.List;
import java.util.Map;

/**
 * All that was fitted of one GPU.
 *
 * @param families the fits with their errors
 * @param layers errors of whole layers, fitted without their shapes
 * @param corrections by name, in the order of the file
 */
record FittedGpu(
    MeasuredGpu gpu,
    GemmFamily gemm,
    DecodeFamily decodeAttention,
    PrefillFamily prefillAttention,
    MoeFamily moe,
    MlaFamily mla,
    CollectiveFamily collectives,
    List<Fitted<?>> families,
    List<Region> layers,
    Map<String, CorrectionTable> corrections) {}
