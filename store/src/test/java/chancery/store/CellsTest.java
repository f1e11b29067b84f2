package chancery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class CellsTest {
    /// The check value of CRC-32C is that of "123456789": 0xe3069283.
    @Test
    void placesAPartitionByTheSumOfItsName() {
        Partition partition = new Partition("123456789");

        assertThat(new Cells(4_096).of(partition)).isEqualTo(0x283);
        assertThat(new Cells(4).of(partition)).isEqualTo(3);
        assertThat(new Cells(1).of(partition)).isZero();
    }

    @Test
    void hasOneTo4096Cells() {
        assertThatThrownBy(() -> new Cells(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cells(4_097)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Cells(4_096).count()).isEqualTo(4_096);
    }
}
