package chancery.appview.index.view;

import chancery.appview.index.kept.Bodies;
import chancery.appview.index.kept.Body;
import chancery.appview.index.kept.IndexRow;
import chancery.appview.index.kept.RecordName;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.record.Repositories;
import chancery.store.table.value.UnicodeText;

import java.util.Optional;

/// Makes of what is known of a record what the tables show of it.
public final class Projection {
    private final Repositories repositories;
    private final Bodies bodies;
    private final AppViewLimits.Indexing limits;

    public Projection(Repositories repositories, Bodies bodies, AppViewLimits.Indexing limits) {
        this.repositories = repositories;
        this.bodies = bodies;
        this.limits = limits;
    }

    /// What is shown; empty when the record is gone, or no longer where it should be.
    Optional<Shown> of(RecordName name, IndexRow row) {
        return switch (row) {
            case IndexRow.Gone _ -> Optional.empty();
            case IndexRow.Live live ->
                    switch (live.body()) {
                        case Body.Text(var json) -> shown(name, live, live.cid(), json);
                        case Body.Here _ -> here(name, live);
                    };
        };
    }

    private Optional<Shown> here(RecordName name, IndexRow.Live live) {
        Optional<String> recent = bodies.take(name, live.cid());
        if (recent.isPresent()) {
            return shown(name, live, live.cid(), recent.get());
        }
        return repositories
                .load(name.did(), name.path().collection(), name.path().key())
                .flatMap(s -> shown(name, live, s.cid().toString(), s.value().write()));
    }

    private Optional<Shown> shown(RecordName name, IndexRow.Live live, String cid, String json) {
        if (UnicodeText.bytes(json) > limits.recordBytes()) {
            return Optional.empty();
        }
        return Optional.of(Shown.of(name, live, cid, json, limits.references()));
    }
}
