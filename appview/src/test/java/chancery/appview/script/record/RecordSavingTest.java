package chancery.appview.script.record;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.Repositories;
import chancery.appview.record.WriteOutcome;
import chancery.appview.script.Occasion;
import chancery.appview.script.ScriptOutcome;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordKey;
import chancery.web.Refusal;
import chancery.web.auth.Scope;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// Records of scripts on their way into repositories here and elsewhere.
class RecordSavingTest {
    private static final String SAVE =
            "local r = Record(collection, input):save() return {uri = r._uri, cid = r._cid}";

    private final RecordKit kit = new RecordKit();

    @Test
    void savesWhatTheLexiconDeclares() {
        String answer = alice("{\"text\":\"hi\",\"odd\":1,\"tags\":[\"a\",\"b\"]}", SAVE);

        assertThat(answer).contains("\"uri\":\"at://did:plc:alice/com.example.note/key1\"");
        assertThat(stored(RecordKit.ALICE, "key1").value().write())
                .isEqualTo(
                        "{\"$type\":\"com.example.note\",\"lang\":\"en\",\"tags\":[\"a\",\"b\"],"
                                + "\"text\":\"hi\"}");
    }

    @Test
    void savesEverythingWhereNoLexiconIsKnown() {
        alice("{\"odd\":[],\"n\":{\"x\":null}}", "Record('com.example.other', input):save()");

        RepoWrite.Create write = (RepoWrite.Create) kit.repositories.commits.getFirst().getFirst();
        assertThat(write.record().write())
                .isEqualTo("{\"$type\":\"com.example.other\",\"n\":{\"x\":null},\"odd\":[]}");
    }

    @Test
    void missingFieldWritesNothing() {
        assertThat(failure("Record(collection, {lang = 'de'}):save()"))
                .isEqualTo("missing required field 'text'");
        assertThat(kit.repositories.commits).isEmpty();
    }

    @Test
    void fieldsHaveNames() {
        assertThat(failure("Record(collection, {'x', text = 'y'}):save()"))
                .isEqualTo("the fields of a Record have names");
    }

    @Test
    void newRecordWithANameIsCreatedAndALoadedOneSwapped() {
        alice(
                "{}",
                """
                local r = Record(collection, {text = "1"}):set_rkey("a"):save()
                r.text = "2"
                r:save()
                """);

        Repositories.Stored now = stored(RecordKit.ALICE, "a");
        assertThat(kit.repositories.commits.getFirst().getFirst())
                .isInstanceOf(RepoWrite.Create.class);
        RepoWrite.Put put = (RepoWrite.Put) kit.repositories.commits.getLast().getFirst();
        assertThat(put.swap()).isPresent().isNotEqualTo(Optional.of(now.cid()));
        assertThat(now.value().text("text")).contains("2");
    }

    @Test
    void scriptRunsAgainWhenAnotherWriteCameBetween() {
        alice("{}", "Record(collection, {text = 'x', count = 1}):set_rkey('a'):save()");
        kit.repositories.meanwhile =
                Optional.of(() -> alice("{}", count("local r = Record.load(uri)")));

        String answer = alice("{}", count("local r = Record.load(uri)"));

        assertThat(answer).isEqualTo("3");
        assertThat(stored(RecordKit.ALICE, "a").value().integer("count")).hasValue(3);
    }

    @Test
    void conflictThatIsTheScriptsOwnIsItsError() {
        alice("{}", "Record(collection, {text = 'x'}):set_rkey('a'):save()");

        assertThat(failure("Record(collection, {text = 'y'}):set_rkey('a'):save()"))
                .isEqualTo("PDS createRecord returned 409: Record was another");
    }

    @Test
    void conflictAfterAnotherWriteIsAnErrorOfTheScript() {
        alice("{}", "Record(collection, {text = 'x'}):set_rkey('a'):save()");

        String answer =
                alice(
                        "{}",
                        """
                        Record(collection, {text = "1"}):save()
                        local ok, why = pcall(function()
                            Record(collection, {text = "2"}):set_rkey("a"):save()
                        end)
                        return {ok, why:match("PDS.*")}
                        """);

        assertThat(answer)
                .isEqualTo("[false,\"PDS createRecord returned 409: Record was another\"]");
        assertThat(kit.repositories.commits).hasSize(2);
    }

    @Test
    void refusalOfTheHostIsTheError() {
        kit.repositories.next = Optional.of(new WriteOutcome.Refused(400, "{\"error\":\"X\"}"));

        assertThat(failure("Record(collection, {text = 'x'}):save()"))
                .isEqualTo("PDS createRecord returned 400: {\"error\":\"X\"}");
    }

