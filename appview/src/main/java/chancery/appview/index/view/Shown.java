package chancery.appview.index.view;

import chancery.appview.index.IndexSchema;
import chancery.appview.index.kept.IndexRow;
import chancery.appview.index.kept.RecordName;
import chancery.store.table.Row;
import chancery.store.table.value.Cell;

import java.util.ArrayList;
import java.util.List;

/// A record as the tables show it: its row, but for the position, and one row for each record it
/// refers to.
record Shown(String cid, List<Cell> record, List<List<Cell>> references) {
    static Shown of(RecordName name, IndexRow.Live row, String cid, String json, int countMax) {
        String uri = name.uri();
        String created = Moments.text(row.created());
        String collection = name.path().collection().value();
        String did = name.did().value();
        List<Cell> record =
                List.of(
                        Cell.of(uri),
                        Cell.of(did),
                        Cell.of(collection),
                        Cell.of(name.path().key().value()),
                        Cell.json(json),
                        Cell.of(cid),
                        Cell.of(Moments.text(row.indexed())),
                        Cell.of(created));
        List<List<Cell>> references = new ArrayList<>();
        for (String target : References.of(json, countMax)) {
            references.add(
                    List.of(
                            Cell.of(uri),
                            Cell.of(target),
                            Cell.of(collection),
                            Cell.of(did),
                            Cell.of(created)));
        }
        return new Shown(cid, record, references);
    }

    /// Whether a row says this, wherever it stands among the changes.
    boolean shownBy(Row row) {
        return row.cells().subList(0, record.size()).equals(record);
    }

    /// The tables in which the rows stand.
    static final String RECORDS = IndexSchema.RECORDS.name();

    static final String REFS = IndexSchema.REFS.name();
}
