package io.foretoken.hardware.catalog;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Range;
import java.util.List;

/** The schema of catalogue files, shipped ones and users' own; feed it to a schema writer. */
@Doc("GPUs, models and prices by name.")
public record CatalogFile(
    @Doc("1.") @Range(min = 1, max = 1) int schemaVersion,
    @Default("[]") List<GpuRow> gpus,
    @Default("[]") List<ModelRow> models,
    @Default("[]") List<PriceRow> prices) {}
