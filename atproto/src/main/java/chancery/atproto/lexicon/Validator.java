package chancery.atproto.lexicon;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares values with the lexicons of one [Catalog]. Safe for all threads; cheap to make.
public final class Validator {
    /// Where the paths of issues begin.
    public static final String ROOT = "$";

    private final Catalog catalog;
    private final Strictness strictness;
    private final LexiconLimits limits;

    public Validator(Catalog catalog, Strictness strictness) {
        this(catalog, strictness, LexiconLimits.STANDARD);
    }

    public Validator(Catalog catalog, Strictness strictness, LexiconLimits limits) {
        this.catalog = catalog;
        this.strictness = strictness;
        this.limits = limits;
    }

    /// Whether this key may name a record of this collection.
    public Validation<Value.Text> recordKey(Nsid collection, RecordKey key) {
        Value.Text value = new Value.Text(key.value());
        if (!(catalog.main(collection).orElse(null) instanceof Def.RecordType(var type, _))) {
            return new Validation.Unknown<>(collection.value());
        }
        return problem(type, key)
                .<Validation<Value.Text>>map(
                        text -> new Validation.Invalid<>(List.of(new Validation.Issue(text, ROOT))))
                .orElseGet(() -> new Validation.Valid<>(value));
    }

    private static Optional<String> problem(KeyType type, RecordKey key) {
        String text = key.value();
        return switch (type) {
            case KeyType.Named named -> problem(named, text);
            case KeyType.Literal(var only) ->
                    only.equals(key)
                            ? Optional.empty()
                            : Optional.of(
                                    Messages.wrongText(
                                            List.of(only.value()), Messages.quote(text)));
        };
    }

    private static Optional<String> problem(KeyType.Named type, String text) {
        return switch (type) {
            case TID -> formatProblem(Format.TID, text);
            case NSID -> formatProblem(Format.NSID, text);
            case ANY -> Optional.empty();
        };
    }

    private static Optional<String> formatProblem(Format format, String text) {
        return format.matches(text, Strictness.STRICT)
                ? Optional.empty()
                : Optional.of(Messages.wrongFormat(format, text));
    }

    /// Whether this is a record of this collection. The record stays as it is.
    ///
    /// @param root what paths begin with: `$.record`, `$.writes[3].record`
    public Validation<Value.Map> record(Nsid collection, Value.Map record, String root) {
        if (!(catalog.main(collection).orElse(null) instanceof Def.RecordType(_, var body))) {
            return new Validation.Unknown<>(collection.value());
        }
        Walk walk = walk(root);
        walk.check(body, record);
        walk.checkType(collection.value(), record);
        return walk.result(record);
    }

    /// Reads the parameters of a method from its query string: values by name, in their order.
    /// Names that the lexicon lacks are dropped.
    public Validation<Value.Map> params(Nsid method, Map<String, List<String>> query) {
        Optional<Schema.Params> schema = catalog.main(method).flatMap(Validator::parameters);
        if (schema.isEmpty()) {
            return new Validation.Unknown<>(method.value());
        }
        Walk walk = walk(ROOT);
        return walk.result(Parameters.read(schema.get(), query, walk));
    }

    /// Checks the JSON body of a request.
    public Validation<Value> input(Nsid method, Value body) {
        return catalog.main(method).orElse(null) instanceof Def.Procedure(_, var input, _, _)
                ? parsed(input, body)
                : new Validation.Unknown<>(method.value());
    }

    /// Checks the JSON body of an answer.
    public Validation<Value> output(Nsid method, Value body) {
        Optional<Def> main = catalog.main(method);
        if (main.flatMap(Validator::parameters).isEmpty()) {
            return new Validation.Unknown<>(method.value());
        }
        return parsed(main.flatMap(Validator::output), body);
    }

    private static Optional<Schema.Params> parameters(Def def) {
        return switch (def) {
            case Def.Query(var parameters, _, _) -> Optional.of(parameters);
            case Def.Procedure(var parameters, _, _, _) -> Optional.of(parameters);
            case Def.Subscription(var parameters, _, _) -> Optional.of(parameters);
            case Def.RecordType _, Def.PermissionSet _, Schema _ -> Optional.empty();
        };
    }

    private static Optional<Def.Body> output(Def def) {
        return switch (def) {
            case Def.Query(_, var output, _) -> output;
            case Def.Procedure(_, _, var output, _) -> output;
            case Def.Subscription _, Def.RecordType _, Def.PermissionSet _, Schema _ ->
                    Optional.empty();
        };
    }

    /// Checks any value against `nsid` or `nsid#name`. The value stays as it is.
    public Validation<Value> value(String reference, Value value, String root) {
        Optional<Schema> schema = catalog.resolve(reference);
        if (schema.isEmpty()) {
            return new Validation.Unknown<>(reference);
        }
        Walk walk = walk(root);
        walk.check(schema.get(), value);
        return walk.result(value);
    }

    private Validation<Value> parsed(Optional<Def.Body> body, Value value) {
        Optional<Schema> schema = body.flatMap(Def.Body::schema);
        if (schema.isEmpty()) {
            return new Validation.Valid<>(value);
        }
        Walk walk = walk(ROOT);
        walk.check(schema.get(), value);
        return walk.result(walk.clean() ? new Defaults(catalog).fill(schema.get(), value) : value);
    }

    private Walk walk(String root) {
        return new Walk(catalog, strictness, limits, root);
    }
}
