/// Will own the words of storage over PostgreSQL.
@NullMarked
package chancery.store.postgres;

import org.jspecify.annotations.NullMarked;
