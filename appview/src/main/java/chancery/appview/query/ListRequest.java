package chancery.appview.query;

import chancery.store.table.Filter;

import java.util.Optional;

/// A list of the records of a collection, as it is asked for.
///
/// @param did of the repositories' owner; empty for all
/// @param where what else must hold
/// @param limit bounded by the largest page; 0 finds nothing
/// @param offset records to pass over at the beginning of the list
/// @param cursor of the page before; one that is none begins anew
public record ListRequest(
        String collection,
        Optional<String> did,
        Filter where,
        RecordOrder order,
        long limit,
        long offset,
        Optional<String> cursor) {
    /// The newest records.
    public static ListRequest of(String collection, long limit) {
        return new ListRequest(
                collection,
                Optional.empty(),
                Filter.all(),
                RecordOrder.NEWEST,
                limit,
                0,
                Optional.empty());
    }

    public ListRequest by(Optional<String> did) {
        return new ListRequest(collection, did, where, order, limit, offset, cursor);
    }

    public ListRequest where(Filter filter) {
        return new ListRequest(collection, did, filter, order, limit, offset, cursor);
    }

    public ListRequest in(RecordOrder other) {
        return new ListRequest(collection, did, where, other, limit, offset, cursor);
    }

    public ListRequest from(long passed) {
        return new ListRequest(collection, did, where, order, limit, passed, cursor);
    }

    public ListRequest after(Optional<String> page) {
        return new ListRequest(collection, did, where, order, limit, offset, page);
    }
}
