package chancery.atproto.lexicon;

import chancery.atproto.data.Value;

import java.util.List;
import java.util.Optional;

/// What a name in a lexicon stands for: a record type, a method, a set of permissions, or a
/// [Schema] that others refer to. All but schemas are found under `main` only.
public sealed interface Def
        permits Def.RecordType,
                Def.Query,
                Def.Procedure,
                Def.Subscription,
                Def.PermissionSet,
                Schema {

    /// A type of records in repositories.
    record RecordType(KeyType key, Schema.Map body) implements Def {}

    /// A method that reads: GET.
    record Query(Schema.Params parameters, Optional<Body> output, List<String> errors)
            implements Def {
        public Query {
            errors = List.copyOf(errors);
        }
    }

    /// A method that does something: POST.
    record Procedure(
            Schema.Params parameters,
            Optional<Body> input,
            Optional<Body> output,
            List<String> errors)
            implements Def {
        public Procedure {
            errors = List.copyOf(errors);
        }
    }

    /// A stream of messages over a websocket.
    record Subscription(Schema.Params parameters, Optional<Schema> message, List<String> errors)
            implements Def {
        public Subscription {
            errors = List.copyOf(errors);
        }
    }

    /// Permissions that an application asks for under one name.
    ///
    /// @param texts `title`, `title:lang`, `detail` and `detail:lang` as they stand
    record PermissionSet(Value.Map texts, List<Permission> permissions) implements Def {
        public PermissionSet {
            permissions = List.copyOf(permissions);
        }
    }

    /// One permission.
    ///
    /// @param resource what it is about: `repo`, `rpc`, `blob`, `identity`, `account`
    /// @param attributes all members of the permission but `type` and `resource`
    record Permission(String resource, Value.Map attributes) {}

    /// What a request or an answer carries.
    ///
    /// @param encoding the media type, `*/*` for any
    /// @param schema absent when the bytes are opaque
    record Body(String encoding, Optional<Schema> schema) {}
}
