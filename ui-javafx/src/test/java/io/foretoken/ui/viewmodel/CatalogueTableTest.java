package io.foretoken.ui.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.catalog.Catalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTableTest {
  @Test
  void everyRowHasACellForEachColumn() {
    for (CatalogueTable.Kind kind : CatalogueTable.Kind.values()) {
      CatalogueTable table = CatalogueTable.of(kind, Catalog.shipped());
      assertThat(table.rows()).isNotEmpty().allMatch(row -> row.size() == table.columns().size());
    }
  }

  /** 3.35 TB/s and 989 TFLOPS are in the datasheet of the H100 SXM. */
  @Test
  void factsHaveTheUnitsOfTheirHeadings() {
    CatalogueTable gpus = CatalogueTable.of(CatalogueTable.Kind.GPUS, Catalog.shipped());
    List<String> h100 =
        gpus.rows().stream()
            .filter(row -> row.get(0).equals("h100-sxm-80gb"))
            .findFirst()
            .orElseThrow();
    assertThat(h100.get(gpus.columns().indexOf("Bandwidth, TB/s"))).isEqualTo("3.35");
    assertThat(h100.get(gpus.columns().indexOf("bf16, TFLOPS"))).isEqualTo("989");
  }

  @Test
  void allWordsHaveToBeInARow() {
    CatalogueTable models = CatalogueTable.of(CatalogueTable.Kind.MODELS, Catalog.shipped());
    assertThat(models.matching("QWEN3 14b")).extracting(row -> row.get(0)).contains("qwen3-14b");
    assertThat(models.matching("qwen3 nonsense")).isEmpty();
    assertThat(models.matching(" ")).hasSameSizeAs(models.rows());
  }
}
