package chancery.appview.index.flow;

import chancery.appview.index.Change;
import chancery.appview.index.Feed;
import chancery.appview.json.JsonText;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.repo.RepoLimits;
import chancery.atproto.sync.Event;
import chancery.atproto.sync.EventFrame;
import chancery.atproto.sync.EventSource;
import chancery.atproto.sync.RecordOp;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.verify.CarReader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The events of this server as changes.
public final class LocalFeed implements Feed {
    /// The name under which its cursor is kept.
    public static final String NAME = "local";

    private final EventSource source;
    private final Predicate<Nsid> wanted;

    /// @param wanted which types of records matter
    public LocalFeed(EventSource source, Predicate<Nsid> wanted) {
        this.source = source;
        this.wanted = wanted;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stream after(long cursor) {
        EventSource.Events events = source.after(cursor);
        return new Stream() {
            @Override
            public Optional<Item> next(Duration wait) throws InterruptedException {
                return events.next(wait).map(LocalFeed.this::item);
            }

            @Override
            public void close() {
                events.close();
            }
        };
    }

    private Item item(EventFrame frame) {
        return switch (frame) {
            case EventFrame.Sequenced(long seq, Event event) ->
                    new Item(seq, event.did(), changes(event), bytes(event));
            case EventFrame.Notice _, EventFrame.Failure _ ->
                    throw new IllegalStateException("the log of this server said " + frame);
        };
    }

    private static long bytes(Event event) {
        return switch (event) {
            case Event.Commit commit -> commit.blocks().size();
            case Event.Sync _, Event.Identity _, Event.Account _ -> 0;
        };
    }

    private List<Change> changes(Event event) {
        return switch (event) {
            case Event.Commit commit -> changes(commit);
            case Event.Sync sync -> List.of(new Change.Resync(sync.did()));
            case Event.Identity identity ->
                    List.of(new Change.Identity(identity.did(), identity.handle()));
            case Event.Account account ->
                    List.of(new Change.Account(account.did(), account.status()));
        };
    }

    private List<Change> changes(Event.Commit commit) {
        List<RecordOp> ops =
                commit.ops().stream().filter(op -> wanted.test(op.path().collection())).toList();
        if (ops.isEmpty()) {
            return List.of();
        }
        Map<Cid, byte[]> blocks = blocks(commit);
        List<Change> changes = new ArrayList<>(ops.size());
        for (RecordOp op : ops) {
            changes.add(
                    switch (op) {
                        case RecordOp.Create(var path, var cid) -> put(commit, path, cid, blocks);
                        case RecordOp.Update(var path, var cid, _) ->
                                put(commit, path, cid, blocks);
                        case RecordOp.Delete(var path, _) ->
                                new Change.Delete(
                                        commit.did(),
                                        path,
                                        Optional.of(commit.rev().value()),
                                        commit.time());
                    });
        }
        return changes;
    }

    private static Change put(
            Event.Commit commit, RecordPath path, Cid cid, Map<Cid, byte[]> blocks) {
        byte[] block = blocks.get(cid);
        if (block == null || !(DagCbor.decode(block) instanceof Value.Map record)) {
            throw new IllegalStateException("an event of this server lacks the record " + path);
        }
        return new Change.Put(
                commit.did(),
                path,
                JsonText.of(record),
                Optional.of(cid),
                Optional.of(commit.rev().value()),
                commit.time());
    }

    private static Map<Cid, byte[]> blocks(Event.Commit commit) {
        byte[] archive = commit.blocks().toArray();
        try {
            return new CarReader(new ByteArrayInputStream(archive), RepoLimits.STANDARD)
                    .remaining();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
