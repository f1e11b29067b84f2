/// Connections to an engine that several threads share, one caller each at a time. Knows no engine.
@NullMarked
package chancery.store.embedded.pool;

import org.jspecify.annotations.NullMarked;
