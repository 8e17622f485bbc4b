package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.NameOf;
import java.util.Optional;

/** Number formats. */
@Doc("Number formats.")
public record PrecisionSpec(
    @Doc("Format of the weights; the checkpoint's own by default.") @NameOf("weight format")
        Optional<Located<String>> weights,
    @Doc("Format of the KV cache; auto is the format of the activations.")
        @NameOf("KV cache format")
        @Default("auto")
        Located<String> kvCacheDtype) {}
