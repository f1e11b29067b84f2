package chancery.appview.script.db;

import chancery.store.table.Grouping;
import chancery.store.table.Page;
import chancery.store.table.Query;
import chancery.store.table.RawAnswer;
import chancery.store.table.RawSql;
import chancery.store.table.Row;
import chancery.store.table.RowKey;
import chancery.store.table.Search;
import chancery.store.table.SlowReadException;
import chancery.store.table.TableBatch;
import chancery.store.table.Tables;
import chancery.store.table.value.Cell;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// An engine that gives one answer to raw SQL, and is too slow for everything else.
final class ForeignEngine implements Tables, RawSql {
    private final RawAnswer answer;
    private List<Cell> parameters = List.of();

    ForeignEngine(RawAnswer answer) {
        this.answer = answer;
    }

    List<Cell> parameters() {
        return parameters;
    }

    @Override
    public RawAnswer query(String sql, List<Cell> given) {
        parameters = given;
        return answer;
    }

    @Override
    public Applied apply(TableBatch batch) {
        throw new SlowReadException();
    }

    @Override
    public OptionalLong cursor(String name) {
        throw new SlowReadException();
    }

    @Override
    public Optional<Row> get(String table, RowKey key) {
        throw new SlowReadException();
    }

    @Override
    public Page list(Query query) {
        throw new SlowReadException();
    }

    @Override
    public List<Row> search(Search search) {
        throw new SlowReadException();
    }

    @Override
    public List<Grouping.Group> aggregate(Grouping grouping) {
        throw new SlowReadException();
    }

    @Override
    public void clear() {}

    @Override
    public void close() {}
}
