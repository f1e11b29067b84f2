/// Identifiers of the AT Protocol, one type a file: text that has been parsed once and is trusted
/// from then on. Owns their grammar and nothing else; resolving them is the work of others.
/// Every type is immutable and safe for all threads.
@NullMarked
package chancery.atproto.syntax;

import org.jspecify.annotations.NullMarked;
