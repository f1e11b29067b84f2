package chancery.appview.index.kept;

/// Where the JSON of a record is.
public sealed interface Body {
    /// In the repository, which is on this server.
    enum Here implements Body {
        HERE
    }

    /// Beside the row.
    record Text(String json) implements Body {}

    Body HERE = Here.HERE;
}
