package chancery.appview.kit;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.Multikey;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.repo.Block;
import chancery.atproto.repo.BlockSource;
import chancery.atproto.repo.BoundedNodeCache;
import chancery.atproto.repo.CarWriter;
import chancery.atproto.repo.CommitPlan;
import chancery.atproto.repo.Head;
import chancery.atproto.repo.NodeCache;
import chancery.atproto.repo.RepoOp;
import chancery.atproto.repo.RepoState;
import chancery.atproto.repo.Write;
import chancery.atproto.sync.Event;
import chancery.atproto.sync.RecordOp;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordPath;
import chancery.atproto.syntax.Tid;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// A repository elsewhere, with its key: makes real commits and the events that tell of them.
public final class RepoDouble {
    private final Did did;
    private final PrivateKey key;
    private final Map<Cid, byte[]> stored = new HashMap<>();
    private final NodeCache cache = new BoundedNodeCache(1 << 16);
    private Optional<Head> head = Optional.empty();
    private long micros;

    /// @param at the moment of the first revision
    public RepoDouble(String did, Instant at, long seed) {
        this.did = Did.parse(did);
        this.key = PrivateKey.generate(Curve.K256, new SplittableRandom(seed));
        this.micros = at.getEpochSecond() * 1_000_000;
    }

    public Did did() {
        return did;
    }

    /// The document with the key of the repository.
    public DidDocument document() {
        Json.Members method =
                Json.Members.builder()
                        .put("id", did + "#atproto")
                        .put("type", "Multikey")
                        .put("controller", did.value())
                        .put("publicKeyMultibase", Multikey.format(key.publicKey()))
                        .build();
        Json.Members document =
                Json.Members.builder()
                        .put("id", did.value())
                        .put("verificationMethod", List.of(method))
                        .build();
        return DidDocument.parse(document.write().getBytes(StandardCharsets.UTF_8));
    }

    public static Write creates(String path, String text) {
        return new Write.Create(RecordPath.parse(path), block(text));
    }

    public static Write updates(String path, String text) {
        return new Write.Update(RecordPath.parse(path), block(text));
    }

    public static Write deletes(String path) {
        return new Write.Delete(RecordPath.parse(path));
    }

    /// The record of this text.
    public static Json.Members record(String text) {
        return Json.Members.builder().put("text", text).build();
    }

    private static Block block(String text) {
        return Block.ofDagCbor(DagCbor.encode(JsonText.toRecord(record(text))));
    }

    /// Commits, and tells of it.
    public Event.Commit commit(Write... writes) {
        BlockSource source = BlockSource.of(stored);
        RepoState state =
                head.map(at -> RepoState.at(did, at, source, cache))
                        .orElseGet(() -> RepoState.genesis(did, source, cache));
        CommitPlan plan =
                (CommitPlan) CommitPlan.of(state, List.of(writes), Tid.of(micros++, 1), key::sign);
        plan.changes().added().forEach(block -> stored.put(block.cid(), block.bytes()));
        head = Optional.of(plan.after());
        return new Event.Commit(
                did,
                plan.after().commit(),
                plan.after().rev(),
                plan.since(),
                plan.prevData(),
                Value.Bytes.of(plan.eventBlocks()),
                plan.ops().stream().map(RepoDouble::op).toList(),
                Instant.EPOCH);
    }

    /// Declares the state as it is.
    public Event.Sync sync() {
        Head at = head.orElseThrow();
        Block commit = new Block(at.commit(), commitBytes(at));
        return new Event.Sync(
                did,
                at.rev(),
                Value.Bytes.of(CarWriter.slice(at.commit(), List.of(commit))),
                Instant.EPOCH);
    }

    private byte[] commitBytes(Head at) {
        return BlockSource.of(stored).find(at.commit()).orElseThrow();
    }

    private static RecordOp op(RepoOp op) {
        return switch (op) {
            case RepoOp.Create(var path, var cid) -> new RecordOp.Create(path.path(), cid);
            case RepoOp.Update(var path, var cid, var prev) ->
                    new RecordOp.Update(path.path(), cid, Optional.of(prev));
            case RepoOp.Delete(var path, var prev) ->
                    new RecordOp.Delete(path.path(), Optional.of(prev));
        };
    }
}
