/// Types of records of the AT Protocol as streams that can be read: how they are called, what their
/// properties are, and what their records hold. The records themselves are kept elsewhere and come
/// through a port; nothing of them is stored here.
@NullMarked
package chancery.streams.indexed;

import org.jspecify.annotations.NullMarked;
