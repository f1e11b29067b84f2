package chancery.appview.xrpc;

import chancery.appview.json.Json;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.Repositories;
import chancery.appview.record.WriteOutcome;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A server on which nobody lives.
final class NoRepositories implements Repositories {
    @Override
    public boolean here(Did did) {
        return false;
    }

    @Override
    public <T> T inTurn(Did did, Supplier<T> work) {
        throw new IllegalStateException("nobody lives here");
    }

    @Override
    public Optional<Stored> load(Did did, Nsid collection, RecordKey key) {
        throw new IllegalStateException("nobody lives here");
    }

    @Override
    public WriteOutcome commit(Did did, List<RepoWrite> writes) {
        throw new IllegalStateException("nobody lives here");
    }

    @Override
    public Json.Members upload(Did did, String contentType, InputStream bytes) {
        throw new IllegalStateException("nobody lives here");
    }
}
