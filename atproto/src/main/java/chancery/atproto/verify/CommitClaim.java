package chancery.atproto.verify;

import chancery.atproto.data.Value;
import chancery.atproto.repo.RepoOp;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Tid;

import java.util.List;
import java.util.Optional;

/// What an event says about a commit, before anything of it is believed.
///
/// @param since the revision before; empty for the first commit
/// @param prevData the root of the tree before; empty for the first commit
/// @param blocks an archive whose root is the commit
public record CommitClaim(
        Did did,
        Cid commit,
        Tid rev,
        Optional<Tid> since,
        Optional<Cid> prevData,
        List<RepoOp> ops,
        Value.Bytes blocks) {
    public CommitClaim {
        ops = List.copyOf(ops);
    }
}