    @Test
    void deletes() {
        String answer =
                alice(
                        "{}",
                        """
                        local r = Record(collection, {text = "x"}):set_rkey("a"):save()
                        r:delete()
                        return {tostring(r._uri), tostring(r._cid),
                                tostring(Record.load("at://did:plc:alice/com.example.note/a"))}
                        """);

        assertThat(answer).isEqualTo("[\"nil\",\"nil\",\"nil\"]");
        assertThat(failure("Record(collection):delete()"))
                .isEqualTo("cannot delete a Record that has no _uri");
    }

    @Test
    void savesTogetherWhatLiesInOneRepositoryHere() {
        String answer =
                alice(
                        "{}",
                        """
                        local list = {}
                        for i = 1, 3 do list[i] = Record(collection, {text = "n" .. i}) end
                        local answers = Record.save_all(list)
                        return {#answers, answers[2].uri == list[2]._uri, list[3].text,
                                answers[3].cid == list[3]._cid}
                        """);

        assertThat(answer).isEqualTo("[3,true,\"n3\",true]");
        assertThat(kit.repositories.commits).hasSize(1);
        assertThat(kit.repositories.commits.getFirst()).hasSize(3);
    }

    @Test
    void oneBadRecordOfSeveralWritesNone() {
        assertThat(failure("Record.save_all({Record(collection, {text='1'}), Record(collection)})"))
                .isEqualTo("missing required field 'text'");
        assertThat(failure("local r = Record(collection, {text='1'}) Record.save_all({r, r})"))
                .isEqualTo("Record.save_all was given the same record twice");
        assertThat(failure("Record.save_all({{}})")).isEqualTo("expected a Record");
        assertThat(alice("{}", "return Record.save_all({})")).isEqualTo("[]");
        assertThat(kit.repositories.commits).isEmpty();
    }

    @Test
    void writesAtMostTwoHundredRecords() {
        String many =
                """
                local list = {}
                for i = 1, %d do list[i] = Record(collection, {text = "n"}) end
                return #Record.save_all(list)
                """;

        assertThat(alice("{}", many.formatted(199))).isEqualTo("199");
        assertThat(alice("{}", many.formatted(200))).isEqualTo("200");
        assertThat(failure(many.formatted(201))).isEqualTo("too many record writes: at most 200");
    }

    @Test
    void writesElsewhereOneByOneAndIntoTheIndex() {
        String answer =
                kit.answer(
                        RecordKit.carol("{}"),
                        """
                        local a = Record(collection, {text = "1"}):set_rkey("a")
                        local b = Record(collection, {text = "2"}):set_rkey("b")
                        Record.save_all({a, b})
                        a.text = "3"
                        a:save()
                        b:delete()
                        return Record.load(a._uri).text
                        """);

        assertThat(answer).isEqualTo("\"3\"");
        assertThat(kit.elsewhere.requests)
                .containsExactly(
                        "createRecord did:plc:carol",
                        "createRecord did:plc:carol",
                        "putRecord did:plc:carol",
                        "deleteRecord did:plc:carol");
        assertThat(kit.indexed("at://did:plc:carol/com.example.note/a").orElseThrow().text("cid"))
                .isNotEmpty();
        assertThat(kit.indexed("at://did:plc:carol/com.example.note/b")).isEmpty();
    }

    @Test
    void firstFailureElsewhereEndsTheSaving() {
        kit.elsewhere.outcomes.add(new WriteOutcome.Refused(502, "no"));

        assertThat(
                        kit.failure(
                                RecordKit.carol("{}"),
                                """
                                Record.save_all({Record(collection, {text = "1"}),
                                                 Record(collection, {text = "2"})})
                                """))
                .isEqualTo("PDS createRecord returned 502: no");
        assertThat(kit.elsewhere.requests).hasSize(1);
    }

    @Test
    void hostThatIsAwayIsAnError() {
        kit.elsewhere.unreachable =
                Optional.of(new Refusal(Refusal.Kind.UPSTREAM_FAILED, "", "connection refused"));

        assertThat(kit.failure(RecordKit.carol("{\"text\":\"x\"}"), SAVE))
                .isEqualTo("PDS createRecord failed: connection refused");
    }

    @Test
    void hostThatAnswersForAnotherRecordIsNotBelieved() {
        AtUri forged = AtUri.of(RecordKit.BOB, RecordKit.NOTES, new RecordKey("a"));
        kit.elsewhere.outcomes.add(
                new WriteOutcome.Written(
                        List.of(
                                new WriteOutcome.Result(
                                        forged, Optional.empty(), Json.Members.EMPTY))));

        assertThat(kit.failure(RecordKit.carol("{\"text\":\"x\"}"), SAVE))
                .startsWith("PDS createRecord returned 502: ");
        assertThat(kit.indexed(forged.toString())).isEmpty();
    }

