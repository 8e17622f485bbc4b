package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Range;
import java.util.Optional;

/** GPUs of one engine instance: tensor x pipeline x data. */
@Doc("GPUs of one engine instance: tensor x pipeline x data.")
public record ParallelismSpec(
    @Doc("Tensor parallelism of the attention.") @Default("1") @Range(min = 1, max = 1024)
        Located<Integer> tensor,
    @Doc("Pipeline stages.") @Default("1") @Range(min = 1, max = 1024) Located<Integer> pipeline,
    @Doc(
            "Data-parallel ranks of the attention, each with a KV cache of its own. They step"
                + " together where the model has experts, and by themselves where it has none.")
        @Default("1")
        @Range(min = 1, max = 1024)
        Located<Integer> data,
    @Doc("Expert parallelism; divides tensor x data.") @Default("1") @Range(min = 1, max = 1024)
        Located<Integer> expert,
    @Doc(
            "Whether more than two GPUs joined by PCIe reach each other's memory directly, nearly at the"
                + " rate of two; false where they go through the host's memory (virtual machines without"
                + " it, boards whose driver has it off). Default: the catalogue's topology of the GPU."
                + " Nothing to GPUs with another link.")
        Optional<Boolean> peerAccess) {}
