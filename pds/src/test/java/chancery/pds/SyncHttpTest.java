package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.atproto.data.Value;
import chancery.atproto.repo.BlockSource;
import chancery.atproto.repo.Commit;
import chancery.atproto.repo.Mst;
import chancery.atproto.repo.MstKey;
import chancery.atproto.repo.NodeCache;
import chancery.atproto.repo.RepoLimits;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.pds.Server.Answer;
import chancery.pds.Server.User;
import chancery.pds.repo.BlobRows;
import chancery.pds.repo.Draft;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Archives, proofs, lists and blobs over HTTP.
class SyncHttpTest {
    private static final byte[] PNG =
            "\u0089PNG\r\n\u001a\n and so on".getBytes(StandardCharsets.ISO_8859_1);

    private final Server server = new Server();
    private User alice;
    private Did did;

    @BeforeEach
    void open() {
        alice = server.user("alice");
        did = Did.parse(alice.did());
        for (int i = 0; i < 20; i++) {
            Draft draft = new Draft.Create(server.kit.prepared("k" + i, Kit.note("n" + i)));
            server.kit.parts.writer.write(did, repo -> List.of(draft));
        }
    }

    @AfterEach
    void close() {
        assertThat(server.kit.faults(did)).isEmpty();
        server.close();
    }

    @Test
    void archiveBeginsWithTheSignedCommitAndHoldsTheWholeTree() {
        HttpResponse<byte[]> response = server.bytes("com.atproto.sync.getRepo?did=" + did);

        Map<Cid, byte[]> blocks = Cars.read(response.body());
        Cid root = blocks.keySet().iterator().next();
        Commit commit = Commit.decode(Cars.block(blocks, root));

        assertThat(response.headers().firstValue("content-type"))
                .contains("application/vnd.ipld.car");
        assertThat(root).hasToString(head());
        assertThat(commit.signedBy((m, s) -> server.kit.signedBy(did, m, s))).isTrue();
        assertThat(tree(commit, blocks).entries()).hasSize(20);
        assertThat(blocks.values()).hasSize((int) server.kit.seen(did).blocks());
    }

    @Test
    void archiveSinceARevisionAppliesOnTheOldOne() {
        Map<Cid, byte[]> old =
                Cars.read(server.bytes("com.atproto.sync.getRepo?did=" + did).body());
        String rev = latest().text("rev");
        write("new one");

        Map<Cid, byte[]> diff =
                Cars.read(
                        server.bytes("com.atproto.sync.getRepo?did=%s&since=%s".formatted(did, rev))
                                .body());
        old.putAll(diff);
        Commit commit = Commit.decode(Cars.block(old, Cid.parse(head())));

        assertThat(diff.size()).isLessThan(10);
        assertThat(tree(commit, old).entries()).hasSize(21);
    }

    @Test
    void proofHoldsForAPresentAndForAnAbsentRecord() {
        Map<Cid, byte[]> present = proof("k7");
        Map<Cid, byte[]> absent = proof("missing");

        Commit commit = Commit.decode(Cars.block(present, Cid.parse(head())));
        Optional<Cid> found = tree(commit, present).get(key("k7"));

        assertThat(found.map(present::containsKey)).contains(true);
        assertThat(tree(commit, absent).get(key("missing"))).isEmpty();
    }

