/// Aggregates: what is counted, summed and put into buckets, read from requests and worked out for
/// records in memory. The moving functions work on the answer, whatever engine made it.
@NullMarked
package chancery.streams.aggregate;

import org.jspecify.annotations.NullMarked;
