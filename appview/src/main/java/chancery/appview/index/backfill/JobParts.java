package chancery.appview.index.backfill;

import chancery.appview.record.Repositories;
import chancery.appview.registry.Registry;

import java.net.URI;
import java.util.Optional;

/// What backfills need.
///
/// @param relay whose list of repositories is used
public record JobParts(
        Registry registry,
        Repositories repositories,
        LocalRecords local,
        Elsewhere elsewhere,
        Reading reading,
        Optional<URI> relay) {}
