package chancery.streams.sync;

import java.util.List;

/// Changes of a stream, oldest first, and how to go on.
///
/// @param next the cursor after this page
/// @param more whether there was more to look at
public record SyncPage(List<News> changes, String next, boolean more) {
    public SyncPage {
        changes = List.copyOf(changes);
    }
}
