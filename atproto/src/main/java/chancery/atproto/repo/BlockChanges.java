package chancery.atproto.repo;

import chancery.atproto.syntax.Cid;

import java.util.List;

/// What a commit changes in the stored blocks of its repository. Save and drop with the commit:
/// what is stored is then exactly what is reachable.
///
/// @param added the commit, new nodes and records; a record may be stored already, for another key
/// @param dropped the former commit and nodes, which nothing reaches any more
/// @param replaced records that a key held before and no key of this commit holds now: drop each
///     one that no other key of the repository holds
public record BlockChanges(List<Block> added, List<Cid> dropped, List<Cid> replaced) {
    public BlockChanges {
        added = List.copyOf(added);
        dropped = List.copyOf(dropped);
        replaced = List.copyOf(replaced);
    }
}
