package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.sync.EventFrame;
import chancery.atproto.sync.EventSource;
import chancery.atproto.syntax.Did;
import chancery.pds.Server.Answer;
import chancery.pds.Server.User;
import chancery.pds.limit.PdsLimits;
import chancery.pds.repo.Draft;
import chancery.pds.repo.PreparedRecord;
import chancery.pds.repo.RepoWriter;
import chancery.pds.repo.Written;
import chancery.pds.verify.PdsVerification;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/// Many writers of one repository.
class ConcurrentWritesTest {
    private static final int WRITERS = 64;
    private static final int EACH = 4;

    @Test
    void everyAcknowledgedWriteIsThereAndTheLogIsDense() throws Exception {
        Kit kit = new Kit();
        Did did = kit.account("alice").did();

        all(WRITERS, writer -> writeEach(kit, kit.parts.writer, did, "w" + writer));

        assertThat(kit.seen(did).records()).isEqualTo(WRITERS * EACH);
        assertThat(seqs(kit)).isEqualTo(dense(4 + WRITERS * EACH));
        assertThat(faults(kit)).isEmpty();
    }

    @Test
    void writersThatShareNothingButTheStoreLoseNothing() throws Exception {
        Kit kit = new Kit();
        Did did = kit.account("alice").did();
        List<RepoWriter> writers = List.of(kit.parts.writer, another(kit));

        all(8, number -> writeEach(kit, writers.get(number % 2), did, "w" + number));

        assertThat(kit.seen(did).records()).isEqualTo(8 * EACH);
        assertThat(seqs(kit)).isEqualTo(dense(4 + 8 * EACH));
        assertThat(faults(kit)).isEmpty();
    }

    @Test
    void slowerWriterDecidesAnewFromWhatTheQuickerLeft() {
        Kit kit = new Kit();
        Did did = kit.account("alice").did();
        RepoWriter other = another(kit);
        AtomicInteger decisions = new AtomicInteger();
        Draft quick = new Draft.Create(kit.prepared("a", Kit.note("quick")));

        Written written =
                kit.parts.writer.write(
                        did,
                        repo -> {
                            if (decisions.getAndIncrement() == 0) {
                                other.write(did, _ -> List.of(quick));
                            }
                            boolean there = repo.record(Kit.path("a")).isPresent();
                            PreparedRecord slow = kit.prepared("a", Kit.note("slow"));
                            return List.of(there ? new Draft.Update(slow) : new Draft.Create(slow));
                        });

        assertThat(written).isInstanceOf(Written.Committed.class);
        assertThat(decisions).hasValue(2);
        assertThat(faults(kit)).isEmpty();
    }

    @Test
    void refusalFromReadsThatDoNotFitTogetherIsDecidedAnew() {
        Kit kit = new Kit();
        Did did = kit.account("alice").did();
        RepoWriter other = another(kit);
        AtomicInteger decisions = new AtomicInteger();
        Draft first = new Draft.Create(kit.prepared("a", Kit.note("first")));
        Draft second = new Draft.Create(kit.prepared("a", Kit.note("second")));
        other.write(did, _ -> List.of(first));

        Written written =
                kit.parts.writer.write(
                        did,
                        _ -> {
                            if (decisions.getAndIncrement() == 0) {
                                other.write(did, _ -> List.of(new Draft.Delete(first.path())));
                            }
                            return List.of(second);
                        });

        assertThat(written).isInstanceOf(Written.Committed.class);
        assertThat(decisions).hasValue(2);
        assertThat(faults(kit)).isEmpty();
    }

    @Test
    void exactlyOneOfManySwapsWinsEachRound() throws Exception {
        try (Server server = new Server()) {
            User alice = server.user("alice");
            Did did = Did.parse(alice.did());
            String swap = "null";
            for (int round = 0; round < 5; round++) {
                String expected = swap;
                String text = "round " + round + " of ";
                List<Answer> answers =
                        all(16, caller -> put(server, alice, expected, text + caller));
                List<Answer> won = answers.stream().filter(a -> a.status() == 200).toList();
                List<Answer> lost = answers.stream().filter(a -> a.status() != 200).toList();

                assertThat(won).hasSize(1);
                assertThat(lost).allSatisfy(a -> assertThat(a.error()).isEqualTo("InvalidSwap"));
                swap = "'" + won.getFirst().text("cid") + "'";
            }
            assertThat(seqs(server.kit)).isEqualTo(dense(4 + 5));
            assertThat(server.kit.faults(did)).isEmpty();
        }
    }

    private static RepoWriter another(Kit kit) {
        return new PdsParts(kit.config, PdsLimits.STANDARD, kit.ports).writer;
    }

    private static int writeEach(Kit kit, RepoWriter writer, Did did, String name) {
        for (int i = 0; i < EACH; i++) {
            Draft draft = new Draft.Create(kit.prepared(name + "-" + i, Kit.note(name)));
            Written written = writer.write(did, repo -> List.of(draft));
            assertThat(written).isInstanceOf(Written.Committed.class);
        }
        return EACH;
    }

    private static Answer put(Server server, User user, String swap, String text) {
        return server.call(
                user,
                "com.atproto.repo.putRecord",
                ("{'repo':'%s','collection':'com.example.note','rkey':'a','swapRecord':%s,"
                                + "'record':{'text':'%s'}}")
                        .formatted(user.did(), swap, text));
    }

    /// What one of many does.
    @FunctionalInterface
    private interface Work<T> {
        T run(int number);
    }

    private static <T> List<T> all(int count, Work<T> work) throws Exception {
        List<Callable<T>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            calls.add(() -> work.run(number));
        }
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
        }
        return results;
    }

    private static List<Long> seqs(Kit kit) throws InterruptedException {
        List<Long> seqs = new ArrayList<>();
        try (EventSource.Events events = kit.parts.events.after(0)) {
            Optional<EventFrame> next = events.next(Duration.ZERO);
            while (next.isPresent()) {
                if (next.get() instanceof EventFrame.Sequenced(var seq, _)) {
                    seqs.add(seq);
                }
                next = events.next(Duration.ZERO);
            }
        }
        return seqs;
    }

    private static List<Long> dense(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /// What the proof from the signatures up finds: trees, rows, and commits that do not continue
    /// the one before.
    private static Set<String> faults(Kit kit) {
        Set<String> faults = new HashSet<>();
        PdsVerification.run(kit.store, kit.blobs, kit.ports.sealer(), kit.clock, new SecureRandom())
                .forEach(finding -> faults.addAll(finding.faults()));
        return faults;
    }
}
