package chancery.store.embedded;

import chancery.store.Space;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.IndexType;
import org.rocksdb.RocksDB;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The column families and how each is tuned: the engine's own rows first, then the spaces in their
/// order.
final class Columns implements AutoCloseable {
    private static final Set<Space> STREAM_SPACES = EnumSet.of(Space.STREAM, Space.HEAD);
    private static final long WRITE_BUFFER_BYTES = 16 << 20;
    private static final int BLOOM_BITS = 10;
    private static final int BLOCK_BYTES = 8 << 10;

    /// Records of streams are written by the thousand: what is sorted in memory first is merged
    /// less often on disk.
    private static final long STREAM_BUFFER_BYTES = 32 << 20;

    /// New files that are merged at a time: changes are hardly ever looked up among them, and the
    /// more come together, the less is written again with each.
    private static final int STREAM_FILES = 8;

    /// What is soon merged again is not compressed; what is deeper is like the last of these.
    private static final List<CompressionType> STREAM_LEVELS =
            List.of(
                    CompressionType.NO_COMPRESSION,
                    CompressionType.NO_COMPRESSION,
                    CompressionType.LZ4_COMPRESSION);

    /// Filters and indexes come in pieces of this size, so that a look-up in a large file reads one
    /// piece and not all of them when they have left the cache.
    private static final long FILTER_PIECE_BYTES = 4 << 10;

    /// The same for heads, which are looked up by the thousand: one piece serves several of them.
    private static final long HEAD_PIECE_BYTES = 32 << 10;

    /// Of a write buffer, for a filter of the keys in it.
    private static final double BUFFER_FILTER_PART = 0.05;

    private final BloomFilter bloom = new BloomFilter(BLOOM_BITS);
    private final List<ColumnFamilyOptions> options = new ArrayList<>();
    private final List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();

    /// @param streams a cache of their own for the records of streams, which outnumber all others
    Columns(Cache cache, Cache streams) {
        add(RocksDB.DEFAULT_COLUMN_FAMILY, points(cache));
        for (Space space : Space.values()) {
            byte[] name = space.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
            add(name, options(space, STREAM_SPACES.contains(space) ? streams : cache));
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
            case META, DIRECTORY, ACCOUNT, SESSION, REPO, BLOB, INDEX ->
                    points(cache).setCompressionType(CompressionType.LZ4_COMPRESSION);
            case STREAM ->
                    buffered(points(cache))
                            .setCompressionPerLevel(STREAM_LEVELS)
                            .setLevel0FileNumCompactionTrigger(STREAM_FILES);
            case HEAD -> buffered(points(table(cache, HEAD_PIECE_BYTES)));
            case BLOCK -> points(cache);
            case LOG -> sequence(cache);
        };
    }

    /// Looked up key by key: hashes in blocks do not compress, so blocks stay as they are.
    private ColumnFamilyOptions points(Cache cache) {
        return points(table(cache, FILTER_PIECE_BYTES));
    }

    private ColumnFamilyOptions points(BlockBasedTableConfig table) {
        table.setFilterPolicy(bloom)
                .setWholeKeyFiltering(true)
                .setPartitionFilters(true)
                .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash);
        return sized(table).setCompressionType(CompressionType.NO_COMPRESSION);
    }

    /// Written by the thousand, and looked up while it is still in memory.
    private static ColumnFamilyOptions buffered(ColumnFamilyOptions tuned) {
        return tuned.setWriteBufferSize(STREAM_BUFFER_BYTES)
                .setMemtablePrefixBloomSizeRatio(BUFFER_FILTER_PART)
                .setMemtableWholeKeyFiltering(true);
    }

    /// Appended at the end, read in order, trimmed at the beginning.
    private static ColumnFamilyOptions sequence(Cache cache) {
        return sized(table(cache, FILTER_PIECE_BYTES))
                .setCompressionType(CompressionType.LZ4_COMPRESSION);
    }

    private static ColumnFamilyOptions sized(BlockBasedTableConfig table) {
        return new ColumnFamilyOptions()
                .setTableFormatConfig(table)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxWriteBufferNumber(2)
                .setLevelCompactionDynamicLevelBytes(true);
    }

    private static BlockBasedTableConfig table(Cache cache, long pieceBytes) {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK_BYTES)
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setMetadataBlockSize(pieceBytes)
                .setPinTopLevelIndexAndFilter(true)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true);
    }
}
