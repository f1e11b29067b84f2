package chancery.streams.json;

import chancery.streams.fault.Fault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The members of an object in a request, read by name; what is not as asked for is refused with
/// the path to it. A member that is `null` counts as absent.
public final class Fields {
    private final Json.Members members;
    private final Where where;

    private Fields(Json.Members members, Where where) {
        this.members = members;
        this.where = where;
    }

    /// The body of a request.
    public static Fields body(Json json) {
        return of(json, Where.ROOT);
    }

    /// An object at a path.
    public static Fields of(Json json, String where) {
        return of(json, Where.of(where));
    }

    /// An object where it stands.
    public static Fields of(Json json, Where where) {
        if (json instanceof Json.Members members) {
            return new Fields(members, where);
        }
        String path = where.toString();
        throw Fault.invalid((path.isEmpty() ? "The body" : path) + " must be an object");
    }

    public Json.Members members() {
        return members;
    }

    /// The path to the object, empty for the body itself.
    public String where() {
        return where.toString();
    }

    /// The path to a member.
    public String path(String name) {
        return at(name).toString();
    }

    /// Where a member stands.
    public Where at(String name) {
        return where.member(name);
    }

    /// Refuses members of other names.
    public Fields only(Set<String> names) {
        for (String name : members.members().keySet()) {
            if (!names.contains(name)) {
                String known = String.join(", ", new TreeSet<>(names));
                throw Fault.invalid(path(name) + " is not known here; known: " + known);
            }
        }
        return this;
    }

    /// The value of a member, empty when it is absent or `null`.
    public Optional<Json> find(String name) {
        return members.find(name).filter(value -> value != Json.Null.NULL);
    }

    public Json require(String name) {
        return find(name).orElseThrow(() -> Fault.invalid(path(name) + " is missing"));
    }

    public String text(String name) {
        return text(require(name), at(name));
    }

    public Optional<String> findText(String name) {
        return find(name).map(value -> text(value, at(name)));
    }

    private static String text(Json value, Where path) {
        if (value instanceof Json.Text(var text)) {
            return text;
        }
        throw Fault.invalid(path + " must be a string");
    }

    /// A text of at most so many characters.
    public Optional<String> findText(String name, int charactersMax) {
        Optional<String> text = findText(name);
        int length = text.map(t -> t.codePointCount(0, t.length())).orElse(0);
        if (length > charactersMax) {
            throw Violations.size(name, charactersMax);
        }
        return text;
    }

    /// A flag, or what it is when nobody says.
    public boolean flag(String name, boolean usual) {
        return switch (find(name).orElse(new Json.Bool(usual))) {
            case Json.Bool(var flag) -> flag;
            case Json.Null _, Json.Int _, Json.Real _, Json.Text _, Json.Array _, Json.Members _ ->
                    throw Fault.invalid(path(name) + " must be true or false");
        };
    }

    /// Any integer.
    public long number(String name) {
        if (require(name) instanceof Json.Int(var number)) {
            return number;
        }
        throw Fault.invalid(path(name) + " must be an integer");
    }

    /// An integer within both bounds, or what it is when nobody says.
    public int integer(String name, Bounds bounds, int usual) {
        return findInteger(name, bounds).orElse(usual);
    }

    /// An integer within both bounds.
    public Optional<Integer> findInteger(String name, Bounds bounds) {
        return find(name)
                .map(
                        value -> {
                            if (value instanceof Json.Int(var number) && bounds.hold(number)) {
                                return (int) number;
                            }
                            throw Fault.invalid(
                                    path(name) + " must be an integer " + bounds.words());
                        });
    }

    /// Smallest and largest number that is allowed.
    public record Bounds(int min, int max) {
        boolean hold(long number) {
            return number >= min && number <= max;
        }

        String words() {
            return "from " + min + " to " + max;
        }
    }

    public Fields object(String name) {
        return of(require(name), at(name));
    }

    public Optional<Fields> findObject(String name) {
        return find(name).map(value -> of(value, at(name)));
    }

    /// An array of so many items.
    public List<Json> items(String name, Bounds count) {
        return items(require(name), at(name), count);
    }

    public Optional<List<Json>> findItems(String name, Bounds count) {
        return find(name).map(value -> items(value, at(name), count));
    }

    private static List<Json> items(Json value, Where path, Bounds count) {
        if (!(value instanceof Json.Array(var items))) {
            throw Fault.invalid(path + " must be an array");
        }
        if (!count.hold(items.size())) {
            throw Fault.invalid(path + " must have " + count.words() + " items");
        }
        return items;
    }

    /// An array of so many objects.
    public List<Fields> objects(String name, Bounds count) {
        List<Json> items = items(name, count);
        Where array = at(name);
        Fields[] objects = new Fields[items.size()];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = of(items.get(i), array.item(i));
        }
        return List.of(objects);
    }

    /// The one member of this object, which is named by what it is.
    public Map.Entry<String, Json> single() {
        if (members.members().size() != 1) {
            String path = where();
            String what = path.isEmpty() ? "The object" : path;
            throw Fault.invalid(what + " must have exactly one member");
        }
        return members.members().entrySet().iterator().next();
    }
}
