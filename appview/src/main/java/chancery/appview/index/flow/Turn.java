package chancery.appview.index.flow;

import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.index.Change;
import chancery.appview.index.kept.Bodies;
import chancery.appview.index.kept.Body;
import chancery.appview.index.kept.IndexBatch;
import chancery.appview.index.kept.IndexRow;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.kept.Mark;
import chancery.appview.index.kept.RecordName;
import chancery.appview.json.Json;
import chancery.appview.truth.Kept;
import chancery.store.table.value.UnicodeText;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One batch of a shard: what is known before, each change judged against that and the changes
/// before it, then one commit.
final class Turn {
    private static final long BYTES_MAX = 4 << 20;

    private final Parts parts;
    private final long now;
    private final Map<RecordName, IndexRow> known;
    private final IndexBatch batch;
    private final List<AppEvent> happened = new ArrayList<>();

    private long bytes;

    /// What turns need.
    ///
    /// @param recordBytes of the largest record
    record Parts(
            IndexTruth truth, Bodies bodies, Events events, InstantSource clock, int recordBytes) {}

    /// @param names of all records that the turn may change
    Turn(Parts parts, List<RecordName> names) {
        this.parts = parts;
        this.now = Kept.micros(parts.clock().instant());
        this.known = new HashMap<>(parts.truth().rows(names));
        this.batch = new IndexBatch(parts.truth());
    }

    /// Whether the turn had better end here.
    boolean full() {
        return bytes > BYTES_MAX;
    }

    private Optional<IndexRow> known(RecordName name) {
        return Optional.ofNullable(known.get(name));
    }

    /// Whether a step may change anything.
    boolean news(Step step) {
        return switch (step.change()) {
            case Change.Put(var did, var path, _, _, var rev, var at) ->
                    Judgement.news(known(new RecordName(did, path)), rev, at);
            case Change.Delete(var did, var path, var rev, var at) ->
                    Judgement.news(known(new RecordName(did, path)), rev, at);
            case Change.Account _, Change.Identity _, Change.Resync _ -> true;
        };
    }

    /// Does one step, if it is news.
    void apply(Step step) {
        switch (step.change()) {
            case Change.Put put -> put(new RecordName(put.did(), put.path()), put, step.home());
            case Change.Delete delete ->
                    delete(new RecordName(delete.did(), delete.path()), delete);
            case Change.Account _, Change.Identity _, Change.Resync _ ->
                    throw new IllegalStateException("no step of a turn: " + step.change());
        }
    }

    private void put(RecordName name, Change.Put put, Step.Home home) {
        String json = put.record().write();
        if (!fits(json)) {
            refuse(name, put);
            return;
        }
        Body body = home == Step.Home.HERE ? Body.HERE : new Body.Text(json);
        Optional<IndexRow> before = known(name);
        Optional<IndexRow> after = Judgement.put(before, put, body, now);
        if (after.isEmpty()) {
            return;
        }
        boolean fresh = Judgement.live(before).isEmpty();
        batch.put(name, after.get(), fresh ? Mark.Kind.NEW_RECORD : Mark.Kind.RECORD);
        known.put(name, after.get());
        bytes += json.length();
        if (home == Step.Home.HERE) {
            parts.bodies().put(name, put.cid().map(Object::toString).orElse(""), json);
        }
        happened.add(event("record.created", name));
    }

    private boolean fits(String json) {
        return json.length() <= parts.recordBytes()
                && UnicodeText.bytes(json) <= parts.recordBytes()
                && UnicodeText.whole(json);
    }

    /// A record that cannot be shown is as good as none.
    private void refuse(RecordName name, Change.Put put) {
        delete(name, new Change.Delete(put.did(), put.path(), put.rev(), put.at()));
        happened.add(skipped(name, "the record is too large, or has half a character"));
    }

    private void delete(RecordName name, Change.Delete delete) {
        Optional<IndexRow> before = known(name);
        Optional<IndexRow> after = Judgement.delete(before, delete, now);
        if (after.isEmpty()) {
            return;
        }
        batch.put(name, after.get(), Mark.Kind.RECORD);
        known.put(name, after.get());
        if (Judgement.live(before).isPresent()) {
            happened.add(event("record.deleted", name));
        }
    }

    /// Makes everything durable.
    ///
    /// @return the position of it in the log of the index; 0 when nothing was news
    long commit() {
        long position = batch.empty() ? 0 : batch.commit();
        happened.forEach(parts.events()::add);
        return position;
    }

    /// An event about a record.
    static AppEvent event(String type, RecordName name) {
        return AppEvent.info(type, name.uri(), about(name).build());
    }

    /// The event of a record that is not indexed.
    static AppEvent skipped(RecordName name, String reason) {
        Json.Members detail = about(name).put("reason", reason).build();
        return AppEvent.info("record.skipped", name.uri(), detail);
    }

    private static Json.Builder about(RecordName name) {
        return Json.Members.builder()
                .put("collection", name.path().collection().value())
                .put("did", name.did().value())
                .put("rkey", name.path().key().value());
    }
}
