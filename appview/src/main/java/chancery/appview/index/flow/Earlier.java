package chancery.appview.index.flow;

import chancery.appview.index.Change;
import chancery.appview.index.IndexSchema;
import chancery.appview.index.kept.Body;
import chancery.appview.index.kept.IndexRow;
import chancery.appview.index.kept.IndexTruth;
import chancery.appview.index.kept.RecordName;
import chancery.appview.json.JsonText;
import chancery.atproto.syntax.Cid;
import chancery.store.table.RowKey;
import chancery.store.table.Tables;

import java.util.Optional;

/// Keeps the version of a record that stays in the index because a script has vetoed the change of
/// it. A version from before there was a script lies in the repository alone, which has the vetoed
/// one by now, or none: it is read from the tables and kept beside the row from now on.
final class Earlier {
    private static final String RECORDS = IndexSchema.RECORDS.name();

    private final IndexTruth truth;
    private final Tables tables;

    Earlier(IndexTruth truth, Tables tables) {
        this.truth = truth;
        this.tables = tables;
    }

    /// What has to be done so that the earlier version stays; empty when it stays by itself, or
    /// there is none. One that the tables have lost goes: what was vetoed is never shown.
    Optional<Step> keep(RecordName name, Change vetoed) {
        return switch (vetoed) {
            case Change.Put put -> keep(name, deletion(put));
            case Change.Delete delete -> keep(name, delete);
            case Change.Account _, Change.Identity _, Change.Resync _ -> Optional.empty();
        };
    }

    private static Change.Delete deletion(Change.Put put) {
        return new Change.Delete(put.did(), put.path(), put.rev(), put.at());
    }

    private Optional<Step> keep(RecordName name, Change.Delete gone) {
        return Judgement.live(truth.row(name))
                .filter(row -> row.body() instanceof Body.Here)
                .map(row -> shown(name, row, gone))
                .map(change -> new Step(change, Step.Home.SHAPED));
    }

    private Change shown(RecordName name, IndexRow.Live row, Change.Delete gone) {
        return tables.get(RECORDS, RowKey.of(name.uri()))
                .filter(shown -> shown.text("cid").equals(row.cid()))
                .<Change>map(
                        shown ->
                                new Change.Put(
                                        gone.did(),
                                        gone.path(),
                                        JsonText.parseObject(shown.json("record")),
                                        Optional.of(row.cid()).map(Cid::parse),
                                        gone.rev(),
                                        gone.at()))
                .orElse(gone);
    }
}
