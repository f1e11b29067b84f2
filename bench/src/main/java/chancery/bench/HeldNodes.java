package chancery.bench;

import chancery.atproto.repo.MstNode;
import chancery.atproto.repo.NodeCache;
import chancery.atproto.syntax.Cid;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Every node there ever was: a warm cache, so that a benchmark measures the tree and not the
/// store.
final class HeldNodes implements NodeCache {
    private final Map<Cid, MstNode> nodes = new ConcurrentHashMap<>();

    @Override
    public Optional<MstNode> find(Cid cid) {
        return Optional.ofNullable(nodes.get(cid));
    }

    @Override
    public void add(Cid cid, MstNode node) {
        nodes.put(cid, node);
    }
}
