/// Containers: which properties records may have, and how a definition may change.
@NullMarked
package chancery.streams.container;

import org.jspecify.annotations.NullMarked;
