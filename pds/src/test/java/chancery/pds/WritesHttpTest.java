package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.syntax.Did;
import chancery.pds.Server.Answer;
import chancery.pds.Server.User;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

/// The four writing methods over HTTP, by the table of the write path.
class WritesHttpTest {
    private static final String CREATE = "com.atproto.repo.createRecord";
    private static final String PUT = "com.atproto.repo.putRecord";
    private static final String DELETE = "com.atproto.repo.deleteRecord";
    private static final String APPLY = "com.atproto.repo.applyWrites";
    private static final String POST =
            "{'$type':'app.bsky.feed.post','text':'hi','createdAt':'2026-01-02T03:04:05.678Z'}";

    private final Server server = new Server();
    private User alice;

    @BeforeEach
    void open() {
        alice = server.user("alice");
    }

    @AfterEach
    void close() {
        assertThat(server.kit.faults(Did.parse(alice.did()))).isEmpty();
        server.close();
    }

    @Test
    void createdRecordIsFoundAgain() {
        Answer created = create("app.bsky.feed.post", "", POST);

        Answer found = server.get(getRecord(created.text("uri")));

        assertThat(created.text("validationStatus")).isEqualTo("valid");
        assertThat(created.text("uri")).startsWith("at://" + alice.did() + "/app.bsky.feed.post/3");
        assertThat(created.body().map("commit").orElseThrow().text("rev")).isPresent();
        assertThat(found.text("cid")).isEqualTo(created.text("cid"));
        assertThat(found.body().map("value").orElseThrow().text("text")).contains("hi");
    }

