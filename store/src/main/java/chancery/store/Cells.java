package chancery.store;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// How many cells the partitions of a store are spread over. A batch keeps within one cell, on
/// every engine, so that code written beside one database runs beside several.
public record Cells(int count) {
    private static final int COUNT_MAX = 4_096;

    public Cells {
        if (count < 1 || count > COUNT_MAX) {
            throw new IllegalArgumentException(count + " cells");
        }
    }

    /// The cell of a partition, from 0: CRC-32C of its name in UTF-8, modulo the count.
    public int of(Partition partition) {
        CRC32C sum = new CRC32C();
        sum.update(partition.name().getBytes(StandardCharsets.UTF_8));
        return (int) (sum.getValue() % count);
    }
}
