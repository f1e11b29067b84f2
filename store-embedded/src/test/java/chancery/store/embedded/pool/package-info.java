/// Tests of shared connections.
@NullMarked
package chancery.store.embedded.pool;

import org.jspecify.annotations.NullMarked;
