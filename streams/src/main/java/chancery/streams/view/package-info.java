/// The analytic view of streams: a wide table for each, without keys, that follows the log of the
/// stream and answers the questions that need all of its records. Everything here is derived: what
/// is lost is filled again from the truth, which this never writes. The engine of the tables is
/// behind `chancery.store.column`; docs/formats/streams.md says which columns there are.
@NullMarked
package chancery.streams.view;

import org.jspecify.annotations.NullMarked;
