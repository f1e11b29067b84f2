package chancery.appview.xrpc;

import chancery.appview.json.Json;
import chancery.atproto.syntax.SyntaxException;
import chancery.web.http.Request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Parameters of a call: as they stand in the query, then typed as the lexicon declares them. What
/// cannot be read as its type stays a text; lists stay as they are.
final class Parameters {
    private Parameters() {}

    /// The parameters of a query; a name that comes twice has a list. A plus is a plus.
    ///
    /// @throws SyntaxException when something is escaped that cannot be
    static Json.Members of(Request request) {
        Map<String, List<Json>> given = new LinkedHashMap<>();
        for (String pair : request.rawQuery().split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                given.computeIfAbsent(decoded(name), _ -> new ArrayList<>())
                        .add(new Json.Text(decoded(value)));
            }
        }
        Json.Builder all = Json.Members.builder();
        given.forEach(
                (name, values) ->
                        all.put(
                                name,
                                values.size() == 1 ? values.getFirst() : new Json.Array(values)));
        return all.build();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new SyntaxException("Invalid query string");
        }
    }

    /// The same, with texts as what a lexicon declares.
    static Json.Members typed(Json.Members given, Json.Members lexicon) {
        Json.Members declared =
                lexicon.object("defs")
                        .flatMap(defs -> defs.object("main"))
                        .flatMap(main -> main.object("parameters"))
                        .flatMap(parameters -> parameters.object("properties"))
                        .orElse(Json.Members.EMPTY);
        Json.Builder all = Json.Members.builder();
        given.members()
                .forEach(
                        (name, value) ->
                                all.put(
                                        name,
                                        declared.object(name)
                                                .flatMap(property -> property.text("type"))
                                                .flatMap(type -> typed(value, type))
                                                .orElse(value)));
        return all.build();
    }

    private static Optional<Json> typed(Json value, String type) {
        if (!(value instanceof Json.Text(var text))) {
            return Optional.empty();
        }
        return switch (type) {
            case "integer" -> whole(text).map(Json.Int::new);
            case "number" -> real(text).map(Json.Real::new);
            case "boolean" -> truth(text).map(Json.Bool::new);
            default -> Optional.empty();
        };
    }

    private static Optional<Long> whole(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Double> real(String text) {
        boolean plain = text.chars().allMatch(c -> "+-.eE0123456789".indexOf(c) >= 0);
        try {
            return plain
                    ? Optional.of(Double.parseDouble(text)).filter(Double::isFinite)
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /// A text, or a number as text; empty when it is absent or something else.
    static Optional<String> text(Json.Members params, String name) {
        return params.find(name)
                .flatMap(
                        value ->
                                switch (value) {
                                    case Json.Text(var text) -> Optional.of(text);
                                    case Json.Int(var number) -> Optional.of(Long.toString(number));
                                    case Json.Null _,
                                            Json.Bool _,
                                            Json.Real _,
                                            Json.Array _,
                                            Json.Members _ ->
                                            Optional.empty();
                                });
    }

    /// An integer, or a text that is one; empty when it is absent or something else.
    static Optional<Long> whole(Json.Members params, String name) {
        return text(params, name).flatMap(Parameters::whole);
    }
}
