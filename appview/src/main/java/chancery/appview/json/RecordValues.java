package chancery.appview.json;

import chancery.atproto.data.Value;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Values of the data model as JSON: links as `{"$link": …}`, bytes as `{"$bytes": …}`.
final class RecordValues {
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private RecordValues() {}

    static Json.Members members(Value.Map map) {
        SortedMap<String, Json> members = new TreeMap<>();
        for (int i = 0; i < map.size(); i++) {
            members.put(map.key(i), json(map.value(i)));
        }
        return new Json.Members(members);
    }

    private static Json json(Value value) {
        return switch (value) {
            case Value.Null _ -> Json.Null.NULL;
            case Value.Bool(var flag) -> new Json.Bool(flag);
            case Value.Int(var number) -> new Json.Int(number);
            case Value.Text(var text) -> new Json.Text(text);
            case Value.Link(var cid) -> single("$link", cid.toString());
            case Value.Bytes bytes -> single("$bytes", BASE64.encodeToString(bytes.toArray()));
            case Value.Array(var items) -> array(items);
            case Value.Map map -> members(map);
        };
    }

    private static Json array(List<Value> items) {
        List<Json> converted = new ArrayList<>(items.size());
        items.forEach(item -> converted.add(json(item)));
        return new Json.Array(converted);
    }

    private static Json single(String name, String text) {
        return Json.Members.builder().put(name, text).build();
    }
}
