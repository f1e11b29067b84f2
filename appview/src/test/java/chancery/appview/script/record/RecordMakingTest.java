package chancery.appview.script.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a record is before it is saved.
class RecordMakingTest {
    private final RecordKit kit = new RecordKit();

    @Test
    void hasItsDataAndTheDefaultsOfItsLexicon() {
        assertThat(
                        answer(
                                """
                                local r = Record(collection, {text = "hi", count = 3})
                                local n = Record.new(collection, {text = "x", lang = "de"})
                                return {r.text, r.count, r.lang, n.lang, Record(collection).lang}
                                """))
                .isEqualTo("[\"hi\",3,\"en\",\"de\",\"en\"]");
    }

    @Test
    void knowsItsCollectionAndItsKindOfNames() {
        assertThat(
                        answer(
                                """
                                local r = Record(collection)
                                return {r._collection, r._key_type, tostring(r._uri),
                                        tostring(r._cid), tostring(r._rkey)}
                                """))
                .isEqualTo("[\"com.example.note\",\"tid\",\"nil\",\"nil\",\"nil\"]");
    }

    @Test
    void unknownCollectionHasNeitherDefaultsNorAKindOfNames() {
        assertThat(answer("local r = Record('com.example.other') return {tostring(r._key_type)}"))
                .isEqualTo("[\"nil\"]");
    }

    @Test
    void dataOfTheCallerIsNeverInternal() {
        String forged =
                """
                {"text":"x","_uri":"at://did:plc:bob/com.example.note/a","_rkey":"a",
                 "_repo_override":"did:plc:bob","_cid":"c","_collection":"com.example.other"}
                """;

        String answer =
                kit.answer(
                        RecordKit.alice(forged),
                        """
                        local r = Record(collection, input)
                        return {tostring(r._uri), tostring(r._rkey), tostring(r._repo_override),
                                tostring(r._cid), r._collection}
                        """);

        assertThat(answer).isEqualTo("[\"nil\",\"nil\",\"nil\",\"nil\",\"com.example.note\"]");
    }

    @Test
    void absentInternalFieldsCannotBeAssigned() {
        assertThat(failure("local r = Record(collection); r._uri = 'at://x'"))
                .isEqualTo("cannot assign to internal field '_uri'");
        assertThat(
                        answer(
                                "local r = Record(collection); r._collection = 'a.b.c' "
                                        + "return r._collection"))
                .isEqualTo("\"a.b.c\"");
    }

    @Test
    void methodsComeBeforeFieldsOfTheirName() {
        assertThat(
                        answer(
                                """
                                local r = Record(collection, {text = "x", save = "me"})
                                r.delete = 1
                                return {type(r.save), type(r.delete), r:save() == r}
                                """))
                .isEqualTo("[\"function\",\"function\",true]");
        assertThat(
                        kit.repositories
                                .load(RecordKit.ALICE, RecordKit.NOTES, key("key1"))
                                .orElseThrow()
                                .value()
                                .text("save"))
                .contains("me");
    }

    @Test
    void showsWhereItIs() {
        assertThat(
                        answer(
                                """
                                local r = Record(collection, {text = "x"}):set_rkey("a")
                                local before = tostring(r)
                                return {before, tostring(r:save())}
                                """))
                .isEqualTo(
                        "[\"Record(com.example.note) [unsaved]\",\"Record(com.example.note)"
                                + " [uri=at://did:plc:alice/com.example.note/a]\"]");
    }

    @Test
    void metatableIsOutOfReach() {
        assertThat(answer("return {getmetatable(Record(collection)), getmetatable(Record)}"))
                .isEqualTo("[false,false]");
        assertThat(failure("setmetatable(Record(collection), {})"))
                .isEqualTo("cannot change a protected metatable");
    }

    @Test
    void namesItselfByItsKindOfNames() {
        assertThat(
                        answer(
                                """
                                local r = Record('com.example.other')
                                local literal = r:set_key_type('literal:self'):generate_rkey()
                                local tid = r:set_key_type('any'):generate_rkey()
                                return {literal, #tid, r._rkey == tid}
                                """))
                .isEqualTo("[\"self\",13,true]");
        assertThat(failure("Record(collection):set_key_type('nsid'):generate_rkey()"))
                .isEqualTo("cannot auto-generate rkey for nsid key type — use set_rkey() instead");
        assertThat(failure("Record('com.example.other'):generate_rkey()"))
                .isEqualTo(
                        "no _key_type set — call set_key_type() first or use a record-type"
                                + " lexicon");
        assertThat(failure("local r = Record(collection) r._key_type = 'odd' r:generate_rkey()"))
                .isEqualTo("unknown key type 'odd'");
    }

    @Test
    void kindsOfNamesAreFour() {
        String expected = ": expected tid, any, nsid, or literal:*";

        assertThat(failure("Record(collection):set_key_type('x')"))
                .isEqualTo("invalid key type 'x'" + expected);
        assertThat(failure("Record(collection):set_key_type('literal:')"))
                .isEqualTo("invalid key type 'literal:'" + expected);
        assertThat(answer("return Record(collection):set_key_type('literal:x')._key_type"))
                .isEqualTo("\"literal:x\"");
    }

    @Test
    void namesAndRepositoriesAreTexts() {
        assertThat(failure("Record(collection):set_rkey('')"))
                .isEqualTo("rkey must be a non-empty string");
        assertThat(failure("Record(collection):set_rkey(nil)"))
                .isEqualTo("rkey must be a non-empty string");
        assertThat(failure("Record(collection):set_repo({})"))
                .isEqualTo("did must be a non-empty string");
    }

    @Test
    void methodNeedsARecord() {
        assertThat(failure("Record(collection).save({})")).isEqualTo("expected a Record");
    }

    private String answer(String body) {
        return kit.answer(RecordKit.alice("{}"), body);
    }

    private String failure(String body) {
        return kit.failure(RecordKit.alice("{}"), body);
    }

    private static chancery.atproto.syntax.RecordKey key(String text) {
        return new chancery.atproto.syntax.RecordKey(text);
    }
}
