package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.repo.MstKey;
import chancery.atproto.sync.Event;
import chancery.atproto.sync.EventFrame;
import chancery.atproto.sync.EventSource;
import chancery.atproto.syntax.Did;
import chancery.pds.Server.Answer;
import chancery.pds.Server.User;
import chancery.pds.repo.Draft;
import chancery.pds.repo.PreparedRecord;
import chancery.web.Refusal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The bounds of a write, at their edges.
class WriteLimitsHttpTest {
    private static final String CREATE = "com.atproto.repo.createRecord";
    private static final int EVENT_BYTES_MAX = 2_000_000;
    private static final int RECORD_BYTES_MAX = 1_000_000;
    private static final int BODY_BYTES_MAX = 1_000_000;
    private static final int NODE_ENTRIES_MAX = 256;

    private final Server server = new Server();
    private User alice;
    private Did did;

    @BeforeEach
    void open() {
        alice = server.user("alice");
        did = Did.parse(alice.did());
    }

    @AfterEach
    void close() {
        assertThat(server.kit.faults(did)).isEmpty();
        server.close();
    }

    @Test
    void k10KeysMinedIntoOneNodeEndInARefusalAndEveryEventCanBeSent() throws Exception {
        List<String> mined = minedKeys(NODE_ENTRIES_MAX + 4);
        mined.subList(0, NODE_ENTRIES_MAX - 1).forEach(this::write);
        Answer last = create(mined.get(NODE_ENTRIES_MAX - 1), "'text':'last'");
        String before = head();

        for (String key : mined.subList(NODE_ENTRIES_MAX, mined.size())) {
            Answer refused = create(key, "'text':'one too many'");

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.error()).isEqualTo("InvalidRequest");
        }

        assertThat(last.status()).isEqualTo(200);
        assertThat(head()).isEqualTo(before);
        assertThat(eventSizes())
                .hasSize(NODE_ENTRIES_MAX + 1)
                .allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(EVENT_BYTES_MAX));
    }

    @Test
    void commitWhoseEventWouldBeTooLargeIsRefused() throws Exception {
        String before = head();
        List<Draft> drafts = new ArrayList<>();
        for (String key : List.of("a", "b", "c")) {
            drafts.add(new Draft.Create(ofSize(key, 700_000)));
        }

        assertThatThrownBy(() -> server.kit.parts.writer.write(did, repo -> drafts))
                .isInstanceOf(Refusal.class)
                .hasMessage("Too many writes. Max event size: 2MB")
                .extracting(e -> ((Refusal) e).name())
                .isEqualTo("InvalidRequest");
        assertThat(head()).isEqualTo(before);
        server.kit.parts.writer.write(did, repo -> drafts.subList(0, 2));
        assertThat(eventSizes().getLast()).isBetween(1_400_000, EVENT_BYTES_MAX);
    }

    @ParameterizedTest
    @ValueSource(ints = {RECORD_BYTES_MAX - 1, RECORD_BYTES_MAX})
    void recordUpToTheLimitIsWritten(int bytes) {
        PreparedRecord record = ofSize("a", bytes);

        server.kit.parts.writer.write(did, repo -> List.of(new Draft.Create(record)));

        assertThat(record.bytes()).hasSize(bytes);
        assertThat(server.kit.seen(did).records()).isOne();
    }

    @Test
    void recordPastTheLimitIsRefused() {
        assertThatThrownBy(() -> ofSize("a", RECORD_BYTES_MAX + 1))
                .isInstanceOf(Refusal.class)
                .hasMessage("Record too big. Max: 1000000 bytes");
    }

    @Test
    void bodyIsBoundedAtTheEdge() {
        Answer below = post(padded("a", BODY_BYTES_MAX - 1));
        Answer fits = post(padded("b", BODY_BYTES_MAX));
        String before = head();
        Answer tooLarge = post(padded("c", BODY_BYTES_MAX + 1));

        assertThat(below.status()).isEqualTo(200);
        assertThat(fits.status()).isEqualTo(200);
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(head()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'text':'one','text':'two'",
                "'deep':{'text':'one','text':'two'}",
                "'text':'one','\\u0074ext':'two'",
            })
    void keysGivenTwiceAreRefused(String fields) {
        String before = head();

        Answer refused = create("a", fields);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("InvalidRequest");
        assertThat(head()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 33, 200, 100_000})
    void recordsNestedTooDeepAreRefused(int levels) {
        String before = head();

        Answer refused = create("a", nested(levels));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("InvalidRequest");
        assertThat(head()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 31})
    void recordsNestedUpToTheLimitCanBeReadAndDeleted(int levels) {
        Answer created = create("a", nested(levels));
        Answer read =
                server.get(
                        "com.atproto.repo.getRecord?repo=%s&collection=com.example.note&rkey=a"
                                .formatted(did));
        Answer deleted =
                server.call(
                        alice,
                        "com.atproto.repo.deleteRecord",
                        "{'repo':'%s','collection':'com.example.note','rkey':'a'}".formatted(did));

        assertThat(created.status()).isEqualTo(200);
        assertThat(read.status()).isEqualTo(200);
        assertThat(deleted.status()).isEqualTo(200);
    }

    /// A field whose record has this many levels of maps and arrays; the body is one more.
    private static String nested(int levels) {
        return "'deep':" + "[".repeat(levels - 1) + "]".repeat(levels - 1);
    }

    private static List<String> minedKeys(int count) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; keys.size() < count; i++) {
            String key = "k" + i + "-" + "x".repeat(480);
            if (MstKey.of(Kit.path(key)).layer() == 0) {
                keys.add(key);
            }
        }
        return keys;
    }

    /// A record whose block has exactly this many bytes; `key` is a letter.
    private PreparedRecord ofSize(String key, int bytes) {
        int rest = server.kit.prepared(key, Kit.note(key.repeat(100_000))).bytes().length - 100_000;
        return server.kit.prepared(key, Kit.note(key.repeat(bytes - rest)));
    }

    private void write(String key) {
        Draft draft = new Draft.Create(server.kit.prepared(key, Kit.note("mined")));
        server.kit.parts.writer.write(did, repo -> List.of(draft));
    }

    private Answer create(String key, String fields) {
        return post(body(key, fields));
    }

    private String padded(String key, int bytes) {
        String body = body(key, "'text':'padded'");
        return body + " ".repeat(bytes - body.length());
    }

    private String body(String key, String fields) {
        return "{'repo':'%s','collection':'com.example.note','rkey':'%s','record':{%s}}"
                .formatted(did, key, fields);
    }

    private Answer post(String body) {
        return server.call(alice, CREATE, body);
    }

    private String head() {
        return server.kit.seen(did).head().orElseThrow().commit().toString();
    }

    private List<Integer> eventSizes() throws InterruptedException {
        List<Integer> sizes = new ArrayList<>();
        try (EventSource.Events events = server.kit.parts.events.after(0)) {
            Optional<EventFrame> next = events.next(Duration.ZERO);
            while (next.isPresent()) {
                if (next.get() instanceof EventFrame.Sequenced(_, Event.Commit commit)) {
                    sizes.add(commit.blocks().toArray().length);
                }
                next = events.next(Duration.ZERO);
            }
        }
        return sizes;
    }
}
