package chancery.pds.repo;

import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.store.Key;
import chancery.store.Partition;
import chancery.store.Space;

import java.nio.charset.StandardCharsets;

/// The keys of one repository; docs/formats/pds.md describes them byte by byte.
public final class RepoKeys {
    private static final int PATH_HEAD = 2;

    private final Partition partition;
    private final int prefixLength;

    public RepoKeys(Did did) {
        this.partition = new Partition(did.value());
        this.prefixLength = partition.prefix().length;
    }

    Partition partition() {
        return partition;
    }

    Key head() {
        return partition.key(Space.REPO, "head");
    }

    /// The row of a record.
    Key record(RecordPath path) {
        return partition.key(Space.REPO, "r/" + path);
    }

    /// The prefix of all record rows.
    Key records() {
        return partition.key(Space.REPO, "r/");
    }

    /// The prefix of the record rows of one collection.
    Key records(Nsid collection) {
        return partition.key(Space.REPO, "r/" + collection + "/");
    }

    /// The path that a row's whole key names.
    RecordPath path(byte[] key) {
        int at = prefixLength + PATH_HEAD;
        return RecordPath.parse(new String(key, at, key.length - at, StandardCharsets.US_ASCII));
    }

    Key block(Cid cid) {
        return partition.key(Space.BLOCK, cid.bytes());
    }

    /// The identifier that a block's whole key names.
    Cid blockCid(byte[] key) {
        return Cid.decode(key, prefixLength, key.length - prefixLength);
    }

    /// The entries of records of a collection that link to one target: the first half of the
    /// SHA-256 of the target.
    Key backLinks(BackLink link) {
        return partition.key(
                Space.INDEX, concat("l/" + link.collection() + "/", link.digest(), ""));
    }

    Key backLink(BackLink link, RecordPath path) {
        return partition.key(
                Space.INDEX,
                concat("l/" + link.collection() + "/", link.digest(), path.key().value()));
    }

    /// The record that an entry's whole key names.
    RecordPath linkingRecord(BackLink link, byte[] key) {
        return new RecordPath(link.collection(), new RecordKey(rest(backLinks(link), key)));
    }

    /// The prefix of all references to blobs.
    Key blobLinks() {
        return partition.key(Space.INDEX, "b/");
    }

    /// The prefix of the references to one blob.
    Key blobLinks(Cid blob) {
        return partition.key(Space.INDEX, concat("b/", blob.bytes(), ""));
    }

    Key blobLink(Cid blob, RecordPath path) {
        return partition.key(Space.INDEX, concat("b/", blob.bytes(), path.toString()));
    }

    /// The blob that a reference's whole key names.
    Cid linkedBlob(byte[] key) {
        return Cid.decode(key, prefixLength + PATH_HEAD, Cid.BYTES);
    }

    /// The part of a whole key after `prefix`, as text.
    static String rest(Key prefix, byte[] key) {
        int at = prefix.bytes().length;
        return new String(key, at, key.length - at, StandardCharsets.UTF_8);
    }

    private static byte[] concat(String head, byte[] middle, String tail) {
        byte[] first = head.getBytes(StandardCharsets.UTF_8);
        byte[] last = tail.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[first.length + middle.length + last.length];
        System.arraycopy(first, 0, out, 0, first.length);
        System.arraycopy(middle, 0, out, first.length, middle.length);
        System.arraycopy(last, 0, out, first.length + middle.length, last.length);
        return out;
    }
}
