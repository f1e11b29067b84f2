package chancery.pds.repo;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.CidText;
import chancery.web.Refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A reference of a record to a blob, as the record claims it.
public record BlobLink(Cid cid, String mimeType, long size) {

    /// The references anywhere in a record that a caller sends.
    ///
    /// @throws Refusal for a reference of the legacy form
    static List<BlobLink> in(Value.Map record) {
        List<BlobLink> found = new ArrayList<>();
        walk(record, found, BlobLink::refuseLegacy);
        return found;
    }

    /// The references anywhere in a stored record.
    static List<BlobLink> typed(Value.Map record) {
        List<BlobLink> found = new ArrayList<>();
        walk(record, found, _ -> {});
        return found;
    }

    /// Values come from bounded decoders, so the recursion is bounded too.
    private static void walk(Value value, List<BlobLink> found, Consumer<Value.Map> other) {
        if (value instanceof Value.Array(var items)) {
            for (Value item : items) {
                walk(item, found, other);
            }
        } else if (value instanceof Value.Map map && !add(map, found)) {
            other.accept(map);
            for (int i = 0; i < map.size(); i++) {
                walk(map.value(i), found, other);
            }
        }
    }

    private static boolean add(Value.Map map, List<BlobLink> found) {
        if (map.text("$type").filter("blob"::equals).isPresent()
                && map.find("ref").orElse(Value.Null.NULL) instanceof Value.Link(var cid)) {
            String type = map.text("mimeType").orElse("");
            found.add(new BlobLink(cid, type, map.integer("size").orElse(-1L)));
            return true;
        }
        return false;
    }

    private static void refuseLegacy(Value.Map map) {
        if (map.size() != 2 || map.text("mimeType").isEmpty()) {
            return;
        }
        Optional<String> legacy = map.text("cid").filter(CidText::valid);
        if (legacy.isPresent()) {
            throw Refusal.invalid("Legacy blobs are not allowed (" + legacy.get() + ")");
        }
    }
}
