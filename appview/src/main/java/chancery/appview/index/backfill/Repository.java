package chancery.appview.index.backfill;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A repository that a job has to read.
///
/// @param collections the types of records it is said to have
/// @param pds its host; empty while that is not known, and for those on this server
record Repository(Did did, List<String> collections, Optional<URI> pds, State state) {
    Repository {
        collections = List.copyOf(collections);
    }

    /// What has happened to it.
    enum State {
        /// Its host is not known.
        FOUND,
        /// It can be read.
        READY,
        /// It was read, or cannot be.
        DONE
    }

    Repository ready(Optional<URI> host) {
        return new Repository(did, collections, host, State.READY);
    }

    Repository done() {
        return new Repository(did, collections, pds, State.DONE);
    }

    static final Codec<Repository> CODEC =
            new Codec<>() {
                @Override
                public Value.Map encode(Repository repository) {
                    Value.Map.Builder row =
                            Value.Map.builder()
                                    .put("did", repository.did().value())
                                    .put(
                                            "collections",
                                            new Value.Array(Kept.texts(repository.collections())))
                                    .put("state", wire(repository.state()));
                    repository.pds().ifPresent(pds -> row.put("pds", pds.toString()));
                    return row.build();
                }

                @Override
                public Repository decode(Value.Map row) {
                    return new Repository(
                            Did.parse(Kept.text(row, "did")),
                            Kept.texts(row, "collections"),
                            row.text("pds").map(URI::create),
                            State.valueOf(Kept.text(row, "state").toUpperCase(Locale.ROOT)));
                }
            };

    private static String wire(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
