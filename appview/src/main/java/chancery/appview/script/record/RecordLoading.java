package chancery.appview.script.record;

import static chancery.lua.runtime.Nil.NIL;

import chancery.appview.index.Freshness;
import chancery.appview.index.IndexSchema;
import chancery.appview.record.Repositories;
import chancery.appview.script.JsonLua;
import chancery.appview.script.Occasion;
import chancery.appview.script.Run;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.lua.host.Abort;
import chancery.lua.host.HostCall;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.Tables;
import chancery.web.Refusal;

import java.util.Optional;

/// Finds records for scripts: of repositories here in the repository itself, of others in the
/// index. A run waits for the index before its first look and after each write; a script that is
/// part of indexing does not.
final class RecordLoading {
    private final Repositories repositories;
    private final Tables tables;
    private final Freshness freshness;
    private final RecordType type;

    RecordLoading(Repositories repositories, Tables tables, Freshness freshness, RecordType type) {
        this.repositories = repositories;
        this.tables = tables;
        this.freshness = freshness;
        this.type = type;
    }

    /// The record at a URI; nil when there is none, or the text names no record.
    Object load(HostCall call, LuaString uri) {
        String text = uri.toString();
        call.context(Run.class).chargeDb();
        if (!AtUri.valid(text)) {
            return NIL;
        }
        AtUri place = AtUri.parse(text);
        if (!(place.authority() instanceof Did did)
                || place.key().isEmpty()
                || place.fragment().isPresent()) {
            return NIL;
        }
        Nsid collection = place.collection().orElseThrow();
        return repositories.here(did)
                ? here(call, place, did, collection, place.key().get())
                : indexed(call, text);
    }

    private Object here(HostCall call, AtUri place, Did did, Nsid collection, RecordKey key) {
        State state = call.state();
        Optional<Repositories.Stored> stored =
                call.await(() -> repositories.load(did, collection, key));
        if (stored.isEmpty()) {
            return NIL;
        }
        LuaTable fields = (LuaTable) JsonLua.toLua(state, stored.get().value());
        RecordTable record = type.stored(state.budget(), fields, LuaString.of(collection.value()));
        record.stored(state.budget(), place, Optional.of(stored.get().cid()));
        return record.table();
    }

    private Object indexed(HostCall call, String uri) {
        State state = call.state();
        Optional<Row> row = call.await(() -> read(call.context(Run.class), uri));
        if (row.isEmpty()
                || !(JsonLua.parse(state, row.get().json("record")) instanceof LuaTable fields)) {
            return NIL;
        }
        String collection = row.get().text("collection");
        RecordTable record = type.stored(state.budget(), fields, LuaString.of(collection));
        record.set(state.budget(), RecordTable.URI, uri);
        record.set(state.budget(), RecordTable.CID, row.get().text("cid"));
        return record.table();
    }

    private Optional<Row> read(Run run, String uri) {
        boolean stale = run.takeStale();
        switch (run.occasion()) {
            case Occasion.Hook _, Occasion.Label _ -> {}
            case Occasion.Query _, Occasion.Procedure _, Occasion.Job _ -> {
                if (stale) {
                    awaitIndex();
                }
            }
        }
        return tables.get(IndexSchema.RECORDS.name(), RowKey.of(uri));
    }

    private void awaitIndex() {
        try {
            freshness.await();
        } catch (Refusal late) {
            throw new Abort(late);
        }
    }
}
