/// Texts that only this server can have made: cursors, tokens.
@NullMarked
package chancery.streams.sign;

import org.jspecify.annotations.NullMarked;
