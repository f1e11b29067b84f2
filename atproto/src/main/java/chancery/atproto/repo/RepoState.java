package chancery.atproto.repo;

import chancery.atproto.syntax.Did;

import java.util.Optional;

/// A repository before a commit.
///
/// @param head empty before the first commit
/// @param tree the content; empty before the first commit
public record RepoState(Did did, Optional<Head> head, Mst tree) {
    /// A repository that has no commit yet.
    public static RepoState genesis(Did did, BlockSource source, NodeCache cache) {
        return new RepoState(did, Optional.empty(), Mst.empty(source, cache, RepoLimits.STANDARD));
    }

    /// A repository at this commit.
    public static RepoState at(Did did, Head head, BlockSource source, NodeCache cache) {
        Mst tree = Mst.at(head.data(), source, cache, RepoLimits.STANDARD);
        return new RepoState(did, Optional.of(head), tree);
    }
}
