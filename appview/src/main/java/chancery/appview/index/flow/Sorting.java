package chancery.appview.index.flow;

import chancery.appview.index.Change;
import chancery.appview.index.Feed;
import chancery.appview.index.Listener;
import chancery.appview.record.Repositories;
import chancery.appview.registry.Registry;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;

import java.util.ArrayList;
import java.util.List;

/// Decides what of a feed matters, and to whom.
final class Sorting {
    private static final Nsid SCHEMA = Nsid.parse("com.atproto.lexicon.schema");

    private final Registry registry;
    private final Repositories repositories;
    private final Listener listener;
    private final Shards shards;

    Sorting(Registry registry, Repositories repositories, Listener listener, Shards shards) {
        this.registry = registry;
        this.repositories = repositories;
        this.listener = listener;
        this.shards = shards;
    }

    /// Whether records of this type matter at all.
    boolean matters(Nsid collection) {
        return collection.equals(SCHEMA) || registry.snapshot().indexes(collection);
    }

    /// What of an item is for the index. What others say of an account that lives here is not: its
    /// own log says it.
    List<Change> wanted(Feed.Item item, Step.Home home) {
        if (home == Step.Home.ELSEWHERE && repositories.here(item.did())) {
            return List.of();
        }
        List<Change> wanted = new ArrayList<>(item.changes().size());
        for (Change change : item.changes()) {
            switch (change) {
                case Change.Put put -> record(put, put.path().collection(), wanted);
                case Change.Delete delete -> record(delete, delete.path().collection(), wanted);
                case Change.Account account -> wanted.add(account);
                case Change.Identity identity -> listener.identity(identity);
                case Change.Resync resync -> listener.resync(resync);
            }
        }
        return wanted;
    }

    private void record(Change change, Nsid collection, List<Change> wanted) {
        if (collection.equals(SCHEMA)) {
            listener.schema(change);
        }
        if (registry.snapshot().indexes(collection)) {
            wanted.add(change);
        }
    }

    /// Hands changes of one repository to its shard.
    void submit(Did did, List<Change> changes, Step.Home home, Receipt receipt) {
        List<Step> steps = changes.stream().map(change -> new Step(change, home)).toList();
        shards.submit(new Work(did, steps, Work.Asking.ASKED, receipt, () -> true));
    }
}