    @Test
    void blocksComeAllOrNone() {
        String one = "com.atproto.sync.getBlocks?did=%s&cids=%s".formatted(did, head());

        Map<Cid, byte[]> found = Cars.read(server.bytes(one).body());
        Answer missing = server.get(one + "&cids=" + Kit.someCid());

        assertThat(found).containsOnlyKeys(Cid.parse(head()));
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.message()).isEqualTo("Could not find cids: " + Kit.someCid());
    }

    @Test
    void unknownRepositoriesAreNamed() {
        String nobody = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";

        for (String method : List.of("getRepo", "getLatestCommit", "getRepoStatus", "listBlobs")) {
            Answer refused = server.get("com.atproto.sync." + method + "?did=" + nobody);

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.error()).isEqualTo("RepoNotFound");
            assertThat(refused.message()).isEqualTo("Could not find repo for DID: " + nobody);
        }
    }

    @Test
    void repositoriesAreListedByPages() {
        server.user("bob");

        Answer page = server.get("com.atproto.sync.listRepos?limit=1");
        Answer rest = server.get("com.atproto.sync.listRepos?cursor=" + page.text("cursor"));
        Answer bad = server.get("com.atproto.sync.listRepos?cursor=nonsense");

        assertThat(page.body().items("repos")).hasSize(1);
        assertThat(rest.body().items("repos")).hasSize(1);
        assertThat(bad.message()).isEqualTo("Malformed cursor");
    }

    @Test
    void statusNamesTheRevision() {
        Answer status = server.get("com.atproto.sync.getRepoStatus?did=" + did);

        assertThat(status.text("rev")).isEqualTo(latest().text("rev"));
        assertThat(status.body().contains("status")).isFalse();
    }

    @Test
    void blobIsServedOnceARecordRefersToItAndGoesWithTheLast() {
        String blob = upload(PNG, "text/plain").text("cid");
        String fetch = "com.atproto.sync.getBlob?did=%s&cid=%s".formatted(did, blob);
        Answer early = server.get(fetch);

        Answer created = refer(blob, "image/png", PNG.length);
        HttpResponse<byte[]> served = server.bytes(fetch);
        Answer listed = server.get("com.atproto.sync.listBlobs?did=" + did);
        Answer deleted =
                server.call(
                        alice,
                        "com.atproto.repo.deleteRecord",
                        "{'repo':'%s','collection':'com.example.note','rkey':'pic'}"
                                .formatted(did));
        Answer late = server.get(fetch);

        assertThat(early.error()).isEqualTo("BlobNotFound");
        assertThat(created.status()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(PNG);
        assertThat(served.headers().firstValue("content-type")).contains("image/png");
        assertThat(served.headers().firstValue("content-security-policy"))
                .contains("default-src 'none'; sandbox");
        assertThat(served.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(listed.body().items("cids")).hasSize(1);
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(late.error()).isEqualTo("BlobNotFound");
    }

    @Test
    void f5WrongClaimsAboutABlobAreRefused() {
        String blob = upload(PNG, "image/png").text("cid");
        String before = head();

        Answer type = refer(blob, "image/jpeg", PNG.length);
        Answer size = refer(blob, "image/png", 3);
        Answer unknown = refer(Kit.someCid().toString(), "image/png", 3);

        assertThat(type.error()).isEqualTo("InvalidMimeType");
        assertThat(size.error()).isEqualTo("InvalidSize");
        assertThat(unknown.error()).isEqualTo("BlobNotFound");
        assertThat(unknown.message()).isEqualTo("Could not find blob: " + Kit.someCid());
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void legacyPictureOfASavedProfileIsBroughtUpToDateAndOfANewOneRefused() {
        String blob = upload(PNG, "image/png").text("cid");
        String legacy = "{'avatar':{'cid':'%s','mimeType':'image/png'}}".formatted(blob);

        Answer fresh = profile(legacy);
        profile("{'displayName':'Alice'}");
        Answer saved = profile(legacy);

        assertThat(fresh.message()).isEqualTo("Legacy blobs are not allowed (" + blob + ")");
        assertThat(saved.status()).isEqualTo(200);
    }

    @Test
    void f1TypesThatWouldBreakAHeaderAreServedAsBytes() {
        byte[] bytes = "<script>".getBytes(StandardCharsets.UTF_8);
        String blob = upload(bytes, "text/html;charset=utf-8").text("cid");
        String stored = type(blob);
        refer(blob, stored, bytes.length);

        HttpResponse<byte[]> served =
                server.bytes("com.atproto.sync.getBlob?did=%s&cid=%s".formatted(did, blob));

        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"" + blob + "\"");
        assertThat(served.headers().firstValue("content-type").orElseThrow())
                .doesNotContain("charset");
    }

    @Test
    void blobsAreBoundedAtTheEdge() {
        int max = 5 << 20;

        int fits = uploadStatus(new byte[max]);
        int tooLarge = uploadStatus(new byte[max + 1]);

        assertThat(fits).isEqualTo(200);
        assertThat(tooLarge).isEqualTo(413);
    }

    private record Uploaded(String cid, String type) {
        String text(String name) {
            return name.equals("cid") ? cid : type;
        }
    }

    private Uploaded upload(byte[] bytes, String type) {
        Answer answer =
                Server.answer(
                        server.send(
                                "com.atproto.repo.uploadBlob",
                                Optional.of(alice.access()),
                                type,
                                bytes));
        Value.Map blob = answer.body().map("blob").orElseThrow();
        String cid = blob.find("ref").orElseThrow().toString();
        return new Uploaded(
                cid.substring(cid.indexOf("baf"), cid.length() - 1),
                blob.text("mimeType").orElseThrow());
    }

    private int uploadStatus(byte[] bytes) {
        return server.send(
                        "com.atproto.repo.uploadBlob",
                        Optional.of(alice.access()),
                        "application/octet-stream",
                        bytes)
                .statusCode();
    }

    private String type(String blob) {
        return new BlobRows(server.kit.store).find(did, Cid.parse(blob)).orElseThrow().mimeType();
    }

    private Answer refer(String blob, String type, int size) {
        return server.call(
                alice,
                "com.atproto.repo.putRecord",
                ("{'repo':'%s','collection':'com.example.note','rkey':'pic','record':{'pic':"
                     + "{'$type':'blob','ref':{'$link':'%s'},'mimeType':'%s','size':%d}}}")
                        .formatted(did, blob, type, size));
    }

    private Answer profile(String record) {
        return server.call(
                alice,
                "com.atproto.repo.putRecord",
                ("{'repo':'%s','collection':'app.bsky.actor.profile','rkey':'self',"
                                + "'validate':false,'record':%s}")
                        .formatted(did, record));
    }

    private void write(String key) {
        Draft draft = new Draft.Create(server.kit.prepared(key.replace(' ', '-'), Kit.note(key)));
        server.kit.parts.writer.write(did, repo -> List.of(draft));
    }

    private Map<Cid, byte[]> proof(String key) {
        return Cars.read(
                server.bytes(
                                "com.atproto.sync.getRecord?did=%s&collection=com.example.note&rkey=%s"
                                        .formatted(did, key))
                        .body());
    }

    private static MstKey key(String key) {
        return MstKey.of(Kit.path(key));
    }

    private static Mst tree(Commit commit, Map<Cid, byte[]> blocks) {
        return Mst.at(commit.data(), BlockSource.of(blocks), NodeCache.NONE, RepoLimits.STANDARD);
    }

    private String head() {
        return latest().text("cid");
    }

    private Answer latest() {
        return server.get("com.atproto.sync.getLatestCommit?did=" + did);
    }
}
