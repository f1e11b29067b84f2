/// Questions about records: filters, orders, windows of time, which properties come back. Read from
/// requests against the declared types, and answered for records in memory, which is the model that
/// every engine agrees with.
@NullMarked
package chancery.streams.query;

import org.jspecify.annotations.NullMarked;
