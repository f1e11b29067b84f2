package chancery.appview.index.backfill;

import chancery.appview.registry.Registry;
import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.store.KeyValue;
import chancery.store.Partition;
import chancery.store.Space;
import chancery.web.Loops;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Indexes what the repositories of this server have already when a type of records is registered,
/// and reads a repository of this server again when its log asks for that.
public final class LocalFill {
    private final Shelf<Nsid> filled;
    private final Registry registry;
    private final LocalRecords local;
    private final Reading reading;
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();

    private static final Codec<Nsid> CODEC =
            new Codec<>() {
                @Override
                public Value.Map encode(Nsid collection) {
                    return Value.Map.builder().put("collection", collection.value()).build();
                }

                @Override
                public Nsid decode(Value.Map row) {
                    return Nsid.parse(Kept.text(row, "collection"));
                }
            };

    /// Something to do.
    private sealed interface Task {
        /// Types of records may have come or gone.
        record Compare() implements Task {}

        /// A repository has to be read again.
        record Read(Did did) implements Task {}
    }

    public LocalFill(KeyValue store, Registry registry, LocalRecords local, Reading reading) {
        Place place = new Place(store, new Partition("appview-backfill"), Space.META);
        this.filled = new Shelf<>(place, "filled", CODEC);
        this.registry = registry;
        this.local = local;
        this.reading = reading;
    }

    /// Works off what there is to do, now and after each change of the registry.
    public void start(Loops loops) {
        tasks.add(new Task.Compare());
        registry.onChange(() -> tasks.add(new Task.Compare()));
        loops.start("index-fill", this::turn);
    }

    /// Reads a repository again, of all types.
    public void read(Did did) {
        tasks.add(new Task.Read(did));
    }

    /// What breaks off is tried again after the rest of the loop.
    private void turn() throws InterruptedException {
        Task task = tasks.take();
        boolean done = false;
        try {
            work(task);
            done = true;
        } finally {
            if (!done) {
                tasks.add(task);
            }
        }
    }

    private void work(Task task) {
        switch (task) {
            case Task.Compare _ -> compare();
            case Task.Read(var did) -> registry.snapshot().collections().forEach(c -> read(did, c));
        }
    }

    private void read(Did did, Nsid collection) {
        reading.here(did, collection, Reading.Scope.NEWS);
    }

    private void compare() {
        List<Nsid> registered = registry.snapshot().collections();
        List<Nsid> known = filled.all();
        known.stream().filter(c -> !registered.contains(c)).forEach(c -> filled.remove(c.value()));
        for (Nsid collection : registered) {
            if (!known.contains(collection)) {
                List<Did> dids = new ArrayList<>();
                local.accounts(dids::add);
                dids.forEach(did -> read(did, collection));
                filled.put(collection.value(), collection);
            }
        }
    }
}
