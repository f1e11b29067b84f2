package chancery.store.embedded;

import chancery.store.Space;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.RocksDB;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The column families and how each is tuned: the engine's own rows first, then the spaces in their
/// order.
final class Columns implements AutoCloseable {
    private static final long WRITE_BUFFER_BYTES = 16 << 20;
    private static final int BLOOM_BITS = 10;
    private static final int BLOCK_BYTES = 8 << 10;

    private final BloomFilter bloom = new BloomFilter(BLOOM_BITS);
    private final List<ColumnFamilyOptions> options = new ArrayList<>();
    private final List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();

    Columns(Cache cache) {
        add(RocksDB.DEFAULT_COLUMN_FAMILY, points(cache));
        for (Space space : Space.values()) {
            byte[] name = space.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
            add(name, options(space, cache));
        }
    }

    List<ColumnFamilyDescriptor> descriptors() {
        return descriptors;
    }

    @Override
    public void close() {
        options.forEach(ColumnFamilyOptions::close);
        bloom.close();
    }

    private void add(byte[] name, ColumnFamilyOptions tuned) {
        options.add(tuned);
        descriptors.add(new ColumnFamilyDescriptor(name, tuned));
    }

    private ColumnFamilyOptions options(Space space, Cache cache) {
        return switch (space) {
            case META, DIRECTORY, ACCOUNT, SESSION, REPO, BLOB, INDEX, STREAM ->
                    points(cache).setCompressionType(CompressionType.LZ4_COMPRESSION);
            case BLOCK -> points(cache);
            case LOG -> sequence(cache);
        };
    }

    /// Looked up key by key: hashes in blocks do not compress, so blocks stay as they are.
    private ColumnFamilyOptions points(Cache cache) {
        return sized(table(cache).setFilterPolicy(bloom).setWholeKeyFiltering(true))
                .setCompressionType(CompressionType.NO_COMPRESSION);
    }

    /// Appended at the end, read in order, trimmed at the beginning.
    private static ColumnFamilyOptions sequence(Cache cache) {
        return sized(table(cache)).setCompressionType(CompressionType.LZ4_COMPRESSION);
    }

    private static ColumnFamilyOptions sized(BlockBasedTableConfig table) {
        return new ColumnFamilyOptions()
                .setTableFormatConfig(table)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxWriteBufferNumber(2)
                .setLevelCompactionDynamicLevelBytes(true);
    }

    private static BlockBasedTableConfig table(Cache cache) {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK_BYTES)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true);
    }
}
