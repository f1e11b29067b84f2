package chancery.atproto.lexicon;

import java.util.Collection;
import java.util.Optional;

/// The references inside a definition.
final class References {
    private References() {}

    /// Adds all targets that this definition refers to.
    static void collect(Def def, Collection<String> targets) {
        switch (def) {
            case Def.RecordType(_, var body) -> collect(body, targets);
            case Def.Query(_, var output, _) -> body(output, targets);
            case Def.Procedure(_, var input, var output, _) -> {
                body(input, targets);
                body(output, targets);
            }
            case Def.Subscription(_, var message, _) ->
                    message.ifPresent(schema -> collect(schema, targets));
            case Def.PermissionSet _ -> {}
            case Schema.Ref(var target) -> targets.add(target);
            case Schema.Union(var refs, _) -> targets.addAll(refs);
            case Schema.Array(var items, _) -> collect(items, targets);
            case Schema.Map(var properties, _) ->
                    properties.values().forEach(property -> collect(property.schema(), targets));
            case Schema _ -> {}
        }
    }

    private static void body(Optional<Def.Body> body, Collection<String> targets) {
        body.flatMap(Def.Body::schema).ifPresent(schema -> collect(schema, targets));
    }
}