    @Test
    void missingTypeIsTheCollection() {
        Answer created = create("com.example.note", "'rkey':'a',", "{'text':'hi'}");

        Answer found = server.get(getRecord(created.text("uri")));

        assertThat(created.text("validationStatus")).isEqualTo("unknown");
        assertThat(found.body().map("value").orElseThrow().text("$type"))
                .contains("com.example.note");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "app.bsky.feed.post|'validate':true,|{'text':'x'}"
                        + "|Invalid app.bsky.feed.post record: Missing required key \"createdAt\""
                        + " at $.record",
                "com.example.note|'validate':true,|{'text':'x'}"
                        + "|Unknown lexicon type: com.example.note",
                "com.example.note||{'$type':'com.example.other'}"
                        + "|Invalid $type: expected com.example.note, got com.example.other",
                "com.example.note|'validate':false,|{'$type':'com.example.other'}"
                        + "|Invalid $type: expected com.example.note, got com.example.other",
                "app.bsky.actor.profile||{'displayName':'x'}"
                        + "|Invalid record key for app.bsky.actor.profile",
                "com.example.note|'validate':false,"
                        + "|{'pic':{'cid':"
                        + "'bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq',"
                        + "'mimeType':'image/png'}}|Legacy blobs are not allowed",
                "com.example.note||{'description':1.5}|at $.record.description (got float)",
                "com.example.note|'rkey':'..',|{'text':'x'}|(got \"..\") at $.rkey",
            })
    void badRecordsAreRefusedWithTheTextsClientsKnow(
            String collection, String options, String record, String message) {
        String before = head();

        Answer refused = create(collection, Optional.ofNullable(options).orElse(""), record);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("InvalidRequest");
        assertThat(refused.message()).contains(message);
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void createOnAnExistingKeyIsAConflict() {
        create("com.example.note", "'rkey':'a',", "{'text':'one'}");
        String before = head();

        Answer refused = create("com.example.note", "'rkey':'a',", "{'text':'two'}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.error()).isEqualTo("RecordAlreadyExists");
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void secondLikeOfOnePostReplacesTheFirst() {
        String like =
                "{'subject':{'uri':'at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3k',"
                        + "'cid':'bafyreie5cvv4h45feadgeuwhbcutmh6t2ceseocckahdoe6uat64zmz454'},"
                        + "'createdAt':'2026-01-02T03:04:05.678Z'}";
        Answer first = create("app.bsky.feed.like", "", like);

        Answer second = create("app.bsky.feed.like", "", like);

        assertThat(server.get(getRecord(first.text("uri"))).error()).isEqualTo("RecordNotFound");
        assertThat(server.get(getRecord(second.text("uri"))).status()).isEqualTo(200);
    }

    @Test
    void sameRecordPutAgainMakesNoCommit() {
        Answer first = put("{'text':'one'}", "");
        String before = head();

        Answer again = put("{'text':'one'}", "'swapRecord':null,");

        assertThat(first.body().contains("commit")).isTrue();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().contains("commit")).isFalse();
        assertThat(again.text("cid")).isEqualTo(first.text("cid"));
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void swapsThatDoNotHoldChangeNothing() {
        String cid = put("{'text':'one'}", "'swapRecord':null,").text("cid");
        String other = "bafyreie5cvv4h45feadgeuwhbcutmh6t2ceseocckahdoe6uat64zmz454";
        String before = head();

        Answer absent = put("{'text':'two'}", "'swapRecord':null,");
        Answer wrong = put("{'text':'two'}", "'swapRecord':'" + other + "',");
        Answer commit = put("{'text':'two'}", "'swapCommit':'" + other + "',");
        Answer delete = delete("'swapRecord':'" + other + "',");

        assertThat(absent.error()).isEqualTo("InvalidSwap");
        assertThat(absent.message()).isEqualTo("Record was at " + cid);
        assertThat(wrong.error()).isEqualTo("InvalidSwap");
        assertThat(commit.message()).startsWith("Commit was at bafyrei");
        assertThat(delete.error()).isEqualTo("InvalidSwap");
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void swapsThatHoldAreDone() {
        String cid = put("{'text':'one'}", "'swapRecord':null,").text("cid");

        Answer put = put("{'text':'two'}", "'swapRecord':'" + cid + "',");
        Answer delete = delete("'swapRecord':'" + put.text("cid") + "',");

        assertThat(put.status()).isEqualTo(200);
        assertThat(delete.body().contains("commit")).isTrue();
    }

    @Test
    void deleteOfNothingIsAnEmptyObject() {
        String before = head();

        Answer nothing = delete("");

        assertThat(nothing.status()).isEqualTo(200);
        assertThat(nothing.body().size()).isZero();
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void twoHundredWritesAreOneEventWithTwoHundredOperations() {
        long before = server.kit.store.log("events").tail();

        Answer applied = apply(writes(200));

        assertThat(applied.status()).isEqualTo(200);
        assertThat(applied.body().items("results")).hasSize(200);
        assertThat(server.kit.store.log("events").tail()).isEqualTo(before + 1);
    }

    @Test
    void twoHundredAndOneWritesAreRefused() {
        String before = head();

        Answer refused = apply(writes(201));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).isEqualTo("Too many writes. Max: 200");
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void oneBadWriteAmongManyChangesNothing() {
        String before = head();
        long events = server.kit.store.log("events").tail();

        Answer refused =
                apply(
                        writes(199)
                                + ",{'$type':'com.atproto.repo.applyWrites#update',"
                                + "'collection':'com.example.note','rkey':'missing',"
                                + "'value':{'text':'x'}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("RecordNotFound");
        assertThat(head()).isEqualTo(before);
        assertThat(server.kit.store.log("events").tail()).isEqualTo(events);
    }

    @Test
    void createAndDeleteOfOneKeyInOneBatchIsAccepted() {
        Answer applied =
                apply(
                        "{'$type':'com.atproto.repo.applyWrites#create',"
                                + "'collection':'com.example.note','rkey':'a',"
                                + "'value':{'text':'x'}},"
                                + "{'$type':'com.atproto.repo.applyWrites#delete',"
                                + "'collection':'com.example.note','rkey':'a'}");

        assertThat(applied.status()).isEqualTo(200);
        assertThat(applied.body().items("results")).hasSize(2);
    }

    @Test
    void anotherAccountsRepositoryIsRefused() {
        User bob = server.user("bob");
        String body = "{'repo':'" + alice.did() + "','collection':'com.example.note','record':{}}";

        Answer refused = server.call(bob, CREATE, body);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.error()).isEqualTo("AuthenticationRequired");
    }

    @Test
    void handleNamesTheRepositoryAsWell() {
        Answer created =
                server.call(
                        alice,
                        CREATE,
                        "{'repo':'ALICE.test','collection':'com.example.note','record':{}}");

        assertThat(created.text("uri")).startsWith("at://" + alice.did() + "/");
    }

    @Test
    void pagesGoNewestFirstAndResume() {
        apply(writes(5));

        Answer page = server.get(list("&limit=2"));
        Answer rest = server.get(list("&limit=10&cursor=" + page.text("cursor")));
        Answer oldest = server.get(list("&limit=1&reverse=true"));
        Answer end = server.get(list("&cursor=k100"));

        assertThat(page.text("cursor")).isEqualTo("k103");
        assertThat(rest.body().items("records")).hasSize(3);
        assertThat(oldest.text("cursor")).isEqualTo("k100");
        assertThat(end.body().contains("cursor")).isFalse();
    }

    @Test
    void describeNamesCollectionsAndHandle() {
        create("app.bsky.feed.post", "", POST);
        create("com.example.note", "", "{}");

        Answer described = server.get("com.atproto.repo.describeRepo?repo=" + alice.handle());

        assertThat(described.body().items("collections")).hasSize(2);
        assertThat(described.body().toString()).contains("handleIsCorrect=Bool[value=true]");
    }

    private Answer create(String collection, String options, String record) {
        return server.call(
                alice,
                CREATE,
                "{'repo':'%s','collection':'%s',%s'record':%s}"
                        .formatted(alice.did(), collection, options, record));
    }

    private Answer put(String record, String options) {
        return server.call(
                alice,
                PUT,
                "{'repo':'%s','collection':'com.example.note','rkey':'a',%s'record':%s}"
                        .formatted(alice.did(), options, record));
    }

    private Answer delete(String options) {
        return server.call(
                alice,
                DELETE,
                "{'repo':'%s','collection':'com.example.note',%s'rkey':'a'}"
                        .formatted(alice.did(), options));
    }

    private Answer apply(String writes) {
        return server.call(
                alice, APPLY, "{'repo':'%s','writes':[%s]}".formatted(alice.did(), writes));
    }

    private static String writes(int count) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : ",")
                    .append("{'$type':'com.atproto.repo.applyWrites#create',")
                    .append("'collection':'com.example.note','rkey':'k%d',".formatted(100 + i))
                    .append("'value':{'text':'%d'}}".formatted(i));
        }
        return out.toString();
    }

    private String list(String more) {
        return "com.atproto.repo.listRecords?repo="
                + alice.did()
                + "&collection=com.example.note"
                + more;
    }

    private String head() {
        return server.get("com.atproto.sync.getLatestCommit?did=" + alice.did()).text("cid");
    }

    private static String getRecord(String uri) {
        String[] parts = uri.substring("at://".length()).split("/", -1);
        return "com.atproto.repo.getRecord?repo=%s&collection=%s&rkey=%s"
                .formatted(parts[0], parts[1], parts[2]);
    }
}
