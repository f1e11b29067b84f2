package chancery.atproto.lexicon;

import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;

import java.nio.charset.StandardCharsets;

/// Lexicons for tests, written as JSON with single quotes.
final class GivenLexicons {
    private static final LexiconParser PARSER = new LexiconParser(LexiconLimits.STANDARD);

    private GivenLexicons() {}

    static Value.Map json(String text) {
        return DagJson.parseMap(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    static Value value(String text) {
        return json("{'v':" + text + "}").find("v").orElseThrow();
    }

    static Lexicon lexicon(String id, String defs) {
        return PARSER.parse(json("{'lexicon':1,'id':'" + id + "','defs':" + defs + "}"));
    }

    /// Strict, for a lexicon `test.lexicon.shape` whose definition `it` is an object with one
    /// optional property `v` of this schema, beside `token`, `other` and `list`.
    static Validator property(String schema) {
        return property(schema, Strictness.STRICT);
    }

    static Validator property(String schema, Strictness strictness) {
        String defs =
                """
                {'it': {'type':'object', 'properties': {'v': SCHEMA}},
                 'token': {'type':'token'},
                 'other': {'type':'object', 'required': ['n'],
                           'properties': {'n': {'type':'integer'}}},
                 'list': {'type':'array', 'items': {'type':'ref', 'ref':'#other'}}}
                """;
        Lexicon lexicon = lexicon("test.lexicon.shape", defs.replace("SCHEMA", schema));
        return new Validator(Catalog.EMPTY.with(lexicon), strictness);
    }

    /// What the validator says about `{"v": value}`: nothing, or the issues.
    static String said(Validator validator, Value value) {
        Value.Map map = Value.Map.of("v", value);
        return said(validator.value("test.lexicon.shape#it", map, "$"));
    }

    static String said(Validation<? extends Value> validation) {
        return switch (validation) {
            case Validation.Valid<?> _ -> "";
            case Validation.Invalid<?> invalid -> invalid.message();
            case Validation.Unknown<?>(var type) -> "unknown " + type;
        };
    }
}
