package chancery.appview.index.flow;

import chancery.appview.index.kept.IndexTruth;
import chancery.web.Loops;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// All shards: work goes to that of its repository.
final class Shards {
    private final List<Shard> shards = new ArrayList<>();

    Shards(Supplier<Shard> shard) {
        for (int i = 0; i < IndexTruth.SHARDS; i++) {
            shards.add(shard.get());
        }
    }

    void submit(Work work) {
        shards.get(IndexTruth.shard(work.did())).submit(work);
    }

    void start(Loops loops) {
        for (int i = 0; i < shards.size(); i++) {
            loops.start("index-" + i, shards.get(i)::turn);
        }
    }
}
