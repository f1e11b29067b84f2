package chancery.appview.http;

import chancery.appview.json.Json;
import chancery.web.Refusal;
import chancery.web.http.Request;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The members of a body, each of the type that is asked for or refused. `null` is absent.
public record Input(Json.Members members) {
    private static final String BAD = "invalid request body: ";

    /// The body of a request.
    ///
    /// @throws Refusal when it is no object
    public static Input of(Request request) {
        return new Input(Body.object(request));
    }

    /// A text that has to be there.
    public String text(String name) {
        return findText(name).orElseThrow(() -> missing(name));
    }

    /// A text, if it is there.
    public Optional<String> findText(String name) {
        return find(name)
                .map(
                        value -> {
                            if (value instanceof Json.Text(var text)) {
                                return text;
                            }
                            throw wrong(name, "a string");
                        });
    }

    /// A list of texts, if it is there.
    public Optional<List<String>> findTexts(String name) {
        return find(name)
                .map(
                        value -> {
                            if (value instanceof Json.Array(var items)) {
                                return items.stream().map(item -> textOf(name, item)).toList();
                            }
                            throw wrong(name, "an array of strings");
                        });
    }

    /// A whole number, if it is there.
    public OptionalLong findInteger(String name) {
        Optional<Json> value = find(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (value.get() instanceof Json.Int(var number)) {
            return OptionalLong.of(number);
        }
        throw wrong(name, "an integer");
    }

    /// A flag, if it is there.
    public Optional<Boolean> findFlag(String name) {
        return find(name)
                .map(
                        value -> {
                            if (value instanceof Json.Bool(var flag)) {
                                return flag;
                            }
                            throw wrong(name, "a boolean");
                        });
    }

    /// An object that has to be there.
    public Json.Members object(String name) {
        return switch (find(name).orElseThrow(() -> missing(name))) {
            case Json.Members object -> object;
            default -> throw wrong(name, "an object");
        };
    }

    private Optional<Json> find(String name) {
        return members.find(name).filter(value -> value != Json.Null.NULL);
    }

    private static String textOf(String name, Json item) {
        if (item instanceof Json.Text(var text)) {
            return text;
        }
        throw wrong(name, "an array of strings");
    }

    private static Refusal missing(String name) {
        return Errors.invalid(BAD + "missing field `" + name + "`");
    }

    private static Refusal wrong(String name, String expected) {
        return Errors.invalid(BAD + "`" + name + "` must be " + expected);
    }
}
