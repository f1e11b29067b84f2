/// The words of storage: what an engine must do. Knows bytes, keys and positions, and nothing of
/// what they mean. Contract tests in the test jar are the definition.
@NullMarked
package chancery.store;

import org.jspecify.annotations.NullMarked;
