package chancery.appview.label;

import chancery.appview.truth.Shelf;
import chancery.store.KeyValue;
import chancery.store.table.Page;
import chancery.store.table.Position;
import chancery.store.table.Query;
import chancery.store.table.Row;
import chancery.store.table.Tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares the rows of labels with the labels that are kept. Reads alone.
public final class LabelCheck {
    private static final int PAGE = 1_000;
    private static final int FAULTS_MAX = 1_000;

    private final LabelTruth truth;
    private final Tables tables;
    private final List<String> faults = new ArrayList<>();

    public LabelCheck(KeyValue store, Tables tables) {
        this.truth = new LabelTruth(store);
        this.tables = tables;
    }

    /// What was found.
    ///
    /// @param labels that were compared
    /// @param faults what is wrong, a line each; empty when the rows are right, or will be made
    ///     anew anyway
    public record Result(long labels, List<String> faults) {}

    /// Compares everything.
    public Result run() {
        if (tables.cursor(Labels.CURSOR).orElse(0) != truth.position()) {
            return new Result(0, List.of());
        }
        List<Shelf.Entry<Label>> page = truth.page("", PAGE);
        while (!page.isEmpty()) {
            page.forEach(entry -> compare(entry.id(), entry.row()));
            page = truth.page(page.getLast().id(), PAGE);
        }
        return new Result(walk(), List.copyOf(faults));
    }

    private void compare(String id, Label label) {
        Optional<Row> row = tables.get(Labels.TABLE, Labels.key(label));
        if (row.isEmpty()) {
            fault("the label " + id + " has no row");
        } else if (!row.get().cells().equals(Labels.cells(label))) {
            fault("the label " + id + " has another row");
        }
    }

    /// Looks for rows of no label; answers how many rows there are.
    private long walk() {
        long rows = 0;
        Optional<Position> next = Optional.empty();
        do {
            Query all = Query.of(Labels.TABLE, PAGE);
            Page page = tables.list(next.map(all::after).orElse(all));
            page.rows().forEach(this::known);
            rows += page.rows().size();
            next = page.next();
        } while (next.isPresent());
        return rows;
    }

    private void known(Row row) {
        String id = row.text("src") + " " + row.text("uri") + " " + row.text("val");
        if (truth.find(id).isEmpty()) {
            fault("a row of no label: " + id);
        }
    }

    private void fault(String text) {
        if (faults.size() < FAULTS_MAX) {
            faults.add(text);
        }
    }
}
