/// Proving a store: checks that only read, and the report they make. What a check knows stands with
/// the part it checks.
@NullMarked
package chancery.server.verify;

import org.jspecify.annotations.NullMarked;
