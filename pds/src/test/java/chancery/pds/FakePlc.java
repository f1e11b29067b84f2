package chancery.pds;

import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.identity.PlcAnswer;
import chancery.atproto.identity.PlcDirectory;
import chancery.atproto.identity.PlcLog;
import chancery.atproto.identity.PlcOperation;
import chancery.atproto.syntax.Did;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A directory that takes every operation and keeps the last.
final class FakePlc implements PlcDirectory, DidResolver {
    private final Map<Did, PlcOperation> operations = new ConcurrentHashMap<>();
    private volatile Optional<String> refusal = Optional.empty();

    /// Refuses everything from now on.
    void refuse(String message) {
        refusal = Optional.of(message);
    }

    @Override
    public Optional<DidDocument> document(Did did) {
        return last(did).flatMap(PlcOperation::state).map(state -> DidDocument.of(did, state));
    }

    @Override
    public Optional<PlcOperation> last(Did did) {
        return Optional.ofNullable(operations.get(did));
    }

    @Override
    public Optional<PlcLog> history(Did did) {
        return Optional.empty();
    }

    @Override
    public PlcAnswer submit(Did did, PlcOperation operation) {
        if (refusal.isPresent()) {
            return new PlcAnswer.Refused(refusal.get());
        }
        operations.put(did, operation);
        return new PlcAnswer.Taken();
    }

    @Override
    public Optional<DidDocument> resolve(Did did) {
        return document(did);
    }
}
