package chancery.appview.script.record;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.index.Change;
import chancery.appview.json.JsonText;
import chancery.appview.script.Occasion;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Records of scripts as they come from repositories and from the index.
class RecordLoadingTest {
    private static final String CAROLS = "at://did:plc:carol/com.example.note/";

    private final RecordKit kit = new RecordKit();

    @Test
    void loadsTheRepositoryItselfWhenItIsHere() {
        kit.answer(
                RecordKit.alice("{}"),
                "Record(collection, {text = 'x', tags = {'t'}})" + ":set_rkey('a'):save()");

        String answer =
                kit.answer(
                        RecordKit.query("{}"),
                        """
                        local r = Record.load("at://did:plc:alice/com.example.note/a")
                        return {r.text, r.tags[1], r._collection, r._uri, #r._cid > 0,
                                tostring(r["$type"]), tostring(r._key_type), tostring(r.uri)}
                        """);

        assertThat(answer)
                .isEqualTo(
                        "[\"x\",\"t\",\"com.example.note\","
                                + "\"at://did:plc:alice/com.example.note/a\",true,"
                                + "\"nil\",\"nil\",\"nil\"]");
        assertThat(kit.waits).hasValue(0);
    }

    @Test
    void loadsTheIndexOnceItIsUpToDateForOthers() {
        index("a", "{\"$type\":\"com.example.note\",\"text\":\"x\",\"n\":{\"a\":[1,2.5,null]}}");

        String answer =
                kit.answer(
                        RecordKit.query("{}"),
                        "local r = Record.load('%sa') return {r.text, r.n, r._uri, r._cid}"
                                .formatted(CAROLS));

        assertThat(answer).isEqualTo("[\"x\",{\"a\":[1,2.5,null]},\"" + CAROLS + "a\",\"\"]");
        assertThat(kit.waits).hasValue(1);
    }

    @Test
    void storedFieldsAreNeverInternalAndNeverHideMethods() {
        index(
                "a",
                "{\"text\":\"x\",\"_uri\":\"at://did:plc:bob/com.example.note/b\","
                        + "\"_rkey\":\"b\",\"_repo_override\":\"did:plc:bob\",\"save\":\"s\"}");

        String answer =
                kit.answer(
                        RecordKit.carol("{}"),
                        """
                        local r = Record.load("at://did:plc:carol/com.example.note/a")
                        local before = {r._uri, tostring(r._rkey), tostring(r._repo_override)}
                        r:save()
                        return before
                        """);

        assertThat(answer).isEqualTo("[\"" + CAROLS + "a\",\"nil\",\"nil\"]");
        assertThat(kit.indexed(CAROLS + "a").orElseThrow().json("record"))
                .isEqualTo("{\"$type\":\"com.example.note\",\"save\":\"s\",\"text\":\"x\"}");
    }

    @Test
    void whatIsNotThereIsNil() {
        for (String uri :
                List.of(
                        CAROLS + "none",
                        "at://did:plc:alice/com.example.note/none",
                        "at://did:plc:alice/com.example.note",
                        "at://alice.test/com.example.note/a",
                        "at://did:plc:alice/com.example.note/a#x",
                        "nonsense")) {
            assertThat(kit.answer(RecordKit.query("{}"), "return Record.load('" + uri + "')"))
                    .isEqualTo("null");
        }
    }

    @Test
    void missingOnesOfSeveralStopNobody() {
        index("a", "{\"text\":\"A\"}");
        index("c", "{\"text\":\"C\"}");

        String answer =
                kit.answer(
                        RecordKit.query("{}"),
                        """
                        local base = "at://did:plc:carol/com.example.note/"
                        local all = Record.load_all({base.."x", base.."a", base.."y", base.."c"})
                        local seen = {}
                        for i, r in ipairs(all) do seen[#seen + 1] = i .. r.text end
                        return {seen, all[2].text, tostring(all[1]), all[4].text}
                        """);

        assertThat(answer).isEqualTo("[[\"2A\",\"4C\"],\"A\",\"nil\",\"C\"]");
    }

    @Test
    void severalAreAtMostAThousand() {
        String many = "local l = {} for i = 1, %d do l[i] = 'x' end return #Record.load_all(l)";
        Occasion query = RecordKit.query("{}");

        assertThat(kit.answer(query, many.formatted(999))).isEqualTo("0");
        assertThat(kit.answer(query, many.formatted(1000))).isEqualTo("0");
        assertThat(kit.failure(query, many.formatted(1001)))
                .isEqualTo("bad argument #1 to 'load_all' (more than 1000 values)");
        assertThat(kit.failure(query, "Record.load_all({{}})"))
                .isEqualTo("bad argument #1 to 'load_all' (an array of URIs expected)");
    }

    @Test
    void loadingIsCounted() {
        assertThat(kit.failure(RecordKit.query("{}"), "for i = 1, 1001 do Record.load('x') end"))
                .isEqualTo("too many db calls: at most 1000");
    }

    @Test
    void hookChangesTheIndexOfRecordsElsewhereAlone() {
        index("a", "{\"text\":\"A\"}");
        Occasion hook = hook(RecordKit.CAROL);

        String answer =
                kit.answer(
                        hook,
                        """
                        Record.delete_local("at://did:plc:carol/com.example.note/a")
                        local r = Record("com.example.note", {text = "mine"}):set_rkey("b")
                        r:save_local()
                        local c = Record("com.example.note", {text = "gone"}):save_local()
                        c:delete_local()
                        return {r._uri, tostring(c._uri)}
                        """);

        assertThat(answer).isEqualTo("[\"" + CAROLS + "b\",\"nil\"]");
        assertThat(kit.indexed(CAROLS + "a")).isEmpty();
        assertThat(kit.indexed(CAROLS + "b").orElseThrow().json("record"))
                .contains("\"text\":\"mine\"");
        assertThat(kit.elsewhere.requests).isEmpty();
    }

    @Test
    void recordsHereAreIndexedAsTheyAreStored() {
        assertThat(
                        kit.failure(
                                hook(RecordKit.ALICE),
                                "Record('com.example.note', {text = 'x'}):save_local()"))
                .isEqualTo("records of did:plc:alice are in its repository here");
        assertThat(
                        kit.failure(
                                hook(RecordKit.CAROL),
                                "Record.delete_local('at://did:plc:alice/com.example.note/a')"))
                .isEqualTo("records of did:plc:alice are in its repository here");
    }

    @Test
    void queriesChangeNoIndex() {
        Occasion query = RecordKit.query("{}");

        assertThat(kit.failure(query, "Record.delete_local('%sa')".formatted(CAROLS)))
                .isEqualTo("Record.delete_local is not for queries");
        assertThat(kit.failure(query, "Record('com.example.note', {text=''}):save_local()"))
                .isEqualTo("Record:save_local is not for queries");
    }

    private static Occasion hook(Did did) {
        return new Occasion.Hook(
                "create",
                AtUri.of(did, RecordKit.NOTES, new RecordKey("trigger")),
                Optional.empty(),
                Optional.empty());
    }

    private void index(String key, String record) {
        kit.index(
                List.of(
                        new Change.Put(
                                RecordKit.CAROL,
                                new RecordPath(RecordKit.NOTES, new RecordKey(key)),
                                JsonText.parseObject(record),
                                Optional.empty(),
                                Optional.empty(),
                                Instant.EPOCH)));
    }
}
