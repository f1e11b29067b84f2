package chancery.atproto.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.data.Value;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.SyntaxException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Nothing from outside makes the parser or the validator fail in another way than they say.
class ValidatorFuzzTest {
    private static final Catalog BUNDLED = Catalog.bundled();
    private static final LexiconParser PARSER = new LexiconParser(LexiconLimits.STANDARD);
    private static final List<String> WORDS =
            List.of(
                    "lexicon",
                    "id",
                    "defs",
                    "main",
                    "type",
                    "key",
                    "record",
                    "properties",
                    "refs",
                    "required",
                    "items",
                    "ref",
                    "enum",
                    "const",
                    "default",
                    "object",
                    "string",
                    "query",
                    "array",
                    "union",
                    "blob",
                    "params",
                    "a.b.c",
                    "#x",
                    "literal:self",
                    "$type",
                    "text",
                    "createdAt",
                    "mimeType",
                    "size",
                    "cid",
                    "uri",
                    "subject",
                    "app.bsky.embed.images",
                    "app.bsky.richtext.facet#link",
                    "maxLength");

    /// A value of at most four levels, made of words that lexicons and records have.
    private static Value value(SplittableRandom random, int levels) {
        return switch (random.nextInt(levels == 0 ? 6 : 10)) {
            case 0, 1, 2 -> new Value.Text(WORDS.get(random.nextInt(WORDS.size())));
            case 3 -> new Value.Int(random.nextLong() >> random.nextInt(64));
            case 4 -> new Value.Bool(random.nextBoolean());
            case 5 -> random.nextBoolean() ? Value.Null.NULL : Value.Bytes.of(new byte[2]);
            case 6 -> new Value.Array(items(random, levels));
            default -> map(random, levels);
        };
    }

    private static List<Value> items(SplittableRandom random, int levels) {
        return Stream.generate(() -> value(random, levels - 1)).limit(random.nextInt(4)).toList();
    }

    private static Value.Map map(SplittableRandom random, int levels) {
        Value.Map.Builder map = Value.Map.builder();
        for (int i = random.nextInt(8); i > 0; i--) {
            map.put(WORDS.get(random.nextInt(WORDS.size())), value(random, levels - 1));
        }
        return map.build();
    }

    @Property(tries = 1_000)
    void parsesOrRefusesAnyDocument(@ForAll long seed) {
        Value defs = map(new SplittableRandom(seed), 4);
        Value.Map document =
                Value.Map.builder()
                        .put("lexicon", 1)
                        .put("id", "a.b.c")
                        .put("defs", Value.Map.builder().put("main", defs).put("x", defs).build())
                        .build();

        assertThat(parses(document)).isIn(true, false);
    }

    private static boolean parses(Value.Map document) {
        try {
            PARSER.parse(document);
            return true;
        } catch (SyntaxException _) {
            return false;
        }
    }

    @Property(tries = 100)
    void answersAboutAnyValue(@ForAll long seed, @ForAll Strictness strictness) {
        Value value = map(new SplittableRandom(seed), 4);
        Validator validator = new Validator(BUNDLED, strictness);

        for (Nsid id : BUNDLED.ids()) {
            assertThat(validator.value(id.value(), value, "$")).isNotNull();
            assertThat(validator.input(id, value)).isNotNull();
            assertThat(validator.output(id, value)).isNotNull();
        }
    }

    @Property(tries = 300)
    void toleratesMoreWhenLenient(@ForAll long seed) {
        Value part = value(new SplittableRandom(seed), 3);
        Value.Map record =
                Value.Map.builder()
                        .put("$type", "app.bsky.feed.post")
                        .put("text", "hi")
                        .put("createdAt", "2026-11-21T12:00:00Z")
                        .put("embed", part)
                        .build();

        Validation<Value.Map> strict =
                new Validator(BUNDLED, Strictness.STRICT)
                        .record(new Nsid("app.bsky.feed.post"), record, "$");
        Validation<Value.Map> lenient =
                new Validator(BUNDLED, Strictness.LENIENT)
                        .record(new Nsid("app.bsky.feed.post"), record, "$");

        assertThat(strict instanceof Validation.Valid && !(lenient instanceof Validation.Valid))
                .isFalse();
    }

    @Property(tries = 200)
    void answersAboutAnyQuery(@ForAll @StringLength(max = 20) String text) {
        Validator validator = new Validator(BUNDLED, Strictness.STRICT);

        assertThat(
                        validator.params(
                                new Nsid("com.atproto.repo.listRecords"),
                                Map.of("limit", List.of(text), "reverse", List.of(text, text))))
                .isNotNull();
    }

    @Property(tries = 100)
    void answersAboutAnyKey(
            @ForAll
                    @AlphaChars
                    @NumericChars
                    @Chars({'_', ':', '~', '-'})
                    @StringLength(min = 1, max = 20)
                    String key) {
        Validator validator = new Validator(BUNDLED, Strictness.STRICT);

        for (Nsid id : BUNDLED.ids()) {
            assertThat(validator.recordKey(id, new RecordKey(key))).isNotNull();
        }
    }
}
