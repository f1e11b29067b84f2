package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.repo.BlockSource;
import chancery.atproto.repo.Commit;
import chancery.atproto.repo.Inversion;
import chancery.atproto.repo.Mst;
import chancery.atproto.repo.MstKey;
import chancery.atproto.repo.NodeCache;
import chancery.atproto.repo.RepoLimits;
import chancery.atproto.repo.RepoOp;
import chancery.atproto.sync.Event;
import chancery.atproto.sync.EventFrame;
import chancery.atproto.sync.EventSource;
import chancery.atproto.sync.RecordOp;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.pds.repo.Draft;
import chancery.pds.repo.PreparedRecord;
import chancery.pds.repo.RepoWriter;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// A random workload on one repository, compared with a map, proved from the signatures up, and
/// followed on the event log by a consumer that trusts nothing.
class RepoWorkloadTest {
    private static final long SEED = 20_260_102;
    private static final int ROUNDS = 250;
    private static final int KEYS = 60;

    private final Kit kit = new Kit();
    private final Did did = kit.account("alice").did();
    private final Random random = new Random(SEED);
    private final Map<String, String> model = new TreeMap<>();

    @Test
    void storedBlocksAreExactlyTheReachableOnes() {
        for (int i = 0; i < ROUNDS; i++) {
            writeSomething();
        }

        assertThat(kit.faults(did)).isEmpty();
        assertThat(kit.seen(did).records()).isEqualTo(model.size());
    }

    @Test
    void everyCommitOfTheLogIsSignedAndInverts() throws InterruptedException {
        for (int i = 0; i < ROUNDS; i++) {
            writeSomething();
        }

        List<Event.Commit> commits = commits();

        assertThat(commits).hasSize(ROUNDS + 1);
        for (int i = 1; i < commits.size(); i++) {
            assertThat(rootBefore(commits.get(i))).isEqualTo(commits.get(i).prevData().get());
            assertThat(commits.get(i).prevData()).contains(data(commits.get(i - 1)));
            assertThat(commits.get(i).since()).contains(commits.get(i - 1).rev());
        }
    }

    /// One to five writes on different keys; texts repeat, so that records share blocks.
    private void writeSomething() {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            String key = "k" + random.nextInt(KEYS);
            if (!drafts.containsKey(key)) {
                drafts.put(key, draft(key));
            }
        }
        RepoWriter writer = kit.parts.writer;
        writer.write(did, repo -> List.copyOf(drafts.values()));
    }

    private Draft draft(String key) {
        if (model.containsKey(key) && random.nextInt(3) == 0) {
            model.remove(key);
            return new Draft.Delete(Kit.path(key));
        }
        String text = "text " + random.nextInt(12);
        boolean known = model.put(key, text) != null;
        PreparedRecord record = kit.prepared(key, Kit.note(text));
        return known ? new Draft.Update(record) : new Draft.Create(record);
    }

    private List<Event.Commit> commits() throws InterruptedException {
        List<Event.Commit> commits = new ArrayList<>();
        try (EventSource.Events events = kit.parts.events.after(0)) {
            Optional<EventFrame> next = events.next(Duration.ZERO);
            while (next.isPresent()) {
                if (next.get() instanceof EventFrame.Sequenced(_, Event.Commit commit)) {
                    commits.add(commit);
                }
                next = events.next(Duration.ZERO);
            }
        }
        return commits;
    }

    private Cid rootBefore(Event.Commit event) {
        Map<Cid, byte[]> blocks = Cars.read(event.blocks().toArray());
        Commit commit = Commit.decode(Cars.block(blocks, event.commit()));
        assertThat(commit.did()).isEqualTo(did);
        assertThat(commit.signedBy((message, sig) -> kit.signedBy(did, message, sig))).isTrue();
        Mst tree =
                Mst.at(commit.data(), BlockSource.of(blocks), NodeCache.NONE, RepoLimits.STANDARD);
        return Inversion.rootBefore(tree, event.ops().stream().map(RepoWorkloadTest::op).toList());
    }

    private static Cid data(Event.Commit event) {
        Map<Cid, byte[]> blocks = Cars.read(event.blocks().toArray());
        return Commit.decode(Cars.block(blocks, event.commit())).data();
    }

    private static RepoOp op(RecordOp op) {
        MstKey key = MstKey.of(op.path());
        return switch (op) {
            case RecordOp.Create(_, var cid) -> new RepoOp.Create(key, cid);
            case RecordOp.Update(_, var cid, var prev) ->
                    new RepoOp.Update(key, cid, prev.orElseThrow());
            case RecordOp.Delete(_, var prev) -> new RepoOp.Delete(key, prev.orElseThrow());
        };
    }
}
