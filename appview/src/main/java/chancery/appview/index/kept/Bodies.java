package chancery.appview.index.kept;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The JSON of records of this server that were just indexed, so that the view need not read them
/// again. Bounded; what fell out is read from its repository.
public final class Bodies {
    private final long unitsMax;
    private final Map<RecordName, Text> texts = new LinkedHashMap<>();
    private long units;

    private record Text(String cid, String json) {}

    /// @param unitsMax characters of all texts
    public Bodies(long unitsMax) {
        this.unitsMax = unitsMax;
    }

    /// Keeps the JSON of a record, in place of that of an earlier version.
    public synchronized void put(RecordName name, String cid, String json) {
        drop(texts.remove(name));
        texts.put(name, new Text(cid, json));
        units += json.length();
        Iterator<Text> eldest = texts.values().iterator();
        while (units > unitsMax && eldest.hasNext()) {
            units -= eldest.next().json().length();
            eldest.remove();
        }
    }

    /// The JSON of this very version, which is not kept any longer.
    public synchronized Optional<String> take(RecordName name, String cid) {
        Text text = texts.get(name);
        if (text == null || !text.cid().equals(cid)) {
            return Optional.empty();
        }
        drop(texts.remove(name));
        return Optional.of(text.json());
    }

    private void drop(@Nullable Text text) {
        units -= text == null ? 0 : text.json().length();
    }
}
