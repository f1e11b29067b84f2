/// Who calls the records API and what they may do: capabilities with scopes, static tokens, and
/// tokens that are issued here to known clients.
@NullMarked
package chancery.streams.access;

import org.jspecify.annotations.NullMarked;
