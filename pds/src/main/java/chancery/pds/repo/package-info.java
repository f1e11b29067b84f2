/// Repositories of the accounts: records prepared, commits decided and written, records read back.
/// Owns heads, record rows, blocks and their indexes; knows nothing of HTTP.
@NullMarked
package chancery.pds.repo;

import org.jspecify.annotations.NullMarked;
