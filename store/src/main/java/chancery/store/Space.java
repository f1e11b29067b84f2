package chancery.store;

/// The named spaces of a store, each an ordered map from bytes to bytes. An engine gives each its
/// own tuning: a column family, a table.
public enum Space {
    /// Installation facts and leases; an engine's own rows lie beside the spaces.
    META,
    /// What must be unique across partitions: handles, e-mails, invites, account to cell.
    DIRECTORY,
    /// Accounts, their keys and settings.
    ACCOUNT,
    /// Refresh tokens, codes, replay guards: entries that expire.
    SESSION,
    /// Heads and record indexes of repositories.
    REPO,
    /// Blocks of repositories by content.
    BLOCK,
    /// Rows about blobs; their bytes are in [Blobs].
    BLOB,
    /// Secondary indexes.
    INDEX,
    /// Entries of the logs; written by appends alone.
    LOG,
    /// Changes of the records of streams.
    STREAM,
    /// Where the newest change of each record of a stream is: read before every write.
    HEAD
}
