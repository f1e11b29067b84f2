package chancery.streams.view;

import chancery.streams.aggregate.Aggregate;
import chancery.streams.fault.Fault;
import chancery.streams.query.Filter;

import java.util.Collection;
import java.util.List;

/// How large the filters of one request are, all together: their operators, and the values that
/// they name.
final class FilterSize {
    private FilterSize() {}

    /// Refuses filters that are larger than the tables take.
    static void require(Filter filter, Collection<Aggregate> aggregates, long max) {
        if (of(filter) + of(aggregates) > max) {
            throw Fault.invalid(
                    "The filters of a request must not have more than "
                            + max
                            + " operators and values, all together");
        }
    }

    private static long of(Collection<Aggregate> aggregates) {
        long size = 0;
        for (Aggregate aggregate : aggregates) {
            if (aggregate instanceof Aggregate.Filters filters) {
                size += of(filters.filters());
            }
            if (aggregate instanceof Aggregate.Buckets buckets) {
                size += of(buckets.children().values());
            }
        }
        return size;
    }

    private static long of(List<Filter> filters) {
        return filters.stream().mapToLong(FilterSize::of).sum();
    }

    static long of(Filter filter) {
        return 1
                + switch (filter) {
                    case Filter.And(var children) -> of(children);
                    case Filter.Or(var children) -> of(children);
                    case Filter.Not(var child) -> of(child);
                    case Filter.In(_, var values) -> values.size();
                    case Filter.ContainsAny(_, var values) -> values.size();
                    case Filter.ContainsAll(_, var values) -> values.size();
                    case Filter.Filled(var containers) -> containers.size();
                    case Filter.Range _ -> 2;
                    case Filter.All _, Filter.Exists _, Filter.Prefix _ -> 1;
                };
    }
}
