/// Lexicon documents: parser, catalogue and validator. Pure; fetching a lexicon from the network is
/// the work of others.
@NullMarked
package chancery.atproto.lexicon;

import org.jspecify.annotations.NullMarked;
