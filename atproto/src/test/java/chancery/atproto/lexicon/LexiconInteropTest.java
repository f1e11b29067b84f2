package chancery.atproto.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.Interop;
import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

class LexiconInteropTest {
    private static final LexiconParser PARSER = new LexiconParser(LexiconLimits.STANDARD);
    private static final Nsid RECORD = new Nsid("example.lexicon.record");
    private static final List<String> CATALOG =
            List.of("record", "query", "procedure", "subscription", "permission-set");

    @Test
    void readsTheSharedCatalog() {
        CATALOG.forEach(
                name ->
                        Interop.checkAll(
                                "lexicon/catalog/" + name + ".json",
                                List.of(Interop.json("lexicon/catalog/" + name + ".json")),
                                LexiconInteropTest::readable));
    }

    @Test
    void acceptsValidLexiconsAndRefusesInvalidOnes() {
        Interop.checkAll(
                "lexicon/lexicon-valid.json",
                Interop.objects("lexicon/lexicon-valid.json"),
                each -> readable(member(each, "lexicon")));
        Interop.checkAll(
                "lexicon/lexicon-invalid.json",
                Interop.objects("lexicon/lexicon-invalid.json"),
                each -> !readable(member(each, "lexicon")));
    }

    /// The blobs of the shared records have CIDs of DAG-CBOR, which [Strictness#STRICT] refuses.
    @Test
    void acceptsValidRecords() {
        Validator lenient = validator(Strictness.LENIENT);

        Interop.checkAll(
                "lexicon/record-data-valid.json",
                Interop.objects("lexicon/record-data-valid.json"),
                each -> valid(lenient, each));
    }

    @Test
    void refusesInvalidRecords() {
        Validator strict = validator(Strictness.STRICT);

        Interop.checkAll(
                "lexicon/record-data-invalid.json",
                Interop.objects("lexicon/record-data-invalid.json"),
                each -> !valid(strict, each));
    }

    @Test
    void refusesNothingOfAFullRecordButTheCodecOfItsBlobs() {
        Map<String, Object> full = Interop.objects("lexicon/record-data-valid.json").get(1);
        Validation<Value.Map> found =
                validator(Strictness.STRICT).record(RECORD, data(full), "$.record");

        assertThat(found).isInstanceOf(Validation.Invalid.class);
        assertThat(((Validation.Invalid<Value.Map>) found).issues())
                .extracting(Validation.Issue::path)
                .containsExactlyInAnyOrder(
                        "$.record.blob", "$.record.sizeBlob", "$.record.acceptBlob");
    }

    private static Validator validator(Strictness strictness) {
        Catalog catalog = Catalog.EMPTY;
        for (String name : CATALOG) {
            Object document = Interop.json("lexicon/catalog/" + name + ".json");
            catalog = catalog.with(PARSER.parse(Interop.bytes(document)));
        }
        return new Validator(catalog, strictness);
    }

    private static boolean readable(Object document) {
        try {
            PARSER.parse(Interop.bytes(document));
            return true;
        } catch (SyntaxException e) {
            return false;
        }
    }

    private static boolean valid(Validator validator, Map<String, Object> each) {
        try {
            RecordKey key = new RecordKey((String) member(each, "rkey"));
            return validator.recordKey(RECORD, key) instanceof Validation.Valid
                    && validator.record(RECORD, data(each), "$") instanceof Validation.Valid;
        } catch (SyntaxException e) {
            return false;
        }
    }

    private static Value.Map data(Map<String, Object> each) {
        return DagJson.parseMap(Interop.bytes(member(each, "data")));
    }

    private static Object member(Map<String, Object> each, String key) {
        return Objects.requireNonNull(each.get(key));
    }
}
