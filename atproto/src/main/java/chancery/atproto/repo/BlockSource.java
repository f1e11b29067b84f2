package chancery.atproto.repo;

import chancery.atproto.syntax.Cid;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Where blocks are read from. What a source answers is trusted to match its identifier: archives
/// are checked on the way in. A source that must be complete, such as the own store, throws by
/// itself when it lacks a block; for others a missing block is malformed input.
@FunctionalInterface
public interface BlockSource {
    /// A source without blocks.
    BlockSource EMPTY = cid -> Optional.empty();

    /// The bytes of this block; callers do not change them.
    Optional<byte[]> find(Cid cid);

    /// The blocks that are there of these; engines that read many at once do better than this.
    default Map<Cid, byte[]> findAll(Collection<Cid> cids) {
        Map<Cid, byte[]> found = HashMap.newHashMap(cids.size());
        for (Cid cid : cids) {
            find(cid).ifPresent(bytes -> found.put(cid, bytes));
        }
        return found;
    }

    /// The blocks of this map.
    static BlockSource of(Map<Cid, byte[]> blocks) {
        return cid -> Optional.ofNullable(blocks.get(cid));
    }
}
