/// The memory engine under the contracts.
@NullMarked
package chancery.store.memory;

import org.jspecify.annotations.NullMarked;
