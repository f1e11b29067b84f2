package chancery.atproto.repo;

import chancery.atproto.syntax.Cid;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes done in order, summed up as at most one change for each key, seen from the state before
/// them all.
final class NetOps {
    private final Mst before;
    private final Map<MstKey, Change> changes = new LinkedHashMap<>();

    NetOps(Mst before) {
        this.before = before;
    }

    /// Does this write; what stands in its way, if anything does.
    Optional<Planned.Refused> add(Write write) {
        MstKey key = MstKey.of(write.path());
        Change change = changes.get(key);
        if (change == null) {
            Optional<Cid> prev = before.get(key);
            change = new Change(prev, prev, null);
        }
        boolean present = change.now().isPresent();
        switch (write) {
            case Write.Create(var path, _) when present -> {
                return Optional.of(new Planned.Exists(path));
            }
            case Write.Create(_, var record) -> changes.put(key, change.to(record));
            case Write.Update _, Write.Delete _ when !present -> {
                return Optional.of(new Planned.Absent(write.path()));
            }
            case Write.Update(_, var record) -> changes.put(key, change.to(record));
            case Write.Delete _ -> changes.put(key, change.gone());
        }
        return Optional.empty();
    }

    /// The changes, in the order in which the keys were first named.
    List<RepoOp> ops() {
        List<RepoOp> ops = new ArrayList<>(changes.size());
        changes.forEach((key, change) -> change.op(key).ifPresent(ops::add));
        return ops;
    }

    /// The records that the changed keys hold now, each once.
    List<Block> records() {
        Map<Cid, Block> records = new LinkedHashMap<>();
        for (Change change : changes.values()) {
            Block record = change.record();
            if (record != null) {
                records.put(record.cid(), record);
            }
        }
        return List.copyOf(records.values());
    }

    /// One key before and now.
    private record Change(Optional<Cid> prev, Optional<Cid> now, @Nullable Block record) {
        Change to(Block next) {
            return new Change(prev, Optional.of(next.cid()), next);
        }

        Change gone() {
            return new Change(prev, Optional.empty(), null);
        }

        Optional<RepoOp> op(MstKey key) {
            if (now.isPresent()) {
                return Optional.of(
                        prev.isPresent()
                                ? new RepoOp.Update(key, now.get(), prev.get())
                                : new RepoOp.Create(key, now.get()));
            }
            return prev.map(cid -> new RepoOp.Delete(key, cid));
        }
    }
}
