/// The slow, obvious engine: sorted maps under one lock. Tests of other modules run on it, and it
/// is the model that the others are compared with. Leaves durability to them.
@NullMarked
package chancery.store.memory;

import org.jspecify.annotations.NullMarked;
