package chancery.appview.xrpc;

import chancery.appview.http.Errors;
import chancery.appview.index.Freshness;
import chancery.appview.json.Json;
import chancery.appview.query.ListRequest;
import chancery.appview.query.RecordList;
import chancery.appview.query.RecordOrder;
import chancery.appview.query.RecordQueries;
import chancery.appview.query.StoredRecord;
import chancery.appview.registry.LexiconEntry;
import chancery.atproto.syntax.Nsid;
import chancery.store.table.SlowReadException;
import chancery.web.Refusal;

import java.util.Optional;

/// What answers a query without a script: one record by `uri`, or a list of the lexicon's target
/// collection. Waits for the index.
public final class DefaultQuery {
    private final RecordQueries queries;
    private final Freshness freshness;

    public DefaultQuery(RecordQueries queries, Freshness freshness) {
        this.queries = queries;
        this.freshness = freshness;
    }

    Outcome answer(LexiconEntry lexicon, Json.Members params) {
        Optional<String> uri = Parameters.text(params, "uri");
        Optional<Nsid> target = lexicon.options().target();
        if (uri.isEmpty() && target.isEmpty()) {
            throw Errors.invalid(
                    lexicon.id() + " has no target_collection configured for list queries");
        }
        freshness.await();
        try {
            return uri.isPresent() ? record(uri.get()) : list(target.orElseThrow(), params);
        } catch (SlowReadException e) {
            throw Errors.refusal(Refusal.Kind.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private Outcome record(String uri) {
        StoredRecord found = queries.get(uri).orElseThrow(() -> Errors.absent("record not found"));
        return Outcome.good(Json.Members.builder().put("record", found.tree()).build());
    }

    private Outcome list(Nsid collection, Json.Members params) {
        long limit = Parameters.whole(params, "limit").orElse((long) queries.pageDefault());
        RecordList page =
                queries.list(
                        ListRequest.of(collection.value(), limit)
                                .by(Parameters.text(params, "did"))
                                .in(RecordOrder.TOUCHED)
                                .after(Parameters.text(params, "cursor")));
        return Outcome.good(
                Json.Members.builder()
                        .put("records", page.records().stream().map(StoredRecord::tree).toList())
                        .putPresent("cursor", page.cursor())
                        .build());
    }
}
