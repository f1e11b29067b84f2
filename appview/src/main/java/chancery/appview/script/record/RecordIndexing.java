package chancery.appview.script.record;

import chancery.appview.caller.Delegates;
import chancery.appview.index.Change;
import chancery.appview.index.Intake;
import chancery.appview.json.Json;
import chancery.appview.record.Repositories;
import chancery.appview.script.Occasion;
import chancery.appview.script.Run;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.lua.host.HostCall;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Changes the index alone, for scripts that are no queries. Records of repositories here are in
/// the index because they are there, and cannot be changed so.
final class RecordIndexing {
    private final Repositories repositories;
    private final Intake intake;
    private final Delegates delegates;
    private final RecordType type;
    private final RecordKeys keys;
    private final InstantSource clock;

    RecordIndexing(
            Repositories repositories,
            Intake intake,
            Delegates delegates,
            RecordType type,
            RecordKeys keys,
            InstantSource clock) {
        this.repositories = repositories;
        this.intake = intake;
        this.delegates = delegates;
        this.type = type;
        this.keys = keys;
        this.clock = clock;
    }

    /// Puts a record into the index.
    void save(HostCall call, RecordTable record) {
        Run run = allowed(call, "Record:save_local");
        Json.Members body = RecordBody.of(call.state(), record, type.shape(record));
        AtUri uri = record.uri().orElseGet(() -> place(call, run, record));
        Place place = Place.of(uri);
        take(
                call,
                place,
                new Change.Put(
                        place.did(),
                        place.path(),
                        body,
                        record.cid(),
                        Optional.empty(),
                        clock.instant()));
        record.stored(call.state().budget(), uri, record.cid());
    }

    /// Takes a record out of the index.
    void delete(HostCall call, LuaString uri) {
        allowed(call, "Record.delete_local");
        Place place = Place.of(RecordTable.parse(AtUri::parse, uri));
        take(
                call,
                place,
                new Change.Delete(place.did(), place.path(), Optional.empty(), clock.instant()));
    }

    private record Place(Did did, RecordPath path) {
        static Place of(AtUri uri) {
            if (uri.authority() instanceof Did did && uri.key().isPresent()) {
                return new Place(
                        did, new RecordPath(uri.collection().orElseThrow(), uri.key().get()));
            }
            throw new LuaError("expected the URI of a record, with a DID");
        }
    }

    private void take(HostCall call, Place place, Change change) {
        if (repositories.here(place.did())) {
            throw new LuaError("records of " + place.did() + " are in its repository here");
        }
        Run run = call.context(Run.class);
        run.chargeWrites(1);
        run.act();
        call.await(
                () -> {
                    intake.take(List.of(change));
                    return place;
                });
    }

    private AtUri place(HostCall call, Run run, RecordTable record) {
        Did did = repository(run, record);
        LuaString key =
                record.text(RecordTable.KEY)
                        .orElseGet(() -> keys.generate(call.state().budget(), record));
        return AtUri.of(did, record.collection(), RecordTable.parse(RecordKey::parse, key));
    }

    private Did repository(Run run, RecordTable record) {
        Optional<LuaString> named = record.text(RecordTable.REPO);
        if (run.occasion() instanceof Occasion.Hook hook) {
            return named.map(text -> RecordTable.parse(Did::parse, text))
                    .orElseGet(() -> Place.of(hook.uri()).did());
        }
        RecordOwner owner = RecordOwner.of(run, "Record:save_local");
        return named.map(text -> owner.repository(text, delegates)).orElse(owner.repository());
    }

    private static Run allowed(HostCall call, String what) {
        Run run = call.context(Run.class);
        if (run.occasion() instanceof Occasion.Query) {
            throw new LuaError(what + " is not for queries");
        }
        return run;
    }
}
