package chancery.atproto.sync;

import chancery.atproto.data.CborWriter;
import chancery.atproto.data.DagCbor;
import chancery.atproto.syntax.Cid;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/// Writes frames of events, key by key in canonical order, but for the number: the key `seq` stands
/// there and its value is put in when it is known.
final class EventWriter {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final CborWriter out;
    private int seqOffset;

    private EventWriter(CborWriter out) {
        this.out = out;
    }

    /// Writes header and body and answers where, in what `out` holds, the number belongs.
    static int write(CborWriter out, Event event) {
        EventWriter writer = new EventWriter(out);
        header(out, event.kind().wire());
        switch (event) {
            case Event.Commit commit -> writer.commit(commit);
            case Event.Sync sync -> writer.sync(sync);
            case Event.Identity identity -> writer.identity(identity);
            case Event.Account account -> writer.account(account);
        }
        return writer.seqOffset;
    }

    /// The header of a message of this type.
    static void header(CborWriter out, String type) {
        out.beginMap(2).writeText("t").writeText(type).writeText("op").writeInt(1);
    }

    /// About how many bytes the frame will have; never too few for its blocks.
    static int estimate(Event event) {
        return switch (event) {
            case Event.Commit commit -> 512 + commit.blocks().size() + 192 * commit.ops().size();
            case Event.Sync sync -> 256 + sync.blocks().size();
            case Event.Identity _, Event.Account _ -> 256;
        };
    }

    private void commit(Event.Commit commit) {
        out.beginMap(commit.prevData().isPresent() ? 12 : 11);
        out.writeText("ops").beginArray(commit.ops().size());
        for (RecordOp op : commit.ops()) {
            op(op);
        }
        out.writeText("rev").writeText(commit.rev().value());
        seq();
        out.writeText("repo").writeText(commit.did().value());
        time(commit.time());
        out.writeText("blobs").beginArray(0);
        out.writeText("since");
        commit.since().ifPresentOrElse(rev -> out.writeText(rev.value()), out::writeNull);
        out.writeText("blocks");
        DagCbor.write(out, commit.blocks());
        out.writeText("commit").writeLink(commit.commit());
        out.writeText("rebase").writeBool(false);
        out.writeText("tooBig").writeBool(false);
        commit.prevData().ifPresent(cid -> out.writeText("prevData").writeLink(cid));
    }

    private void op(RecordOp op) {
        switch (op) {
            case RecordOp.Create(var path, var cid) -> {
                out.beginMap(3).writeText("cid").writeLink(cid);
                pathOfOp(path.toString(), Optional.empty(), "create");
            }
            case RecordOp.Update(var path, var cid, var prev) -> {
                out.beginMap(prev.isPresent() ? 4 : 3).writeText("cid").writeLink(cid);
                pathOfOp(path.toString(), prev, "update");
            }
            case RecordOp.Delete(var path, var prev) -> {
                out.beginMap(prev.isPresent() ? 4 : 3).writeText("cid").writeNull();
                pathOfOp(path.toString(), prev, "delete");
            }
        }
    }

    private void pathOfOp(String path, Optional<Cid> prev, String action) {
        out.writeText("path").writeText(path);
        prev.ifPresent(cid -> out.writeText("prev").writeLink(cid));
        out.writeText("action").writeText(action);
    }

    private void sync(Event.Sync sync) {
        out.beginMap(5).writeText("did").writeText(sync.did().value());
        out.writeText("rev").writeText(sync.rev().value());
        seq();
        time(sync.time());
        out.writeText("blocks");
        DagCbor.write(out, sync.blocks());
    }

    private void identity(Event.Identity identity) {
        out.beginMap(identity.handle().isPresent() ? 4 : 3);
        out.writeText("did").writeText(identity.did().value());
        seq();
        time(identity.time());
        identity.handle().ifPresent(h -> out.writeText("handle").writeText(h.value()));
    }

    private void account(Event.Account account) {
        Optional<String> reason = account.status().reason();
        out.beginMap(reason.isPresent() ? 5 : 4);
        out.writeText("did").writeText(account.did().value());
        seq();
        time(account.time());
        out.writeText("active").writeBool(account.status().active());
        reason.ifPresent(text -> out.writeText("status").writeText(text));
    }

    private void seq() {
        out.writeText("seq");
        seqOffset = out.size();
    }

    private void time(Instant time) {
        out.writeText("time").writeText(MILLIS.format(time));
    }
}