    @Test
    void sessionThatIsOverEndsTheRun() {
        kit.elsewhere.outcomes.add(new WriteOutcome.LoggedOut("log in again"));

        ScriptOutcome outcome =
                kit.run(
                        RecordKit.carol("{}"),
                        "function handle() pcall(function() "
                                + "Record(collection, {text = 'x'}):save() end) end");

        assertThat(outcome).isEqualTo(new ScriptOutcome.LoggedOut("log in again"));
    }

    @Test
    void delegateWritesTheAccountItWasCheckedFor() {
        Occasion.Procedure delegated =
                RecordKit.procedure(
                        new AppCaller.Local(RecordKit.ALICE, Scope.ACCESS),
                        "{\"text\":\"x\"}",
                        Optional.of(RecordKit.BOB));

        assertThat(kit.answer(delegated, SAVE)).contains("at://did:plc:bob/");
    }

    @Test
    void repositoryOfAStrangerIsNotWritten() {
        alice("{}", "Record(collection, {text = 'x'}):set_rkey('a'):save()");
        String refused =
                "cannot write the repository of did:plc:%s: you are not a delegate of this account";
        Did bob = RecordKit.BOB;
        Occasion.Procedure stranger =
                RecordKit.procedure(new AppCaller.Local(bob, Scope.ACCESS), "{}", Optional.empty());
        String load = "local r = Record.load('at://did:plc:alice/com.example.note/a') ";

        assertThat(kit.failure(stranger, load + "r:save()")).isEqualTo(refused.formatted("alice"));
        assertThat(kit.failure(stranger, load + "r:delete()"))
                .isEqualTo(refused.formatted("alice"));
        assertThat(failure("Record(collection, {text='x'}):set_repo('did:plc:bob'):save()"))
                .isEqualTo(refused.formatted("bob"));
        kit.delegated.add(bob);
        assertThat(
                        alice(
                                "{\"text\":\"x\"}",
                                SAVE.replace(":save()", ":set_repo('did:plc:bob'):save()")))
                .contains("at://did:plc:bob/");
    }

    @Test
    void storedRecordStaysWhereItIs() {
        String save = "local r = Record(collection, {text = 'x'}):set_rkey('a'):save() ";
        kit.delegated.add(RecordKit.BOB);

        assertThat(failure(save + "r._collection = 'com.example.other' r:save()"))
                .isEqualTo("a stored Record stays in its collection");
        assertThat(failure(save.replace("'a'", "'b'") + "r:set_repo('did:plc:bob'):save()"))
                .isEqualTo("a stored Record stays in its repository");
    }

    @Test
    void malformedNamesAreErrorsOfTheScript() {
        assertThat(failure("Record('nothing', {}):save()")).contains("NSID");
        assertThat(failure("Record(collection, {text = 'x'}):set_rkey('a b'):save()"))
                .contains("record key");
        assertThat(failure("Record(collection, {text = 'x'}):set_repo('bob'):save()"))
                .contains("DID");
    }

    @Test
    void queriesAndHooksWriteNothing() {
        Occasion query = RecordKit.query("{}");
        Occasion hook =
                new Occasion.Hook(
                        "create",
                        AtUri.of(RecordKit.CAROL, RecordKit.NOTES, new RecordKey("a")),
                        Optional.empty(),
                        Optional.empty());
        String save = "Record('com.example.note', {text = 'x'}):save()";

        assertThat(kit.failure(query, save)).isEqualTo("Record:save is not for queries");
        assertThat(kit.failure(query, "Record.save_all({})"))
                .isEqualTo("Record.save_all is not for queries");
        assertThat(kit.failure(hook, save)).isEqualTo("Record:save is not for hooks");
        assertThat(kit.repositories.commits).isEmpty();
    }

    private static String count(String load) {
        return "local uri = 'at://did:plc:alice/com.example.note/a' "
                + load
                + " r.count = r.count + 1 r:save() return r.count";
    }

    private String alice(String input, String body) {
        return kit.answer(RecordKit.alice(input), body);
    }

    private String failure(String body) {
        return kit.failure(RecordKit.alice("{}"), body);
    }

    private Repositories.Stored stored(Did did, String key) {
        return kit.repositories.load(did, RecordKit.NOTES, new RecordKey(key)).orElseThrow();
    }
}
