package chancery.appview.script.record;

import chancery.appview.registry.Registered;
import chancery.appview.registry.Registry;
import chancery.appview.registry.Snapshot;
import chancery.lua.runtime.LuaString;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The shapes of registered records, read from their lexicons once.
final class RecordShapes {
    private volatile Known known;

    RecordShapes(Registry registry) {
        this.known = new Known(registry.snapshot());
        registry.onChange(() -> known = new Known(registry.snapshot()));
    }

    /// What was read of one moment of the registry; no more collections than that has.
    private record Known(Snapshot snapshot, Map<LuaString, Optional<RecordShape>> shapes) {
        Known(Snapshot snapshot) {
            this(snapshot, new ConcurrentHashMap<>());
        }
    }

    /// The shape of a collection; empty when its lexicon is not registered, or of another type.
    Optional<RecordShape> find(LuaString collection) {
        Known now = known;
        Optional<RecordShape> shape = now.shapes().get(collection);
        if (shape == null) {
            shape = read(now.snapshot(), collection.toString());
            if (shape.isPresent()) {
                now.shapes().put(collection, shape);
            }
        }
        return shape;
    }

    private static Optional<RecordShape> read(Snapshot snapshot, String collection) {
        return Optional.ofNullable(snapshot.lexicons().get(collection))
                .map(Registered::entry)
                .flatMap(entry -> RecordShape.of(entry.document()));
    }
}
